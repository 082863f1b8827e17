import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, expect, it } from 'vitest'
import { formatNote } from '../../../contract/messages/format.ts'
import { previewFile } from './preview.ts'

const folder = mkdtempSync(join(tmpdir(), 'segmento-unreadable-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const orders = (dates: readonly string[]) =>
  `order,customer,date,amount\n${dates.map((date, i) => `${i},C${i % 7},${date},${10 + i}.50\n`).join('')}`
const said = async (content: string | Uint8Array, name = 'orders.csv') => {
  writeFileSync(join(folder, name), content)
  const { notes } = await previewFile(join(folder, name), name, {})
  return notes.filter(({ code }) => code.startsWith('import.note.unreadable')).map((note) => formatNote(note))
}
const good = Array.from({ length: 60 }, (_, i) => `2025-03-${String(1 + (i % 28)).padStart(2, '0')}`)

it('says before an import how many rows it would reject, and why', async () => {
  expect(await said(orders(good))).toEqual([])
  expect(await said(orders([...good, '2025-02-30']))).toEqual([
    '1 row of the 61 looked at cannot be read and will be listed to be mended. Line 62: “2025-02-30” in date is not a date that can be read.',
  ])
  expect(await said(`${orders([...good, '2025-02-30', '2025-02-31'])}99,C1\n`)).toEqual([
    '3 rows of the 63 looked at cannot be read and will be listed to be mended. Most are like line 62: “2025-02-30” in date is not a date that can be read.',
  ])
})

it('blames no row that goes on behind what was looked at', async () => {
  const note = `"${'a line of a note\n'.repeat(20_000)}"`
  const rows = Array.from({ length: 12 }, (_, i) => `${i},C${i % 7},2025-03-0${1 + (i % 9)},${10 + i}.50,${note}\n`)
  const long = `order,customer,date,amount,note\n${rows.join('')}`
  expect(await said(long)).toEqual([])
  expect(await said(gzipSync(long), 'orders.csv.gz')).toEqual([])
})
