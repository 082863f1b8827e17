import { rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { analysisHandlers } from './analysis/handlers.ts'
import type { CoreContext } from './context.ts'
import { customerHandlers } from './customers/handlers.ts'
import { connect, type Handlers } from './dispatch.ts'
import { Events } from './events.ts'
import { driftHandlers } from './drift/handlers.ts'
import { explainHandlers } from './explain/handlers.ts'
import { FileDesk } from './files.ts'
import { changeHandlers } from './imports/change-handlers.ts'
import { healthHandlers } from './health/handlers.ts'
import { rowHandlers } from './rows/handlers.ts'
import { importHandlers } from './imports/handlers.ts'
import { EnginePool } from './jobs/engine-pool.ts'
import { rehearse } from './jobs/rehearse.ts'
import { localDay } from './local-day.ts'
import { mappingHandlers } from './mappings/handlers.ts'
import { OutputDesk } from './outputs.ts'
import { personaHandlers } from './personas/handlers.ts'
import type { Core, CoreOptions } from './ports.ts'
import { predictionHandlers } from './predictions/handlers.ts'
import { projectHandlers } from './projects/handlers.ts'
import { questionHandlers } from './questions/handlers.ts'
import { segmentHandlers } from './segments/handlers.ts'
import { similarHandlers } from './similar/handlers.ts'
import { upliftHandlers } from './uplift/handlers.ts'
import { appHandlers } from './settings/handlers.ts'
import { readWaitingFiles, writeWaitingFiles } from './store/settings-table.ts'
import { Store } from './store/store.ts'
import { tierHandlers } from './tiers/handlers.ts'
import { openTemporaryFolder } from './temporary-folder.ts'

const DEFAULT_THREADS = 2

/**
 * The whole app without a screen: opens the store and answers the operations of the contract.
 * @throws ExpectedError store.newer, store.corrupt
 */
export async function createCore(options: CoreOptions): Promise<Core> {
  const temporaryFolder = openTemporaryFolder(options.dataFolder)
  const pool = new EnginePool(Math.min(options.threads ?? DEFAULT_THREADS, Math.max(2, availableParallelism())))
  // Its modules load while the store opens.
  pool.warm()
  const store = await Store.open(
    options.storeFile ?? join(options.dataFolder, 'segmento.sqlite'),
    options.durable,
  ).catch(async (error: unknown) => {
    await pool.close()
    rmSync(temporaryFolder, { recursive: true, force: true })
    throw error
  })
  pool.warm(pool.size)
  // Somebody looks at the screen before she drops a file; a command has its file at once.
  let rehearsal: Promise<void> | null = null
  const rehearseOnce = () => (rehearsal ??= rehearse(pool, temporaryFolder).catch(() => undefined))
  if (options.shell !== 'cli') void rehearseOnce()
  const core: CoreContext = {
    options,
    store,
    pool,
    // In the command line nothing waits for a screen: one set of threads is enough.
    queries: options.shell === 'cli' ? pool : new EnginePool(1),
    files: options.shell === 'cli' ? new FileDesk() : rememberingDesk(store, options),
    temporaryFolder,
    outputs: new OutputDesk(join(temporaryFolder, 'outputs')),
    events: new Events(),
    today: options.today ?? (() => localDay(new Date())),
  }
  const handlers: Handlers = {
    ...appHandlers(core),
    ...projectHandlers(core),
    ...questionHandlers(core),
    ...importHandlers(core),
    ...changeHandlers(core),
    ...mappingHandlers(core),
    ...healthHandlers(core),
    ...rowHandlers(core),
    ...analysisHandlers(core),
    ...customerHandlers(core),
    ...segmentHandlers(core),
    ...personaHandlers(core),
    ...predictionHandlers(core),
    ...similarHandlers(core),
    ...upliftHandlers(core),
    ...explainHandlers(core),
    ...driftHandlers(core),
    ...tierHandlers(core),
  }
  const connections = new Set<ReturnType<typeof connect>>()
  return {
    temporaryFolder,
    connect(send) {
      const connection = connect(handlers, core.events, options.logger, send)
      connections.add(connection)
      return {
        receive: connection.receive,
        close() {
          connections.delete(connection)
          connection.close()
        },
      }
    },
    offerFile: (file) => core.files.offer(file),
    announceFiles: (fileIds) => core.events.emit('files.offered', { fileIds }),
    output: (outputId) => core.outputs.find(outputId),
    rehearse: rehearseOnce,
    async close() {
      for (const connection of connections) connection.close()
      await Promise.all([core.pool.close(), core.queries.close(), rehearsal])
      await Promise.all([core.files.close(), core.outputs.close(), store.close()])
      rmSync(temporaryFolder, { recursive: true, force: true })
    },
  }
}

/** A desk that says at the next start which files it held when the app ended. */
function rememberingDesk(store: Store, { logger }: CoreOptions): FileDesk {
  return new FileDesk(readWaitingFiles(store), (files) => {
    writeWaitingFiles(store, files).catch((error: unknown) => logger.error('waiting-files', error))
  })
}
