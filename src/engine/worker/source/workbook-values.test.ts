import { open, stat } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../../../test/shared-data.ts'
import { ExpectedError } from '../../../contract/errors.ts'
import { readPiece } from './open-handle.ts'
import { openWorkbook } from './workbook.ts'

const folder = sharedData('workbooks/calamine')

/** The filled rows of a sheet as `row: cell|cell`, or why there are none. */
async function rowsOf(file: string, sheet: string): Promise<readonly string[] | string> {
  const path = `${folder!}/${file}`
  const handle = await open(path, 'r')
  try {
    const { size } = await stat(path)
    const book = await openWorkbook(handle, await readPiece(handle, 0, Math.min(size, 4096), file), size, file, {
      sheet,
    })
    const rows: string[] = []
    await book.read(
      1,
      (cells, line) => void (cells.some((cell) => cell !== '') && rows.push(`${line}: ${cells.join('|')}`)),
      () => Promise.resolve(),
    )
    return rows
  } catch (error) {
    if (error instanceof ExpectedError) return error.code
    throw error
  } finally {
    await handle.close()
  }
}

const dates = ['1: 2021-01-01|15', '2: 2021-01-02|16']
const visible = [
  '1: 1|2',
  '2: 3|4',
  '3: 5|6',
  '5: This workbook contains 4 sheets: Visible, Hidden, VeryHidden and Chart',
]
const types = ['1: 1', '2: 1.5', '3: ab', '4: false', '5: test', '6: 2016-10-20']
const letters = ['1: &', '2: <', '3: >', "4: aaa ' aaa", '5: "', '6: ☺', '7: ֍', '8: àâéêèçöïî«»']

/**
 * Values of workbooks that LibreOffice 7.4 shows as well (as text, in full), and xlrd where LibreOffice computes a
 * formula anew. Elapsed times are shown as their instant.
 */
const values: readonly (readonly [file: string, sheet: string, rows: readonly string[] | string])[] = [
  ['date.xls', 'Sheet1', [...dates, '3: 255:10:10|17']],
  ['date.xlsb', 'Sheet1', [...dates, '3: 255:10:10|17']],
  ['date.xlsx', 'Sheet1', [...dates, '3: 255:10:10|17']],
  ['date_1904.xls', 'Sheet1', [...dates, '3: 255:10:10|17']],
  ['date_1904.xlsb', 'Sheet1', [...dates, '3: 255:10:10|17']],
  ['date_1904.xlsx', 'Sheet1', [...dates, '3: 255:10:10|17']],
  ['any_sheets.xls', 'Visible', visible],
  ['any_sheets.xlsb', 'Visible', visible],
  ['any_sheets.ods', 'Visible', visible],
  // A chart has numbers of its own, which are no table.
  ['any_sheets.xls', 'Chart', 'file.empty'],
  ['issues.xls', 'datatypes', types],
  ['issues.xlsb', 'datatypes', types],
  ['issues.ods', 'datatypes', types],
  ['issues.xls', 'issue2', ['1: 1|a', '2: 2|b', '3: 3|c']],
  ['issues.xlsb', 'spc_chrs', letters],
  ['issues.ods', 'spc_chrs', letters],
  [
    'biff5_write.xls',
    'SheetJS',
    ['1: 1|2|3', '2: true|false||sheetjs', '3: foo|bar|2014-02-19 14:30:00|0.3', '4: baz||qux'],
  ],
  ['issue_182.xlsb', 'formula_vals', ['1: 3', '2: Ab', '3: false']],
  ['empty-string.xls', 'Sheet1', ['1: |false']],
]

describe.skipIf(folder === null)('values of XLS, XLSB and ODS (needs ../shared/data/workbooks)', () => {
  it.each(values)('%s, %s', async (file, sheet, rows) => {
    expect(await rowsOf(file, sheet)).toEqual(rows)
  })
})
