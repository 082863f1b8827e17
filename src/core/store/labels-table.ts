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

/** Changes some parts of a label; the others stay as they are when this is written, whatever is on its way before it. */
export function writeLabel(
  projectId: string,
  target: LabelTarget,
  key: string,
  parts: { readonly [Part in keyof OwnLabel]?: OwnLabel[Part] | undefined },
): Statement {
  const given = (['name', 'note', 'colour'] as const).filter((part) => parts[part] !== undefined)
  const kept = given.map((part) => `${part} = excluded.${part}`).join(', ')
  return statement(
    `INSERT INTO labels (project_id, target, key, name, note, colour) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (project_id, target, key) DO ${kept === '' ? 'NOTHING' : `UPDATE SET ${kept}`}`,
    projectId,
    target,
    key,
    parts.name ?? null,
    parts.note ?? null,
    parts.colour ?? null,
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
