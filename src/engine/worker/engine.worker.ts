import type { ReadOptions, RejectedRow } from '../../contract/imports.ts'
import type { KFit } from '../cluster/fit-k.ts'
import type { SilhouettePlan } from '../cluster/silhouette.ts'
import { encodeChunk } from '../columns/chunk-codec.ts'
import { buffersOf, tailToParts, type AttributeHead, type Parts } from '../columns/parts.ts'
import { numberClusters, type Clustering, type PreviousClusterings } from '../analysis/number-clusters.ts'
import { partsToColumns } from '../rfm/column-parts.ts'
import { ContentHash } from './content-hash.ts'
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
  type UnpackedArchive,
  unpackArchive,
} from './source/index.ts'
import { shareArrays } from './share-arrays.ts'
import type { DatasetRules } from '../dataset/rules.ts'
import * as questionTasks from './tasks/ask-questions.ts'
import * as changeTasks from './tasks/describe-change.ts'
import * as clusterTasks from './tasks/cluster-run.ts'
import * as describeTasks from './tasks/describe-run.ts'
import { driftQueries } from './tasks/drift.ts'
import { explainQueries } from './tasks/explain.ts'
import { throwIfStopped, type Stop } from './tasks/drive.ts'
import { customersWithout, healthFacts, healthRows, orderIdsAt } from './tasks/health.ts'
import { history, historyChunks } from './tasks/history.ts'
import { overviewRun } from './tasks/overview-run.ts'
import { partRows } from './tasks/part-rows.ts'
import * as predictTasks from './tasks/predict-run.ts'
import * as prepareTasks from './tasks/prepare-run.ts'
import * as queryTasks from './tasks/query.ts'
import { markRows, type LayerInput } from './tasks/shared.ts'
import * as similarTasks from './tasks/similar.ts'
import { tierQueries } from './tasks/tiers.ts'
import { explainScoreQueries } from './tasks/explain-score.ts'
import { upliftTasks } from './tasks/uplift.ts'

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
  /** As `ContentHash` gives it. */
  readonly content: string | null
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

/** A task whose last argument takes reports, with all but a few of them left out. */
function reporting<Given extends unknown[], Report extends unknown[], Result>(
  task: (...all: [...Given, (...report: Report) => void]) => Result,
): (...all: [...Given, (...report: Report) => void]) => Result {
  return (...all) => {
    const given = all.slice(0, -1) as Given
    return task(...given, seldom(all.at(-1) as (...report: Report) => void))
  }
}

function encoding(sink: ImportSink, content: ContentHash | null): ReadSink {
  return {
    copies: true,
    async chunk(chunk) {
      const bytes = encodeChunk(chunk)
      const orderIds = packOrderIds(chunk)
      // Only those of orders have them.
      if (orderIds === null) content?.add(bytes)
      await sink.chunk(transfer(bytes, [bytes.buffer]), orderIds && transfer(orderIds, [orderIds.buffer]))
    },
    rejected: (rows) => sink.rejected(rows),
    progress: seldom(sink.progress),
  }
}

function isSet(stop: Stop): () => boolean {
  return () => Atomics.load(stop, 0) !== 0
}

function importEnd({ tail, ...rest }: LayerEnd, content: ContentHash | null): ImportEnd {
  const { parts, attributes } = tailToParts(tail)
  const hash = content?.end(tail.kind, parts, attributes) ?? null
  return {
    ...rest,
    content: hash,
    parts,
    attributes,
    customers: 'customers' in tail ? tail.customers.count : tail.rows,
  }
}

/** Everything heavy, one call at a time per thread. Parts and chunks lie in shared memory. */
const api = {
  /** Answers as soon as calls are answered at all. */
  ready(): void {
    return undefined
  },

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

  /** Every table of an archive as a file of its own in an empty folder. */
  unpack(
    path: string,
    name: string,
    folder: string,
    stop: Stop,
    onProgress: (share: number) => void,
  ): Promise<UnpackedArchive> {
    throwIfStopped(stop)
    return unpackArchive(path, name, folder, null, isSet(stop), seldom(onProgress))
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
    const content = new ContentHash()
    const read = await readFile(path, name, options, encoding(sink, content), isSet(stop), inspected)
    const end = importEnd(read, content)
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
    return shareArrays(await readFilePart(path, name, inspection, part, encoding(sink, null), isSet(stop)))
  },

  joinParts(
    parts: readonly FilePart[],
    inspection: Inspection,
    name: string,
  ): { end: ImportEnd; lines: readonly number[] } | null {
    const joined = joinFileParts(parts, inspection, name)
    if (joined === null) return null
    const end = importEnd(joined.end, null)
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

  countRacks: reporting(prepareTasks.countRacks),
  askQuestions: questionTasks.askQuestions,
  reversalRows: questionTasks.reversalRows,
  listPeople: questionTasks.listPeople,
  findChange: changeTasks.findChange,
  effectOfChange: changeTasks.effectOfChange,
  linesInCommon: changeTasks.linesInCommon,
  scoreRun: prepareTasks.scoreRun,
  overviewRun,
  fitK: reporting(clusterTasks.fitOne),
  planSilhouettes: clusterTasks.plan,

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

  describeRun: describeTasks.describeRun,
  prepareHistory: reporting(predictTasks.prepareHistory),
  churnOf: reporting(predictTasks.churnOf),
  valueOf: reporting(predictTasks.valueOf),
  joinRun: predictTasks.joinRun,
  historyChunks,
  history,
  healthFacts: reporting(healthFacts),
  healthRows,
  partRows,
  customersWithout,
  orderIdsAt,
  embedRun: reporting(similarTasks.embedRun),
  ...queryTasks.queries,
  ...similarTasks.similarQueries,
  ...upliftTasks,
  runUplift: reporting(upliftTasks.runUplift),
  ...driftQueries,
  ...explainQueries,
  ...explainScoreQueries,
  ...tierQueries,
}

export type EngineApi = typeof api

serveWorker(api)
