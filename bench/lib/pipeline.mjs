import { fileURLToPath } from 'node:url'
import { measure, median } from './measure.mjs'

/** @param store a file, or `memory` */
export async function runOurs(file, store) {
  const script = fileURLToPath(new URL('../store_pipeline.mjs', import.meta.url))
  const run = await measure(process.execPath, [script, file, store])
  return { ...JSON.parse(run.stdout), wholeSeconds: run.seconds }
}

/** Both in turn; medians of each, the ratio from the pairs: each pair ran one after the other. */
export async function inTurn(times, { ours, peer }) {
  const pairs = []
  for (let i = 0; i < times; i++) pairs.push({ ours: await ours(), peer: peer === null ? null : await peer() })
  const of = (who) => summary(pairs.map((pair) => pair[who]))
  if (peer === null) return { ours: of('ours'), peer: null, timeRatio: null, wholeRatio: null }
  const ratio = (key) => median(pairs.map((pair) => pair.ours[key] / pair.peer[key]))
  return { ours: of('ours'), peer: of('peer'), timeRatio: ratio('seconds'), wholeRatio: ratio('wholeSeconds') }
}

function summary(runs) {
  const middle = (key) => median(runs.map((run) => run[key]))
  return {
    ...runs[0],
    seconds: middle('seconds'),
    wholeSeconds: middle('wholeSeconds'),
    cpuSeconds: middle('cpuSeconds'),
    megabytes: Math.max(...runs.map(({ megabytes }) => megabytes)),
    stages: Object.fromEntries(
      Object.keys(runs[0].stages).map((stage) => [stage, median(runs.map(({ stages }) => stages[stage]))]),
    ),
  }
}

export function pipelineLines({ ours, peer, timeRatio, wholeRatio }, peerName) {
  const lines = (name, { seconds, wholeSeconds, cpuSeconds, megabytes, stages }) => [
    [name, `${seconds.toFixed(2)} s`, `${megabytes.toFixed(0)} MB`],
    ...Object.entries(stages).map(([stage, value]) => [`  of it ${stage}`, `${value.toFixed(2)} s`, '']),
    ['  cores at work', (cpuSeconds / seconds).toFixed(2), `${cpuSeconds.toFixed(2)} s of processor time`],
    ['  whole process', `${wholeSeconds.toFixed(2)} s`, ''],
  ]
  const own = [
    ...lines('Segmento', ours),
    ['  store', `${ours.bytesPerRow.toFixed(1)} bytes a row`, `${ours.customers} customers`],
  ]
  if (peer === null) return [...own, [peerName, 'not here', '']]
  return [
    ...own,
    ...lines(peerName, peer),
    ['ours is', `${timeRatio.toFixed(2)} of the time`, `${wholeRatio.toFixed(2)} of the whole process`],
  ]
}
