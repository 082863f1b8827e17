import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { biffWorkbook, hiddenEndlessStrings } from '../../../../test/support/biff.ts'
import { odsArchive, odsRow } from '../../../../test/support/ods.ts'
import { CancelledError } from '../../../contract/errors.ts'
import { EnginePool } from '../../../core/jobs/engine-pool.ts'
import { previewFile } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'segmento-library-'))
const pool = new EnginePool(1)
afterAll(async () => {
  await pool.close()
  rmSync(folder, { recursive: true, force: true })
})

function file(name: string, bytes: Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}

const honest = file(
  'honest.ods',
  odsArchive(odsRow(['customer', 'date', 'amount']) + odsRow(['A', '2026-01-05', '3.5'], 3)),
)
/** A few kilobytes in which the library finds strings until the memory is full: an array of them ended the process. */
const hostile = file('hostile.xls', biffWorkbook(Buffer.alloc(0), hiddenEndlessStrings))
/** Half a kilobyte that would become 48 million cells. */
const repeated = file('repeated.ods', odsArchive(odsRow(['x'.repeat(2000)], 3000, 16_000)))

it('a workbook that needs more memory than it may is refused, and the next one is read', async () => {
  expect((await previewFile(honest, 'honest.ods', {})).rows).toEqual({ count: 3, exact: true })
  await expect(previewFile(hostile, 'hostile.xls', {})).rejects.toMatchObject({ code: 'file.too_large' })
  expect((await previewFile(honest, 'honest.ods', {})).rows).toEqual({ count: 3, exact: true })
})

it('the engine thread that opened it lives on', async () => {
  const signal = new AbortController().signal
  const preview = (path: string) => pool.run((engine, stop) => engine.preview(path, 'book.ods', {}, {}, stop), signal)
  await expect(preview(hostile)).rejects.toMatchObject({ code: 'file.too_large', params: { name: 'book.ods' } })
  expect((await preview(honest)).rows).toEqual({ count: 3, exact: true })
})

it('a cancel ends its thread at once', async () => {
  const rows = Array.from({ length: 20_000 }, (_, i) => odsRow([`C${i}`, '2026-01-05', `${i}.5`]))
  const busy = file('busy.ods', odsArchive(odsRow(['customer', 'date', 'amount']) + rows.join('')))
  let looks = 0
  await expect(previewFile(busy, 'busy.ods', {}, () => ++looks > 3)).rejects.toBeInstanceOf(CancelledError)
})

it('what is repeated is counted before the library is asked', async () => {
  await expect(previewFile(repeated, 'repeated.ods', {})).rejects.toMatchObject({ code: 'file.too_large' })
  const empties = file(
    'empties.ods',
    odsArchive(
      odsRow(['customer', 'date', 'amount']) +
        odsRow(['A', '2026-01-05', '3.5'], 3) +
        '<table:table-row table:number-rows-repeated="1048572"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>',
    ),
  )
  expect((await previewFile(empties, 'empties.ods', {})).rows).toEqual({ count: 3, exact: true })
})
