import { readAs } from './layers-table.ts'
import type { Store } from './store.ts'

/** What tells a file apart from the others of its project. */
export interface FileMarks {
  /** Of its bytes. */
  readonly sha256: string
  /** Its sheet that was read, or null. */
  readonly sheet: string | null
  /** Of what was read from it, however that was packed, written or saved; null: its lines are compared instead. */
  readonly content: string | null
}

/** File name of an active layer with the same bytes, and of the same sheet where that is known, or with the same rows. */
export function sameFile(store: Store, projectId: string, { sha256, sheet, content }: FileMarks): string | null {
  const row = store.get<{ file_name: string }>(
    `SELECT file_name FROM layers WHERE project_id = ? AND is_complete = 1 AND active = 1
       AND ((sha256 = ? AND coalesce(json_extract(read_as, '$.sheet'), ?, '') = coalesce(?, ''))
         OR json_extract(read_as, '$.content') = ?) ORDER BY sequence LIMIT 1`,
    projectId,
    sha256,
    sheet,
    sheet,
    content,
  )
  return row?.file_name ?? null
}

/** The same for a layer that is there, or waits. */
export function sameFileBefore(store: Store, id: string): string | null {
  const sql = 'SELECT project_id, sha256 FROM layers WHERE id = ?'
  const row = store.get<{ project_id: string; sha256: string }>(sql, id)
  if (row === undefined) return null
  const { sheet = null, content = null } = readAs(store, id)
  return sameFile(store, row.project_id, { sha256: row.sha256, sheet, content })
}

/** Whether any layer of the project has that size: only then is a file worth hashing. */
export function hasLayerOfSize(store: Store, projectId: string, sizeBytes: number): boolean {
  return (
    store.get(
      'SELECT 1 FROM layers WHERE project_id = ? AND size_bytes = ? AND is_complete = 1 AND active = 1',
      projectId,
      sizeBytes,
    ) !== undefined
  )
}
