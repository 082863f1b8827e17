import { client, idle, runJob } from '../../app/client.ts'
import type { RunningJob } from '../../app/client.ts'
import { queued } from './queued-file.ts'
import type { QueuedFile } from './queued-file.ts'

/** The place of the archive in the queue. */
interface Place {
  readonly key: number
  /** Undefined once it was discarded. */
  readonly find: (key: number) => QueuedFile | undefined
  readonly change: (key: number, part: Partial<QueuedFile>) => void
  readonly running: Map<number, Pick<RunningJob<unknown>, 'cancel'>>
}

/** The tables of an archive, each to be queued by itself; null where it stays what it is, which says why, or is gone. */
export async function unpackArchive(fileId: string, place: Place): Promise<readonly QueuedFile[] | null> {
  const { key, find, change, running } = place
  const job = runJob('imports.unpack', { fileId }, (view) => {
    if (view.state === 'running') change(key, { job: view })
  })
  running.set(key, job)
  const answer = await job.result
  running.delete(key)
  if (!answer.ok) {
    // Overtaken: whoever did that looks again.
    if (answer.error.code !== 'cancelled') change(key, { step: 'failed', job: idle, error: answer.error })
    return null
  }
  const { files } = answer.value
  if (find(key) !== undefined) return files.map((table) => queued(table.fileName, table.fileId))
  // Discarded at the last moment.
  for (const table of files) await client.call('imports.discardFile', { fileId: table.fileId })
  return null
}
