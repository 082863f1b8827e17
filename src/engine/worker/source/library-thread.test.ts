import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
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
/** Half a kilobyte that becomes 48 million cells. */
const hostile = file('hostile.ods', odsArchive(odsRow(['x'.repeat(2000)], 3000, 16_000)))

it('a workbook that needs more memory than it may is refused, and the next one is read', async () => {
  expect((await previewFile(honest, 'honest.ods', {})).rows).toEqual({ count: 3, exact: true })
  await expect(previewFile(hostile, 'hostile.ods', {})).rejects.toMatchObject({ code: 'file.too_large' })
  expect((await previewFile(honest, 'honest.ods', {})).rows).toEqual({ count: 3, exact: true })
})

it('the engine thread that opened it lives on', async () => {
  const signal = new AbortController().signal
  const preview = (path: string) => pool.run((engine, stop) => engine.preview(path, 'book.ods', {}, {}, stop), signal)
  await expect(preview(hostile)).rejects.toMatchObject({ code: 'file.too_large', params: { name: 'book.ods' } })
  expect((await preview(honest)).rows).toEqual({ count: 3, exact: true })
})

it('a cancel ends its thread at once', async () => {
  let looks = 0
  await expect(previewFile(hostile, 'hostile.ods', {}, () => ++looks > 3)).rejects.toBeInstanceOf(CancelledError)
})
