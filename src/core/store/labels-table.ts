import type { OwnLabel } from '../../contract/analysis.ts'
import { statement, type Statement, type Store } from './store.ts'

export type LabelTarget = 'segment' | 'cluster'

const none: OwnLabel = { name: null, note: null, colour: null }

/** Names, notes and colours of a project's segments or clusters, by key. */
export function readLabels(store: Store, projectId: string, target: LabelTarget): (key: string) => OwnLabel {
  const rows = store.all<OwnLabel & { key: string }>(
    'SELECT key, name, note, colour FROM labels WHERE project_id = ? AND target = ?',
    projectId,
    target,
  )
  const known = new Map(rows.map(({ key, name, note, colour }) => [key, { name, note, colour }]))
  return (key) => known.get(key) ?? none
}

export function writeLabel(projectId: string, target: LabelTarget, key: string, label: OwnLabel): Statement {
  return statement(
    'INSERT OR REPLACE INTO labels (project_id, target, key, name, note, colour) VALUES (?, ?, ?, ?, ?, ?)',
    projectId,
    target,
    key,
    label.name,
    label.note,
    label.colour,
  )
}

/** What was said of a cluster goes with it to another k, unless that place has words of its own. */
export function carryLabel(projectId: string, fromKey: string, toKey: string): Statement {
  return statement(
    `INSERT OR IGNORE INTO labels (project_id, target, key, name, note, colour)
     SELECT project_id, target, ?, name, note, colour FROM labels WHERE project_id = ? AND target = 'cluster' AND key = ?`,
    toKey,
    projectId,
    fromKey,
  )
}

/** Clusters of different k are different people: a label belongs to both. */
export function clusterKey(k: number, clusterId: number): string {
  return `${k}:${clusterId}`
}
