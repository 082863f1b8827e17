import type { UpliftAnswer } from '../../engine/worker/tasks/uplift.ts'
import { statement, type SharedBytes, type Statement, type Store } from './store.ts'

/** What was asked of a campaign. */
export interface UpliftQuestion {
  readonly arm: string
  readonly control: string
  readonly outcome: string
  readonly learner: 't' | 'x'
  readonly base: 'linear' | 'trees'
  readonly seed: number
}

export interface StoredUplift {
  readonly id: string
  readonly layerId: string
  readonly projectId: string
  readonly createdAt: string
  readonly revision: number
  readonly question: UpliftQuestion
  readonly report: UpliftAnswer & { readonly milliseconds: number }
}

interface Row {
  id: string
  layer_id: string
  project_id: string
  created_at: string
  revision: number
  question: string
  report: string
}

/** Latest first. */
export function listUplift(store: Store, projectId: string): StoredUplift[] {
  return store
    .all<Row>('SELECT * FROM uplift_results WHERE project_id = ? ORDER BY sequence DESC', projectId)
    .map(toStored)
}

export function findUplift(store: Store, id: string): StoredUplift | null {
  const row = store.get<Row>('SELECT * FROM uplift_results WHERE id = ?', id)
  return row === undefined ? null : toStored(row)
}

/** The same question asked before is answered by the new result alone. */
export function insertUplift(store: Store, result: StoredUplift, parts: ReadonlyMap<string, Uint8Array>): Statement[] {
  const { arm, control, outcome } = result.question
  const before = listUplift(store, result.projectId).filter(
    ({ layerId, question }) =>
      layerId === result.layerId &&
      question.arm === arm &&
      question.control === control &&
      question.outcome === outcome,
  )
  return [
    ...before.map(({ id }) => deleteUplift(id)),
    statement(
      `INSERT INTO uplift_results (id, layer_id, project_id, sequence, created_at, revision, question, report)
       VALUES (?, ?, ?, (SELECT coalesce(max(sequence), 0) + 1 FROM uplift_results WHERE project_id = ?), ?, ?, ?, ?)`,
      result.id,
      result.layerId,
      result.projectId,
      result.projectId,
      result.createdAt,
      result.revision,
      JSON.stringify(result.question),
      JSON.stringify(result.report),
    ),
    ...[...parts].map(([name, data]) =>
      statement('INSERT INTO uplift_parts (result_id, name, data) VALUES (?, ?, ?)', result.id, name, data),
    ),
  ]
}

export function deleteUplift(id: string): Statement {
  return statement('DELETE FROM uplift_results WHERE id = ?', id)
}

export function loadUpliftParts(store: Store, id: string): Promise<Map<string, SharedBytes>> {
  return store.readParts('SELECT name, data FROM uplift_parts WHERE result_id = ?', id)
}

function toStored(row: Row): StoredUplift {
  return {
    id: row.id,
    layerId: row.layer_id,
    projectId: row.project_id,
    createdAt: row.created_at,
    revision: row.revision,
    question: JSON.parse(row.question) as UpliftQuestion,
    report: JSON.parse(row.report) as StoredUplift['report'],
  }
}
