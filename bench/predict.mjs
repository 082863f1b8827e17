// node bench/predict.mjs [CUSTOMERS] [PYTHON]: churn, value and similar customers of one analysis, as JSON: seconds of
// each, then logistic regression and boosted trees on one thread beside scikit-learn's on the same features.
import { spawnSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { loadLayers } from '../src/core/analysis/load-layers.ts'
import { createChunkReader } from '../src/core/store/chunk-reader.ts'
import { listLayers } from '../src/core/store/layers-table.ts'
import { latestRun, loadRunParts } from '../src/core/store/runs-table.ts'
import { Store } from '../src/core/store/store.ts'
import { churnFeatures, churnRows } from '../src/engine/predict/churn/features.ts'
import { fitLearner, predictLearner } from '../src/engine/predict/churn/model.ts'
import { logLoss, rocAuc } from '../src/engine/predict/metrics.ts'
import { outcomesIn, planWindows } from '../src/engine/predict/windows.ts'
import { readStoredChunksBy } from '../src/engine/worker/stored-chunks.ts'
import { prepareHistory } from '../src/engine/worker/tasks/predict-run.ts'
import { measure } from './lib/measure.mjs'
import { openCore, temporaryFolder, value } from './lib/core.mjs'

readStoredChunksBy(createChunkReader())

const customers = Number(process.argv[2] ?? 300_000)
const python = process.argv[3] ?? null
const path = (relative) => fileURLToPath(new URL(relative, import.meta.url))
const { folder, remove } = temporaryFolder()
try {
  const { runs, projectId } = await inTheApp()
  const data = await trainingData(projectId)
  console.log(
    JSON.stringify({ customers: runs.customers, seconds: runs.seconds, learners: [...ours(data), ...theirs(data)] }),
  )
} finally {
  remove()
}

/** The whole thing as people get it: on the app's own threads, from an analysis of ten orders a customer. */
async function inTheApp() {
  const shared = path('../../shared/peers/gen-orders.mjs')
  const file = join(folder, 'orders.csv')
  await measure(process.execPath, [existsSync(shared) ? shared : path('gen-orders.mjs'), String(10 * customers), String(customers), file]) // prettier-ignore
  const app = await openCore(folder)
  const projectId = (await value(app.client.call('projects.create', { name: 'bench' }))).id
  await value(app.client.call('imports.run', { projectId, fileId: app.offer(file) }))
  const { overview } = await value(app.client.call('analysis.run', { projectId, maxK: 3 }))
  const { milliseconds } = await value(app.client.call('predictions.latest', { projectId }))
  const started = performance.now()
  await value(app.client.call('similar.customers', { projectId, index: 0 }))
  const similar = (performance.now() - started) / 1000
  await app.close()
  const seconds = { churnAndValue: milliseconds / 1000, similar, total: milliseconds / 1000 + similar }
  return { runs: { customers: overview.customersWithPurchase, seconds }, projectId }
}

/** Features and outcomes of the second window to learn from, of the third to be judged on. */
async function trainingData(projectId) {
  const store = await Store.open(join(folder, 'segmento.sqlite'))
  const run = latestRun(store, projectId)
  const [layers, parts] = await Promise.all([
    loadLayers(store, listLayers(store, projectId)),
    loadRunParts(store, run.id),
  ])
  await store.close()
  const stop = new Int32Array(new SharedArrayBuffer(4))
  const { history, firstDay, asOf, horizon } = prepareHistory(layers, run.summary.facts, parts, 1, stop, () => {})
  const plan = planWindows(firstDay, asOf, horizon.days)
  const of = (window) => {
    const rows = churnRows(history, window.cutoff)
    const outcome = Float64Array.from(outcomesIn(history, rows.states.index, window).bought, (bought) => 1 - bought)
    return { features: rows.features, outcome }
  }
  return { train: of(plan.choose), test: of(plan.report) }
}

function ours({ train, test }) {
  return ['logistic', 'boosted_trees'].map((method) => {
    const started = performance.now()
    const steps = fitLearner(method, train, 1)
    let step = steps.next()
    while (!step.done) step = steps.next()
    const told = predictLearner(step.value, test.features)
    return {
      name: `ours, ${method === 'logistic' ? 'logistic regression' : 'boosted trees'}`,
      seconds: (performance.now() - started) / 1000,
      auc: rocAuc(told, test.outcome),
      logLoss: logLoss(told, test.outcome),
    }
  })
}

function theirs({ train, test }) {
  if (python === null) return []
  const write = (name, array) => writeFileSync(join(folder, name), new Uint8Array(array.buffer, array.byteOffset, array.byteLength)) // prettier-ignore
  for (const [name, part] of Object.entries({ train, test })) {
    write(`${name}.x`, part.features.data)
    write(`${name}.y`, part.outcome)
  }
  const run = spawnSync(python, [path('predict_peer.py'), folder, String(churnFeatures.length)], { encoding: 'utf8' })
  if (run.status !== 0) throw new Error(run.stderr)
  return JSON.parse(run.stdout)
}
