import type { ChangeEffect } from '../../contract/changes.ts'
import type { ReadOptions, RejectedRow } from '../../contract/imports.ts'
import type { KFit } from '../cluster/fit-k.ts'
import type { SilhouettePlan } from '../cluster/silhouette.ts'
import { encodeChunk } from '../columns/chunk-codec.ts'
import { buffersOf, tailToParts, type AttributeHead, type Parts } from '../columns/parts.ts'
import type { Matrix } from '../columns/types.ts'
import { numberClusters, type Clustering, type PreviousClusterings } from '../analysis/number-clusters.ts'
import type { CountScope } from '../rfm/aggregate.ts'
import type { CustomerRange, Rack } from '../rfm/row-buckets.ts'
import type { PerCustomer, RangeTotals } from '../rfm/tally.ts'
import type { ChurnResult } from '../predict/churn/predict-churn.ts'
import { partsToColumns } from '../rfm/column-parts.ts'
import type { DescribedClusters } from '../analysis/describe-clusters.ts'
import { moving, serveWorker, transfer } from './endpoint.ts'
import { packOrderIds } from './packed-order-ids.ts'
import type { Inspection } from '../read/plan.ts'
import {
  joinFileParts,
  planSplit,
  previewFile,
  unreadableShare,
  readFile,
  readFilePart,
  type FilePart,
  type FilePreview,
  type PreviewSettings,
  type LayerEnd,
  type PartOfFile,
  type ReadSink,
  type SplitPlan,
} from './source/index.ts'
import { rehearse } from '../read/rehearse.ts'
import { shareArrays } from './share-arrays.ts'
import type { DatasetRules } from '../dataset/rules.ts'
import * as questionTasks from './tasks/ask-questions.ts'
import * as changeTasks from './tasks/describe-change.ts'
import * as clusterTasks from './tasks/cluster-run.ts'
import * as describeTasks from './tasks/describe-run.ts'
import { driftQueries } from './tasks/drift.ts'
import { explainQueries } from './tasks/explain.ts'
import { throwIfStopped, type Stop } from './tasks/drive.ts'
import { customersWithout, healthFacts, healthRows, orderIdsAt, type HealthFacts } from './tasks/health.ts'
import { history, historyChunks } from './tasks/history.ts'
import { partRows } from './tasks/part-rows.ts'
import * as predictTasks from './tasks/predict-run.ts'
import * as prepareTasks from './tasks/prepare-run.ts'
import * as queryTasks from './tasks/query.ts'
import { markRows, type LayerInput } from './tasks/shared.ts'
import * as similarTasks from './tasks/similar.ts'
import { tierQueries } from './tasks/tiers.ts'
import { explainScoreQueries } from './tasks/explain-score.ts'
import { upliftTasks, type CampaignInput, type OrdersBeside, type UpliftTask } from './tasks/uplift.ts'

export interface ImportSink {
  /** @param orderIds the packed ids of its orders, or null */
  chunk(bytes: Uint8Array<ArrayBuffer>, orderIds: Uint8Array<ArrayBuffer> | null): Promise<void>
  rejected(rows: readonly RejectedRow[]): Promise<void>
  progress(bytesRead: number, totalBytes: number, rows: number): void
}

export type ImportEnd = Omit<LayerEnd, 'tail'> & {
  readonly parts: Parts
  readonly attributes: readonly AttributeHead[]
  readonly customers: number
}

const PROGRESS_MILLISECONDS = 80

/** Progress reports cost a message each: a few a second are enough. */
function seldom<P extends unknown[]>(report: (...parameters: P) => void): (...parameters: P) => void {
  let last = 0
  return (...parameters) => {
    const now = performance.now()
    if (now - last < PROGRESS_MILLISECONDS) return
    last = now
    report(...parameters)
  }
}

function encoding(sink: ImportSink): ReadSink {
  return {
    copies: true,
    async chunk(chunk) {
      const bytes = encodeChunk(chunk)
      const orderIds = packOrderIds(chunk)
      await sink.chunk(transfer(bytes, [bytes.buffer]), orderIds && transfer(orderIds, [orderIds.buffer]))
    },
    rejected: (rows) => sink.rejected(rows),
    progress: seldom(sink.progress),
  }
}

function isSet(stop: Stop): () => boolean {
  return () => Atomics.load(stop, 0) !== 0
}

function importEnd({ tail, ...rest }: LayerEnd): ImportEnd {
  const { parts, attributes } = tailToParts(tail)
  return { ...rest, parts, attributes, customers: 'customers' in tail ? tail.customers.count : tail.rows }
}

/** Everything heavy, one call at a time per thread. Parts and chunks lie in shared memory. */
const api = {
  /** Answers as soon as calls are answered at all. */
  ready(): void {
    return undefined
  },

  /** Runs what reading a file will need, for nothing. */
  rehearse,

  preview(
    path: string,
    name: string,
    options: ReadOptions,
    settings: PreviewSettings,
    stop: Stop,
  ): Promise<FilePreview> {
    throwIfStopped(stop)
    return previewFile(path, name, options, isSet(stop), settings)
  },

  unreadableShare(path: string, name: string, options: ReadOptions, stop: Stop): Promise<number> {
    throwIfStopped(stop)
    return unreadableShare(path, name, options, isSet(stop))
  },

  /** @param inspected what `planSplit` saw of the file, if it was asked */
  async importFile(
    path: string,
    name: string,
    options: ReadOptions,
    inspected: Inspection | null,
    stop: Stop,
    sink: ImportSink,
  ): Promise<ImportEnd> {
    const end = importEnd(await readFile(path, name, options, encoding(sink), isSet(stop), inspected))
    return moving(end, buffersOf(end.parts))
  },

  /** Where several threads could share the reading of a file. */
  planSplit(
    path: string,
    name: string,
    options: ReadOptions,
    most: number,
    leastBytes: number,
    stop: Stop,
  ): Promise<SplitPlan> {
    throwIfStopped(stop)
    return planSplit(path, name, options, most, leastBytes)
  },

  async importPart(
    path: string,
    name: string,
    inspection: Inspection,
    part: PartOfFile,
    stop: Stop,
    sink: ImportSink,
  ): Promise<FilePart> {
    return shareArrays(await readFilePart(path, name, inspection, part, encoding(sink), isSet(stop)))
  },

  joinParts(
    parts: readonly FilePart[],
    inspection: Inspection,
    name: string,
  ): { end: ImportEnd; lines: readonly number[] } | null {
    const joined = joinFileParts(parts, inspection, name)
    if (joined === null) return null
    const end = importEnd(joined.end)
    return moving({ end, lines: joined.lines }, buffersOf(end.parts))
  },

  markRows(layers: readonly LayerInput[], rules: DatasetRules, stop: Stop): Uint8Array<SharedArrayBuffer> | null {
    throwIfStopped(stop)
    return markRows(layers, rules)
  },

  layRows(
    layers: readonly LayerInput[],
    scope: prepareTasks.RunScope,
    plan: prepareTasks.CountPlan,
    stop: Stop,
    onProgress: (fraction: number) => void,
  ): prepareTasks.LaidPart {
    const laid = prepareTasks.layRows(layers, scope, plan, stop, seldom(onProgress))
    return moving(
      laid,
      laid.racks.flatMap(({ slabs }) => slabs.map(({ buffer }) => buffer)),
    )
  },

  countRacks(
    figures: PerCustomer,
    count: CountScope,
    range: CustomerRange,
    racks: readonly Rack[],
    index: number,
    stop: Stop,
    onProgress: (fraction: number) => void,
  ): RangeTotals {
    return prepareTasks.countRacks(figures, count, range, racks, index, stop, seldom(onProgress))
  },

  askQuestions(
    layers: readonly LayerInput[],
    rules: DatasetRules,
    upTo: number,
    digits: number,
    stop: Stop,
  ): ReturnType<typeof questionTasks.askQuestions> {
    return questionTasks.askQuestions(layers, rules, upTo, digits, stop)
  },

  reversalRows: questionTasks.reversalRows,

  listPeople(
    layers: readonly LayerInput[],
    rules: DatasetRules,
    digits: number,
    page: { readonly offset: number; readonly limit: number },
    stop: Stop,
  ): ReturnType<typeof questionTasks.listPeople> {
    return questionTasks.listPeople(layers, rules, digits, page, stop)
  },

  findChange(
    before: readonly LayerInput[],
    own: LayerInput,
    rules: DatasetRules,
    hasOrderNumbers: boolean,
    stop: Stop,
  ): changeTasks.ChangeFacts {
    return changeTasks.findChange(before, own, rules, hasOrderNumbers, stop)
  },

  effectOfChange(
    before: readonly LayerInput[],
    own: LayerInput,
    rules: DatasetRules,
    digits: number,
    stop: Stop,
  ): ChangeEffect {
    return changeTasks.effectOfChange(before, own, rules, digits, stop)
  },

  linesInCommon: changeTasks.linesInCommon,

  prepareRun(
    layers: readonly LayerInput[],
    scope: prepareTasks.RunScope,
    counted: prepareTasks.CountedRows,
    stop: Stop,
    onProgress: (fraction: number) => void,
  ): prepareTasks.PreparedRun {
    return prepareTasks.prepareRun(layers, scope, counted, stop, seldom(onProgress))
  },

  fitK(points: Matrix, k: number, seed: number, stop: Stop, onProgress: (done: number) => void): KFit {
    return clusterTasks.fitOne(points, k, seed, stop, seldom(onProgress))
  },

  planSilhouettes(
    points: Matrix,
    fits: readonly Pick<KFit, 'clusters' | 'labels'>[],
    seed: number,
    stop: Stop,
  ): SilhouettePlan {
    return clusterTasks.plan(points, fits, seed, stop)
  },

  silhouetteRange(plan: SilhouettePlan, from: number, to: number, stop: Stop): Float64Array[] {
    return moving(clusterTasks.range(plan, from, to, stop), [])
  },

  numberClusters(
    fits: readonly KFit[],
    facts: prepareTasks.RunFacts,
    parts: Map<string, Uint8Array>,
    previous: PreviousClusterings | null,
  ): Clustering[] {
    return numberClusters(fits, facts.features, partsToColumns(parts, facts.attributes), previous)
  },

  describeRun(
    facts: prepareTasks.RunFacts,
    parts: Map<string, Uint8Array>,
    clustering: describeTasks.ClusteringInput,
    stop: Stop,
  ): DescribedClusters {
    return describeTasks.describeRun(facts, parts, clustering, stop)
  },

  prepareHistory(
    layers: readonly LayerInput[],
    facts: prepareTasks.RunFacts,
    parts: Map<string, Uint8Array>,
    seed: number,
    stop: Stop,
    onProgress: (fraction: number) => void,
  ): predictTasks.PredictInput {
    return predictTasks.prepareHistory(layers, facts, parts, seed, stop, seldom(onProgress))
  },

  churnOf(input: predictTasks.PredictInput, stop: Stop, onProgress: (fraction: number) => void): ChurnResult {
    return predictTasks.churnOf(input, stop, seldom(onProgress))
  },

  valueOf(
    input: predictTasks.PredictInput,
    stop: Stop,
    onProgress: (fraction: number) => void,
  ): predictTasks.ValueAndModels {
    return predictTasks.valueOf(input, stop, seldom(onProgress))
  },

  joinRun: predictTasks.joinRun,

  historyChunks,
  history,
  healthFacts(
    layers: readonly LayerInput[],
    rules: DatasetRules,
    today: number,
    stop: Stop,
    onProgress: (fraction: number) => void,
  ): HealthFacts {
    return healthFacts(layers, rules, today, stop, seldom(onProgress))
  },
  healthRows,
  partRows,
  customersWithout,
  orderIdsAt,
  embedRun(
    facts: prepareTasks.RunFacts,
    parts: Map<string, Uint8Array>,
    seed: number,
    stop: Stop,
    onProgress: (fraction: number) => void,
  ): Map<string, Uint8Array> {
    return similarTasks.embedRun(facts, parts, seed, stop, seldom(onProgress))
  },

  ...queryTasks.queries,
  ...similarTasks.similarQueries,

  ...upliftTasks,
  runUplift(
    campaign: CampaignInput,
    task: UpliftTask,
    orders: OrdersBeside | null,
    stop: Stop,
    onProgress: (fraction: number) => void,
  ) {
    return upliftTasks.runUplift(campaign, task, orders, stop, seldom(onProgress))
  },
  ...driftQueries,
  ...explainQueries,
  ...explainScoreQueries,
  ...tierQueries,
}

export type EngineApi = typeof api

serveWorker(api)
