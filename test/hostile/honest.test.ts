import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { previewFile, readFile } from '../../src/engine/worker/source/index.ts'
import { workbookParts, zipArchive } from '../support/zip-archive.ts'

const folder = mkdtempSync(join(tmpdir(), 'segmento-honest-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** `SEGMENTO_LARGE=1`: as large as workbooks get; else large enough for every limit to have its say. */
const isLarge = process.env['SEGMENTO_LARGE'] === '1'
const text = (value: string): string => `<c t="inlineStr"><is><t>${value}</t></is></c>`
const header = `<row>${['customer', 'date', 'amount'].map(text).join('')}</row>`
const sink = { chunk: () => undefined, rejected: () => undefined, progress: () => undefined }

async function rowsOf(
  rows: string,
  strings = '',
): Promise<{ shown: object; read: number; accepted: number; people: number }> {
  const path = join(folder, 'book.xlsx')
  writeFileSync(path, zipArchive(workbookParts({ sheets: { One: rows }, strings })))
  const shown = await previewFile(path, 'book.xlsx', {})
  const { counts, tail } = await readFile(path, 'book.xlsx', {}, sink, () => false)
  const people = 'customers' in tail ? tail.customers.count : 0
  return { shown: shown.rows, read: counts.read, accepted: counts.accepted, people }
}

describe('honest workbooks that look like bombs', { timeout: 600_000 }, () => {
  it('a sheet of equal rows, packed to a thousandth', async () => {
    const count = isLarge ? 1_048_575 : 250_000
    const note = text('paid by invoice, sent by post, and nothing else is to be said about it')
    const row = `<row>${text('A')}<c t="d"><v>2026-01-05</v></c><c><v>3.5</v></c>${note}</row>`
    const wide = header.replace('</row>', `${text('note')}</row>`)
    expect(await rowsOf(wide + row.repeat(count))).toEqual({
      shown: { count, exact: true },
      read: count,
      accepted: count,
      people: 1,
    })
  })

  it('a sheet of 16,384 columns', async () => {
    const wide = Array.from({ length: 16_381 }, (_, i) => text(`note ${i}`)).join('')
    const row = (i: number): string =>
      `<row>${text(`A${i % 7}`)}<c t="d"><v>2026-01-05</v></c><c><v>3.5</v></c>${'<c><v>1</v></c>'.repeat(16_381)}</row>`
    const rows = Array.from({ length: 50 }, (_, i) => row(i)).join('')
    expect(await rowsOf(header.replace('</row>', `${wide}</row>`) + rows)).toMatchObject({
      read: 50,
      accepted: 50,
      people: 7,
    })
  })

  it('more shared strings than stay in memory, in no order', async () => {
    const count = isLarge ? 1_048_575 : 180_000
    const filler = 'a description that is as long as they are '.repeat(isLarge ? 7 : 5)
    const strings = Array.from({ length: count }, (_, i) => `<si><t>${filler}${i}</t></si>`).join('')
    // Every string is asked for once, from all over the file.
    const rows = Array.from(
      { length: count },
      (_, i) => `<row><c t="s"><v>${(i * 7919) % count}</v></c><c t="d"><v>2026-01-05</v></c><c><v>3.5</v></c></row>`,
    ).join('')
    expect(await rowsOf(header + rows, strings)).toEqual({
      shown: { count, exact: true },
      read: count,
      accepted: count,
      people: count,
    })
  })
})
