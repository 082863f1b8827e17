// node store_pipeline.mjs ORDERS.csv STORE|memory: one JSON object on standard output.
//
// The core in this process imports the file and counts its customers: recency, frequency, spend and the categories of
// each. With a store every commit is on the disk; `memory` is a store that is thrown away and waits for no disk.
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { openCore, temporaryFolder, value } from './lib/core.mjs'

const [file, target] = process.argv.slice(2)
const scratch = temporaryFolder()
const store = target === 'memory' ? join(scratch.folder, 'segmento.sqlite') : target
try {
  const app = await openCore(scratch.folder, { storeFile: store, durable: target !== 'memory' })
  const { id } = await value(app.client.call('projects.create', { name: 'bench' }))
  // As in the window, whose threads are ready before anybody drops a file.
  await app.core.rehearse()
  await untilIdle()
  const stages = {}
  const cpu = process.cpuUsage()
  const started = performance.now()
  const layer = await value(app.client.call('imports.run', { projectId: id, fileId: app.offer(file) }))
  stages['read and store'] = (performance.now() - started) / 1000
  const { at, usage } = await counted(app, id, cpu)
  const seconds = (at - started) / 1000
  stages['rfm and categories'] = seconds - stages['read and store']
  const megabytes = process.resourceUsage().maxRSS / 1024
  await app.close()
  console.log(
    JSON.stringify({
      seconds,
      stages,
      cpuSeconds: (usage.user + usage.system) / 1e6,
      megabytes,
      rows: layer.counts.read,
      customers: layer.customers,
      bytesPerRow: statSync(store).size / layer.counts.read,
    }),
  )
} finally {
  scratch.remove()
}

/** What the rehearsal left to the compiler's own threads is done as well by the time somebody has found a file. */
async function untilIdle() {
  for (;;) {
    const before = process.cpuUsage()
    await new Promise((resolve) => setTimeout(resolve, 100))
    const { user, system } = process.cpuUsage(before)
    if (user + system < 5000) return
  }
}

/** When the first stage after the counting begins, and the processor time until then; the clusters are another comparison. */
async function counted({ client }, projectId, cpu) {
  const stop = new AbortController()
  let at = null
  let usage = null
  const onProgress = ({ stage }) => {
    if (stage !== 'cluster') return
    at ??= performance.now()
    usage ??= process.cpuUsage(cpu)
    stop.abort()
  }
  const result = await client.call('analysis.run', { projectId, maxK: 2 }, { signal: stop.signal, onProgress })
  if (!stop.signal.aborted) throw new Error(`no stage after the counting: ${JSON.stringify(result)}`)
  return { at, usage }
}
