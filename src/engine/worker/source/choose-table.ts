import { ExpectedError } from '../../../contract/errors.ts'
import type { ReadOptions } from '../../../contract/imports.ts'
import type { Inspection } from '../../read/inspect.ts'

/** @throws ExpectedError `file.table` where a table was asked for that the file does not have */
export function checkTable({ tables }: Pick<Inspection, 'tables'>, { table }: ReadOptions, name: string): void {
  if (table !== undefined && table > tables.length)
    throw new ExpectedError('file.table', { name, table, tables: tables.length })
}
