import type { Mapping, ReadChoices, SettledReading } from '../../contract/mappings.ts'
import { statement, type Statement, type Store } from './store.ts'

interface Row {
  fingerprint: string
  header: string
  file_name: string
  used_at: string
  choices: string
  settled: string
}

/** That of the project, else the one of any other project that was used last; null where there is none. */
export function findMapping(store: Store, projectId: string | null, fingerprint: string): Mapping | null {
  const row = store.get<Row>(
    'SELECT * FROM mappings WHERE fingerprint = ? ORDER BY project_id = ? DESC, used_at DESC LIMIT 1',
    fingerprint,
    projectId ?? '',
  )
  return row === undefined ? null : toMapping(row)
}

export function listMappings(store: Store, projectId: string): Mapping[] {
  return store
    .all<Row>('SELECT * FROM mappings WHERE project_id = ? ORDER BY used_at DESC, fingerprint', projectId)
    .map(toMapping)
}

export function keepMapping(projectId: string, mapping: Mapping): Statement {
  return statement(
    `INSERT INTO mappings (project_id, fingerprint, header, file_name, used_at, choices, settled) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (project_id, fingerprint) DO UPDATE SET header = excluded.header, file_name = excluded.file_name,
       used_at = excluded.used_at, choices = excluded.choices, settled = excluded.settled`,
    projectId,
    mapping.fingerprint,
    JSON.stringify(mapping.header),
    mapping.fileName,
    mapping.usedAt,
    JSON.stringify(mapping.choices),
    JSON.stringify(mapping.settled),
  )
}

export function forgetMapping(fingerprint: string): Statement {
  return statement('DELETE FROM mappings WHERE fingerprint = ?', fingerprint)
}

function toMapping(row: Row): Mapping {
  return {
    fingerprint: row.fingerprint,
    header: JSON.parse(row.header) as string[],
    fileName: row.file_name,
    usedAt: row.used_at,
    choices: JSON.parse(row.choices) as ReadChoices,
    settled: JSON.parse(row.settled) as SettledReading,
  }
}
