// node bench/responsiveness.mjs FILE [cancels]: one JSON object on standard output.
//
// The core in this process, as in the window: how long its event loop was held during an import and an analysis, how
// fast the store of a million transactions opens, and how long after "cancel" the answer comes, at moments spread over
// the whole of the work.
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { mulberry32 } from '../scripts/lib/seeded.mjs'
import { openCore, temporaryFolder, value } from './lib/core.mjs'
import { median } from './lib/measure.mjs'

const [file, cancelsText = '24'] = process.argv.slice(2)
const scratch = temporaryFolder()
try {
  const app = await openCore(scratch.folder)
  const project = await value(app.client.call('projects.create', { name: 'bench' }))
  const whole = await watchLoop(app, project.id)
  const cancelled = await cancelOften(app, project.id, whole.seconds, Number(cancelsText))
  await app.close()
  const openings = await openAgain(scratch.folder)
  console.log(JSON.stringify({ ...whole, cancelled, openMilliseconds: openings }))
} finally {
  scratch.remove()
}

async function watchLoop(app, projectId) {
  const resolution = 1
  const loop = monitorEventLoopDelay({ resolution })
  const held = (nanoseconds) => Math.max(0, nanoseconds / 1e6 - resolution)
  const work = {
    import: () => app.client.call('imports.run', { projectId, fileId: app.offer(file) }),
    analysis: () => app.client.call('analysis.run', { projectId }),
  }
  const loops = {}
  const seconds = {}
  for (const [name, start] of Object.entries(work)) {
    const ownWork = watchOwnWork()
    loop.reset()
    loop.enable()
    const started = performance.now()
    await value(start())
    seconds[name] = (performance.now() - started) / 1000
    loop.disable()
    loops[name] = { max: held(loop.max), p99: held(loop.percentile(99)), mean: held(loop.mean), own: ownWork() }
  }
  return { seconds, loops }
}

/**
 * The longest stretch the main thread itself computed between two turns of its loop, in milliseconds of its own
 * processor time: what is left of a delay once a busy machine, which keeps the thread waiting, is taken off.
 * @returns the function that ends the watch and gives the figure
 */
function watchOwnWork() {
  const used = () => {
    const { user, system } = process.threadCpuUsage()
    return (user + system) / 1000
  }
  let last = used()
  let longest = 0
  const look = () => {
    const now = used()
    longest = Math.max(longest, now - last)
    last = now
  }
  const timer = setInterval(look, 1)
  return () => {
    clearInterval(timer)
    look()
    return longest
  }
}

/** Milliseconds from the abort to the answer, by the stage that was last reported. */
async function cancelOften(app, projectId, seconds, times) {
  const random = mulberry32(7)
  const latencies = {}
  for (let i = 0; i < times; i++) {
    const before = JSON.stringify(await state(app, projectId))
    const name = i % 2 === 0 ? 'import' : 'analysis'
    const fileId = name === 'import' ? app.offer(file) : null
    const stop = new AbortController()
    let stage = name === 'import' ? 'read' : 'load'
    const options = { signal: stop.signal, onProgress: (progress) => (stage = progress.stage) }
    const call =
      name === 'import'
        ? app.client.call('imports.run', { projectId, fileId }, options)
        : app.client.call('analysis.run', { projectId, seed: i }, options)
    await sleep(random() * seconds[name] * 900)
    const aborted = performance.now()
    stop.abort()
    const result = await call
    const latency = performance.now() - aborted
    if (result.ok) {
      // It was done before it was asked to stop.
      if (name === 'import') await value(app.client.call('imports.delete', { importId: result.value.id }))
      continue
    }
    if (result.error.code !== 'cancelled') throw new Error(`${name} ended with ${result.error.code}`)
    if (JSON.stringify(await state(app, projectId)) !== before) {
      throw new Error(`${name} was cancelled while it said "${stage}" and has left something behind`)
    }
    ;(latencies[stage] ??= []).push(latency)
  }
  return Object.fromEntries(
    Object.entries(latencies).map(([stage, values]) => [stage, { times: values.length, max: Math.max(...values) }]),
  )
}

async function state(app, projectId) {
  return [
    await value(app.client.call('projects.get', { projectId })),
    await value(app.client.call('imports.list', { projectId })),
    await value(app.client.call('analysis.latest', { projectId })),
  ]
}

/** From nothing to the first answer: modules are loaded, the store is not. */
async function openAgain(folder) {
  const times = []
  for (let i = 0; i < 5; i++) {
    const started = performance.now()
    const app = await openCore(folder)
    await value(app.client.call('projects.list', {}))
    times.push(performance.now() - started)
    await app.close()
  }
  return { median: median(times), max: Math.max(...times) }
}
