import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { measure, median } from '../lib/measure.mjs'
import { pythonWithPandas } from '../lib/python.mjs'

export const name = 'analyze'
export const title = 'From a file to written cards, beside pandas and scikit-learn; the main process meanwhile'

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url))

export async function run({ rows, quick, say, ordersFile }) {
  const file = await ordersFile(rows)
  const { ours, peers } = await sideBySide(file, quick, say)
  say('event loop, cancelling, opening the store …')
  const responsiveness = JSON.parse((await measure(process.execPath, [path('../responsiveness.mjs'), file])).stdout)
  say('clustering alone …')
  const cluster = JSON.parse((await measure(process.execPath, [path('../cluster.mjs')])).stdout)
  const facts = summarise(rows, { ours, peers, responsiveness, cluster })
  return { facts, lines: linesOf(facts) }
}

async function sideBySide(file, quick, say) {
  const repeats = quick ? 3 : 5
  const peerRepeats = quick ? 1 : 3
  const python = await pythonWithPandas()
  const shared = path('../../../shared/peers/pandas_pipeline.py')
  const pipeline = existsSync(shared) ? shared : path('../pandas_pipeline.py')
  const ours = []
  const peers = []
  for (let i = 0; i < repeats; i++) {
    say(`analyze, ${i + 1} of ${repeats} …`)
    ours.push(await analyzeOnce(file))
    if (python !== null && i < peerRepeats) {
      say(`pandas and scikit-learn, ${i + 1} of ${peerRepeats} …`)
      peers.push(await measure(python, [pipeline, file]))
    }
  }
  return { ours, peers }
}

async function analyzeOnce(file) {
  const out = mkdtempSync(join(tmpdir(), 'segmento-bench-'))
  try {
    const run = await measure(process.execPath, [
      path('../../out/main/cli.js'),
      'analyze',
      file,
      '--out',
      out,
      '--no-pdf',
    ])
    const { timings_ms: timings, customers } = JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8'))
    return { ...run, timings, customers }
  } finally {
    rmSync(out, { recursive: true, force: true })
  }
}

function summarise(rows, { ours, peers, responsiveness, cluster }) {
  const seconds = median(ours.map((run) => run.seconds))
  const stages = ['read', 'rfm', 'cluster', 'predict', 'profile']
  const stageSeconds = stages.map((stage) => [stage, median(ours.map(({ timings }) => timings[stage])) / 1000])
  const rest = seconds - stageSeconds.reduce((sum, [, value]) => sum + value, 0)
  return {
    rows,
    customers: ours[0].customers,
    analyze: {
      seconds,
      megabytes: highest(ours),
      stages: Object.fromEntries([...stageSeconds, ['start, store, write', rest]]),
    },
    peer:
      peers.length === 0
        ? null
        : {
            seconds: median(peers.map((run) => run.seconds)),
            megabytes: highest(peers),
            // Each pair ran one after the other; the ratio of the medians would mix moments.
            timeRatio: median(peers.map((peer, i) => ours[i].seconds / peer.seconds)),
            memoryRatio: highest(ours) === null ? null : highest(ours) / highest(peers),
          },
    responsiveness,
    cluster,
  }
}

function highest(runs) {
  const known = runs.map(({ megabytes }) => megabytes).filter((value) => value !== null)
  return known.length === 0 ? null : Math.max(...known)
}

function linesOf({ analyze, peer, responsiveness: { loops, cancelled, openMilliseconds }, cluster, ...about }) {
  const percent = (part, whole) => `${((100 * part) / whole).toFixed(0)} %`
  const megabytes = (value) => (value === null ? 'not known here' : `${value.toFixed(0)} MB`)
  return [
    [`${about.rows} rows of ${about.customers} customers`, '', ''],
    ['whole process, file to written cards', `${analyze.seconds.toFixed(2)} s`, megabytes(analyze.megabytes)],
    ...Object.entries(analyze.stages).map(([stage, seconds]) => [
      `  of it ${stage}`,
      `${seconds.toFixed(2)} s`,
      percent(seconds, analyze.seconds),
    ]),
    peer === null
      ? ['pandas and scikit-learn', 'not here', 'Debian: python3-pandas python3-sklearn']
      : ['pandas and scikit-learn', `${peer.seconds.toFixed(2)} s`, megabytes(peer.megabytes)],
    ...(peer === null
      ? []
      : [['  ours is', `${percent(peer.timeRatio, 1)} of the time`, `${percent(peer.memoryRatio, 1)} of the memory`]]),
    ...Object.entries(loops).flatMap(([name, { max, p99, own }]) => [
      [`main process, event loop late, ${name}`, `${max.toFixed(1)} ms at most`, `99 %: ${p99.toFixed(1)} ms`],
      ['  by its own work', `${own.toFixed(1)} ms at most`, ''],
    ]),
    ['opening the store', `${openMilliseconds.median.toFixed(0)} ms`, `at most ${openMilliseconds.max.toFixed(0)} ms`],
    ...Object.entries(cancelled).map(([stage, { times, max }]) => [
      `cancel during ${stage}`,
      `${max.toFixed(0)} ms at most`,
      `${times} times`,
    ]),
    ...Object.entries(cluster).map(([name, milliseconds]) => [name, `${milliseconds.toFixed(0)} ms`, '']),
  ]
}
