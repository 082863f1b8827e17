// npm run bench [-- --quick] [-- --json]: what the README says about speed, measured again.
//
// The peer and the product run in turn on the same file, so that a busy machine slows both down.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildIfStale } from '../scripts/lib/build-if-stale.mjs'
import { requireModernNode } from '../scripts/lib/node-version.mjs'
import { machine } from './lib/machine.mjs'
import { measure, median } from './lib/measure.mjs'
import { table } from './lib/table.mjs'

requireModernNode()

const quick = process.argv.includes('--quick')
const json = process.argv.includes('--json')
const rows = quick ? 100_000 : 1_000_000
const customers = rows / 20
const repeats = quick ? 3 : 5
const peerRepeats = quick ? 1 : 3

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url))
const say = (text) => process.stderr.write(`${text}\n`)

const orders = await ordersFile()
buildIfStale()

const python = await pythonWithPandas()
const { ours, peers } = await sideBySide(orders.file)
say('event loop, cancelling, opening the store …')
const responsiveness = JSON.parse((await measure(process.execPath, [path('responsiveness.mjs'), orders.file])).stdout)
say('clustering alone …')
const cluster = JSON.parse((await measure(process.execPath, [path('cluster.mjs')])).stdout)
say('predictions …')
const predicting = [path('predict.mjs'), String(quick ? 30_000 : 300_000), ...(python === null ? [] : [python])]
const predict = JSON.parse((await measure(process.execPath, predicting)).stdout)

const report = summarise()
console.log(json ? JSON.stringify(report, null, 2) : asText(report))

/** The file of `rows` orders, made once: with the generator beside the project where there is one, else with our own. */
async function ordersFile() {
  const shared = path('../../shared/peers/gen-orders.mjs')
  const generator = existsSync(shared) ? shared : path('gen-orders.mjs')
  const by = existsSync(shared) ? 'shared' : 'own'
  const folder = path('.data')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `orders-${rows}-${by}.csv`)
  if (!existsSync(file)) {
    say(`making ${rows} orders …`)
    await measure(process.execPath, [generator, String(rows), String(customers), file])
  }
  return { file, generator: by }
}

async function sideBySide(file) {
  const shared = path('../../shared/peers/pandas_pipeline.py')
  const pipeline = existsSync(shared) ? shared : path('pandas_pipeline.py')
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
    const run = await measure(process.execPath, [path('../out/main/cli.js'), 'analyze', file, '--out', out, '--no-pdf'])
    const { timings_ms: timings, customers } = JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8'))
    return { ...run, timings, customers }
  } finally {
    rmSync(out, { recursive: true, force: true })
  }
}

async function pythonWithPandas() {
  for (const python of ['python3', '/usr/bin/python3']) {
    try {
      await measure(python, ['-c', 'import pandas, sklearn'])
      return python
    } catch {
      // Not this one.
    }
  }
  return null
}

function summarise() {
  const seconds = median(ours.map((run) => run.seconds))
  const stages = ['read', 'rfm', 'cluster', 'profile']
  const stageSeconds = stages.map((stage) => [stage, median(ours.map(({ timings }) => timings[stage])) / 1000])
  const rest = seconds - stageSeconds.reduce((sum, [, value]) => sum + value, 0)
  return {
    machine: machine(),
    rows,
    customers: ours[0].customers,
    generator: orders.generator,
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
    predict,
  }
}

function highest(runs) {
  const known = runs.map(({ megabytes }) => megabytes).filter((value) => value !== null)
  return known.length === 0 ? null : Math.max(...known)
}

function asText({ analyze, peer, responsiveness: { loops, cancelled, openMilliseconds }, cluster, predict, ...about }) {
  const percent = (part, whole) => `${((100 * part) / whole).toFixed(0)} %`
  const megabytes = (value) => (value === null ? 'not known here' : `${value.toFixed(0)} MB`)
  const lines = [
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
    [
      `churn, value and similar customers, ${predict.customers} customers`,
      `${predict.seconds.total.toFixed(2)} s`,
      `similar: ${predict.seconds.similar.toFixed(2)} s`,
    ],
    ...predict.learners.map(({ name, seconds, auc, logLoss }) => [
      `  ${name}`,
      `${seconds.toFixed(2)} s`,
      `AUC ${auc.toFixed(4)}, log-loss ${logLoss.toFixed(4)}`,
    ]),
  ]
  return `${about.machine}\n${about.rows} rows of ${about.customers} customers\n\n${table(lines)}`
}
