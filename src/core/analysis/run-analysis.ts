import { randomUUID } from 'node:crypto'
import { CancelledError, ExpectedError } from '../../contract/errors.ts'
import type { ImportLayer } from '../../contract/imports.ts'
import type { Warning } from '../../contract/messages.ts'
import type { Progress, Stage } from '../../contract/progress.ts'
import type { Project } from '../../contract/projects.ts'
import type { KFit } from '../../engine/cluster/fit-k.ts'
import { getArray, putArray, type Parts } from '../../engine/columns/parts.ts'
import type { DescribedClusters } from '../../engine/analysis/describe-clusters.ts'
import { dayNumber } from '../../engine/rfm/dates.ts'
import type { RunScope } from '../../engine/worker/tasks/prepare-run.ts'
import type { CallContext } from '../dispatch.ts'
import { abortable } from '../jobs/abortable.ts'
import type { EnginePool } from '../jobs/engine-pool.ts'
import { campaignsInUse, layersInUse } from '../store/layers-table.ts'
import { revisionOf } from '../store/projects-table.ts'
import { carryLabel, clusterKey } from '../store/labels-table.ts'
import { insertRun, latestRun, type RunSummary, type StoredRun } from '../store/runs-table.ts'
import type { Store } from '../store/store.ts'
import { compareLines } from './compare-lines.ts'
import { minorDigits } from './currency.ts'
import { latestImport, rulesOf } from './dataset-rules.ts'
import { findClusters } from './find-clusters.ts'
import { missingScores } from '../predictions/missing-scores.ts'
import { predictRun } from '../predictions/predict-run.ts'
import { rowTotals } from './row-totals.ts'
import { currencyQuestions } from './currency-questions.ts'
import { loadLayers } from './load-layers.ts'
import { scoreCustomers } from './score-customers.ts'

export interface AnalysisOptions {
  readonly seed: number
  /** `keep`: what the person chose in the latest run, else as suggested. */
  readonly k: 'auto' | 'keep' | number
  readonly maxK: number
}

/** Where each stage begins and ends within the whole job. */
const spans: Readonly<Record<'load' | 'rfm' | 'cluster' | 'predict' | 'profile' | 'write', readonly [number, number]>> =
  {
    load: [0, 0.08],
    rfm: [0.08, 0.35],
    cluster: [0.35, 0.65],
    predict: [0.65, 0.9],
    profile: [0.9, 0.95],
    write: [0.95, 1],
  }

/** Loads the active layers, scores, clusters, describes and keeps the result as one new run: whole or not at all. */
export async function runAnalysis(
  store: Store,
  pool: EnginePool,
  project: Project,
  options: AnalysisOptions,
  today: string,
  { signal, progress }: CallContext,
): Promise<StoredRun> {
  const lap = startLaps()
  const at = stageReporter(progress)
  const layers = layersInUse(store, project.id)
  if (!layers.some(({ kind }) => kind === 'orders')) throw new ExpectedError('project.empty')
  const revision = revisionOf(store, project.id)
  const previous = latestRun(store, project.id)
  const asked = options.k === 'keep' ? (previous?.chosenByPerson === true ? previous.k : 'auto') : options.k

  at('load', 0)
  const stored = await abortable(loadLayers(store, layers), signal)

  const scope = scopeOf(store, project, layers, today)
  const marks = await pool.run((engine, stop) => engine.markRows(stored, scope.rules, stop), signal)
  const input = marks === null ? stored : stored.map((layer) => ({ ...layer, marks }))
  lap('load')
  const rows = layers.reduce((sum, { kind, counts }) => sum + (kind === 'orders' ? counts.read : 0), 0)
  const { scored, overview } = await scoreCustomers(pool, rows, input, scope, signal, (fraction) => at('rfm', fraction))
  const { parts, buyers, features } = scored
  lap('rfm')
  at('cluster', 0)
  // Beside the clustering; what fails there is said where it is awaited.
  const compared = compareLines(pool, layers, input, scope.rules, signal)
  compared.catch(() => undefined)

  const points = {
    data: getArray(parts, 'features', Float64Array)!,
    rows: buyers,
    columns: Math.max(1, features.names.length),
  }
  const wanted = asked === 'auto' ? options.maxK : Math.max(options.maxK, asked)
  const maxK = Math.max(1, Math.min(wanted, buyers))
  const found = await findClusters(pool, points, { maxK, seed: options.seed }, signal, (fraction) =>
    at('cluster', fraction),
  )
  const { facts, parts: more } = await overview
  for (const [name, bytes] of more) parts.set(name, bytes)
  const { suggestion, fits } = found
  const most = fits.at(-1)!.k
  const k = asked === 'auto' ? suggestion.suggested : Math.min(asked, most)
  const warnings: Warning[] = [...facts.warnings, ...suggestion.warnings]
  if (asked !== 'auto' && asked > most) {
    warnings.push({ severity: 'warning', code: 'cluster.fewer_than_asked', params: { k: asked, clusters: most } })
  }
  const before =
    previous === null
      ? null
      : {
          features: previous.summary.facts.features.names,
          clusterings: previous.summary.clusterings,
          shown: { before: previous.k, now: k },
        }
  const clusterings = await pool.run((engine) => engine.numberClusters(fits, facts, parts, before), signal)
  lap('cluster')

  at('predict', 0)
  const predicted = await predictRun(pool, input, { facts, parts }, options.seed, signal, (fraction) =>
    at('predict', fraction),
  )
  for (const [name, bytes] of predicted.parts) parts.set(name, bytes as Uint8Array<SharedArrayBuffer>)
  warnings.push(...missingScores(predicted.summary, campaignsInUse(store, project.id).length > 0))
  lap('predict')

  at('profile', 0)
  const ids = clusterings.find((each) => each.k === k)!.ids
  const described = await describe(
    pool,
    { facts, parts },
    fits.find((fit) => fit.k === k)!,
    ids,
    signal,
  )
  const timings = lap('profile')

  at('write', 0)
  const lines = await compared
  warnings.push(...lines.warnings, ...leftOutWarnings(project, layers))
  const labels: Parts = new Map(parts)
  for (const fit of fits) {
    putArray(labels, `labels${fit.k}`, fit.labels)
    putArray(labels, `centroids${fit.k}`, fit.centroids)
  }
  const summary: RunSummary = {
    facts,
    seed: options.seed,
    maxK,
    rows: rowTotals(layers),
    suggested: suggestion.suggested,
    reason: suggestion.reason,
    knee: suggestion.knee,
    widerRangeOffered: suggestion.widerRangeOffered,
    candidates: found.measures,
    silhouetteSample: found.silhouetteSample,
    clusterings,
    predictions: predicted.summary,
    groups: predicted.groups,
    warnings,
    timings,
  }
  const run: StoredRun = {
    id: randomUUID(),
    projectId: project.id,
    createdAt: new Date().toISOString(),
    revision,
    k,
    chosenByPerson: asked !== 'auto',
    summary,
    described,
  }
  if (signal.aborted) throw new CancelledError()
  const carried =
    previous === null || previous.k === k
      ? []
      : ids.map((id) => carryLabel(project.id, clusterKey(previous.k, id), clusterKey(k, id)))
  // What is no longer so is not kept: another import may have come meanwhile.
  const kept = revisionOf(store, project.id) === revision ? lines.kept : []
  await store.write([...insertRun(run, labels), ...carried, ...kept])
  at('write', 1)
  return run
}

/** What takes part in an analysis and by which rules it is counted, as the engine takes it. */
function scopeOf(store: Store, project: Project, layers: readonly ImportLayer[], today: string): RunScope {
  return {
    from: project.analysisFrom === null ? null : dayNumber(project.analysisFrom),
    asOf: project.asOf === null ? null : dayNumber(project.asOf),
    today: dayNumber(latestImport(layers, today)),
    exclusions: project.exclusions
      .filter(({ enabled }) => enabled)
      .map(({ field, op, value }) => ({ field, op, value })),
    rules: rulesOf(store, project, layers, today),
    cuts: project.cuts,
    tiers: project.tiers,
    digits: minorDigits(project.currency),
  }
}

/** Rows that take no part: they could not be read, or are in another currency without a rate. */
function leftOutWarnings(project: Project, layers: readonly ImportLayer[]): Warning[] {
  const unread = layers
    .filter(({ counts, mended }) => counts.rejected > mended)
    .map(({ fileName, counts, mended }): Warning => {
      const params = { rows: counts.rejected - mended, file: fileName }
      return { severity: 'warning', code: 'analysis.rows_rejected', params }
    })
  const foreign = currencyQuestions(project, layers)
    .filter(({ answer }) => answer !== 'rate')
    .map(({ currency, rows }): Warning => {
      const params = { rows, currency, project: project.currency ?? '' }
      return { severity: 'warning', code: 'analysis.rows_held_back', params }
    })
  return [...unread, ...foreign]
}

/** The clusters of one fit in words and figures. */
export function describe(
  pool: EnginePool,
  run: { readonly facts: RunSummary['facts']; readonly parts: Map<string, Uint8Array> },
  fit: Pick<KFit, 'labels' | 'clusters' | 'centroids'>,
  ids: readonly number[],
  signal: AbortSignal,
): Promise<DescribedClusters> {
  const clustering = { labels: fit.labels, clusters: fit.clusters, ids, centroids: fit.centroids }
  return pool.run((engine, stop) => engine.describeRun(run.facts, run.parts, clustering, stop), signal)
}

/** Milliseconds that the steps took: each call ends one. */
function startLaps(): (step: Exclude<keyof RunSummary['timings'], 'total'>) => RunSummary['timings'] {
  const started = performance.now()
  let last = started
  const timings = { load: 0, rfm: 0, cluster: 0, predict: 0, profile: 0, total: 0 }
  return (step) => {
    const now = performance.now()
    timings[step] = now - last
    timings.total = now - started
    last = now
    return timings
  }
}

function stageReporter(
  progress: (progress: Progress) => void,
): (stage: keyof typeof spans & Stage, fraction: number) => void {
  return (stage, fraction) => {
    const [from, to] = spans[stage]
    progress({ stage, fraction: from + (to - from) * Math.min(1, fraction) })
  }
}
