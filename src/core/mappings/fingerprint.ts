import { createHash } from 'node:crypto'
import type { ImportPreview } from '../../contract/imports.ts'
import { headerKey } from '../../engine/read/meaning/headers.ts'

/** What of a preview says which files are alike. */
export type Look = Pick<ImportPreview, 'columns' | 'headerRow'>

/**
 * The same for all files whose headers hold the same names: case, accents, marks, their order and the delimiter do not
 * count. Null for a file without a header, which could be any.
 */
export function fingerprintOf({ columns, headerRow }: Look): string | null {
  if (headerRow < 0) return null
  const names = columns.map(({ name }) => headerKey(name) || name).toSorted()
  return createHash('sha256').update(JSON.stringify(names)).digest('hex').slice(0, 32)
}
