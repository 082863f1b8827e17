import type { DescribedClusters } from '../../engine/analysis/describe-clusters.ts'
import type { BodyInput } from '../../engine/persona/bodies.ts'
import type { Clustering } from '../../engine/analysis/number-clusters.ts'
import type { RunFacts } from '../../engine/worker/tasks/prepare-run.ts'
import type { KCandidate } from '../../contract/analysis.ts'
import type { Note, Warning } from '../../contract/messages.ts'
import type { Predictions } from '../../contract/predictions.ts'
import { statement, type SharedBytes, type Statement, type Store } from './store.ts'

/** What a run says of its scores; what depends on the project is added when it is asked for. */
export type PredictionSummary = Omit<Predictions, 'runId' | 'currency' | 'stale' | 'asOf'>

/** What of a run does not depend on the chosen k. */
export interface RunSummary {
  readonly facts: RunFacts
  readonly seed: number
  readonly maxK: number
  readonly rows: {
    readonly read: number
    readonly accepted: number
    readonly rejected: number
    readonly withoutCustomer: number
  }
  readonly suggested: number
  readonly reason: Note
  readonly knee: number | null
  readonly widerRangeOffered: boolean
  readonly candidates: readonly KCandidate[]
  readonly silhouetteSample: number
  /** Ids and centroids (before the z-score) of the clusters of each k, so that a later run can carry the ids on. */
  readonly clusterings: readonly Clustering[]
  readonly warnings: readonly Warning[]
  /** Absent in runs of versions that predicted nothing. */
  readonly predictions?: PredictionSummary
  /** Persona groups; absent or empty while there is no churn score. */
  readonly groups?: readonly BodyInput[]
  readonly timings: { load: number; rfm: number; cluster: number; predict?: number; profile: number; total: number }
}

export interface StoredRun {
  readonly id: string
  readonly projectId: string
  readonly createdAt: string
  readonly revision: number
  readonly k: number
  readonly chosenByPerson: boolean
  readonly summary: RunSummary
  readonly described: DescribedClusters
}

interface Row {
  id: string
  project_id: string
  created_at: string
  revision: number
  k: number
  chosen_by_person: number
  summary: string
  clustering: string
}

/** Runs whose columns are kept; of older ones only the summary stays. */
const COLUMNS_KEPT = 3

export function latestRun(store: Store, projectId: string): StoredRun | null {
  const row = store.get<Row>('SELECT * FROM runs WHERE project_id = ? ORDER BY sequence DESC LIMIT 1', projectId)
  return row === undefined ? null : toRun(row)
}

/** The run before the given one. */
export function previousRun(store: Store, projectId: string, runId: string): StoredRun | null {
  const row = store.get<Row>(
    `SELECT * FROM runs WHERE project_id = ? AND sequence < (SELECT sequence FROM runs WHERE id = ?)
     ORDER BY sequence DESC LIMIT 1`,
    projectId,
    runId,
  )
  return row === undefined ? null : toRun(row)
}

export function insertRun(run: StoredRun, parts: ReadonlyMap<string, Uint8Array>): Statement[] {
  return [
    statement(
      `INSERT INTO runs (id, project_id, sequence, created_at, revision, k, chosen_by_person, summary, clustering)
       VALUES (?, ?, (SELECT coalesce(max(sequence), 0) + 1 FROM runs WHERE project_id = ?), ?, ?, ?, ?, ?, ?)`,
      run.id,
      run.projectId,
      run.projectId,
      run.createdAt,
      run.revision,
      run.k,
      run.chosenByPerson ? 1 : 0,
      JSON.stringify(run.summary),
      JSON.stringify(run.described),
    ),
    ...[...parts].map(([name, data]) =>
      statement('INSERT INTO run_parts (run_id, name, data) VALUES (?, ?, ?)', run.id, name, data),
    ),
    statement(
      `DELETE FROM run_parts WHERE run_id IN (SELECT id FROM runs WHERE project_id = ? ORDER BY sequence DESC LIMIT -1 OFFSET ?)`,
      run.projectId,
      COLUMNS_KEPT,
    ),
  ]
}

export function updateRunK(runId: string, k: number, described: DescribedClusters): Statement {
  return statement(
    'UPDATE runs SET k = ?, chosen_by_person = 1, clustering = ? WHERE id = ?',
    k,
    JSON.stringify(described),
    runId,
  )
}

export function loadRunParts(store: Store, runId: string): Promise<Map<string, SharedBytes>> {
  return store.readParts('SELECT name, data FROM run_parts WHERE run_id = ?', runId)
}

function toRun(row: Row): StoredRun {
  return {
    id: row.id,
    projectId: row.project_id,
    createdAt: row.created_at,
    revision: row.revision,
    k: row.k,
    chosenByPerson: row.chosen_by_person === 1,
    summary: JSON.parse(row.summary) as RunSummary,
    described: JSON.parse(row.clustering) as DescribedClusters,
  }
}
