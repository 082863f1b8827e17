import {
  type ExclusionRule,
  type Maker,
  type Project,
  type ProjectPatch,
  type Rates,
  type ScoreCuts,
  type TierThresholds,
} from '../../contract/projects.ts'
import { defaultTiers } from '../../engine/rfm/tiers.ts'
import { statement, type Statement, type Store } from './store.ts'

interface Row {
  id: string
  name: string
  created_at: string
  updated_at: string
  currency: string | null
  analysis_from: string | null
  as_of: string | null
  exclusions: string
  cuts: string
  tiers: string | null
  maker: string
  is_sample: number
  net_reversals: number
  rates: string
  merge_people: number
  revision: number
  layers: number
  rows_read: number | null
  customers: number | null
}

const select = `
  SELECT p.*,
    (SELECT count(*) FROM layers l WHERE l.project_id = p.id AND l.is_complete = 1) AS layers,
    (SELECT sum(counts ->> 'read') FROM layers l
      WHERE l.project_id = p.id AND l.is_complete = 1 AND l.active = 1 AND l.kind = 'orders') AS rows_read,
    (SELECT max(customers) FROM layers l WHERE l.project_id = p.id AND l.is_complete = 1 AND l.active = 1) AS customers
  FROM projects p`

export function listProjects(store: Store): Project[] {
  return store.all<Row>(`${select} ORDER BY p.updated_at DESC, p.id`).map(toProject)
}

export function findProject(store: Store, id: string): Project | null {
  const row = store.get<Row>(`${select} WHERE p.id = ?`, id)
  return row === undefined ? null : toProject(row)
}

export function sampleProject(store: Store): Project | null {
  const row = store.get<Row>(`${select} WHERE p.is_sample = 1 ORDER BY p.created_at LIMIT 1`)
  return row === undefined ? null : toProject(row)
}

/** What an analysis of this project would be based on; grows with every change. */
export function revisionOf(store: Store, id: string): number {
  return store.get<{ revision: number }>('SELECT revision FROM projects WHERE id = ?', id)?.revision ?? 0
}

export function insertProject(project: { id: string; name: string; now: string; isSample: boolean }): Statement {
  const maker: Maker = { name: null, logo: null, date: null }
  return statement(
    'INSERT INTO projects (id, name, created_at, updated_at, maker, is_sample) VALUES (?, ?, ?, ?, ?, ?)',
    project.id,
    project.name,
    project.now,
    project.now,
    JSON.stringify(maker),
    project.isSample ? 1 : 0,
  )
}

export function updateProject(id: string, patch: ProjectPatch, now: string): Statement[] {
  const set = (column: string, value: string | number | null) =>
    statement(`UPDATE projects SET ${column} = ? WHERE id = ?`, value, id)
  const changesResult =
    patch.analysisFrom !== undefined ||
    patch.asOf !== undefined ||
    patch.exclusions !== undefined ||
    patch.cuts !== undefined ||
    patch.tiers !== undefined ||
    patch.netReversals !== undefined ||
    patch.rates !== undefined ||
    patch.mergePeople !== undefined
  return [
    statement('UPDATE projects SET updated_at = ? WHERE id = ?', now, id),
    ...(patch.name === undefined ? [] : [set('name', patch.name)]),
    ...(patch.currency === undefined ? [] : [set('currency', patch.currency)]),
    ...(patch.analysisFrom === undefined ? [] : [set('analysis_from', patch.analysisFrom)]),
    ...(patch.asOf === undefined ? [] : [set('as_of', patch.asOf)]),
    ...(patch.exclusions === undefined ? [] : [set('exclusions', JSON.stringify(patch.exclusions))]),
    ...(patch.cuts === undefined ? [] : [set('cuts', JSON.stringify(patch.cuts))]),
    ...(patch.tiers === undefined ? [] : [set('tiers', patch.tiers === null ? null : JSON.stringify(patch.tiers))]),
    ...(patch.maker === undefined ? [] : [set('maker', JSON.stringify(patch.maker))]),
    ...(patch.netReversals === undefined ? [] : [set('net_reversals', patch.netReversals ? 1 : 0)]),
    ...(patch.rates === undefined ? [] : [set('rates', JSON.stringify(patch.rates))]),
    ...(patch.mergePeople === undefined ? [] : [set('merge_people', patch.mergePeople ? 1 : 0)]),
    ...(changesResult ? [bumpRevision(id)] : []),
  ]
}

export function bumpRevision(id: string): Statement {
  return statement('UPDATE projects SET revision = revision + 1 WHERE id = ?', id)
}

/**
 * Lets the transaction fail as a whole (`isOvertaken`) where the project has another revision by then: what was read of it
 * beforehand holds no more.
 */
export function requireRevision(id: string, revision: number): Statement {
  return statement('UPDATE projects SET revision = iif(revision = ?, revision, NULL) WHERE id = ?', revision, id)
}

export function isOvertaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'SQLITE_CONSTRAINT_NOTNULL'
}

export function deleteProject(id: string): Statement {
  return statement('DELETE FROM projects WHERE id = ?', id)
}

function toProject(row: Row): Project {
  return {
    id: row.id,
    name: row.name,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    currency: row.currency,
    analysisFrom: row.analysis_from,
    asOf: row.as_of,
    exclusions: JSON.parse(row.exclusions) as ExclusionRule[],
    cuts: JSON.parse(row.cuts) as ScoreCuts,
    tiers: row.tiers === null ? defaultTiers : (JSON.parse(row.tiers) as TierThresholds),
    maker: JSON.parse(row.maker) as Maker,
    netReversals: row.net_reversals === 1,
    rates: JSON.parse(row.rates) as Rates,
    mergePeople: row.merge_people === 1,
    isSample: row.is_sample === 1,
    counts: { layers: row.layers, rows: row.rows_read ?? 0, customers: row.customers ?? 0 },
  }
}
