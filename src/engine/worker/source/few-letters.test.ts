import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { formatNote } from '../../../contract/messages/format.ts'
import { previewFile } from './preview.ts'

const folder = mkdtempSync(join(tmpdir(), 'segmento-few-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Orders of five customers, the name of the third as it is given. */
async function noted(name: Uint8Array, options = {}): Promise<string[]> {
  const path = join(folder, 'orders.csv')
  const row = (customer: Uint8Array | string, day: number) => [
    Buffer.from(customer),
    Buffer.from(`,2024-05-0${day},${day}0.50\n`),
  ]
  const rows = [row('C1', 1), row('C2', 2), row(name, 3), row('C4', 4), row('C5', 5)]
  writeFileSync(path, Buffer.concat([Buffer.from('Customer,Date,Amount\n'), ...rows.flat()]))
  const { notes } = await previewFile(path, 'orders.csv', options)
  return notes.filter(({ code }) => code === 'import.note.few_letters').map((note) => formatNote(note))
}

it('says by which few letters the encoding was guessed', async () => {
  expect(await noted(Buffer.from([0xff, 0xfe, 0x43, 0x36, 0x36]))).toEqual([
    'Only 2 letters tell the encoding: windows-1251, as in “яюC66”. If that looks wrong, choose another encoding.',
  ])
  expect(await noted(Buffer.from('Caf\xe9 Nord', 'latin1'))).toEqual([
    'Only 1 letter tells the encoding: windows-1252, as in “Café”. If that looks wrong, choose another encoding.',
  ])
})

it('says nothing where the encoding was chosen, is certain, or many letters tell it', async () => {
  const damaged = Buffer.from([0xff, 0xfe, 0x43, 0x36, 0x36])
  expect(await noted(damaged, { encoding: 'windows-1252' })).toEqual([])
  expect(await noted(Buffer.from('Café'))).toEqual([])
  expect(await noted(Buffer.from('C3'))).toEqual([])
  expect(await noted(Buffer.from('Größe, äöü, Müller, Ärger, Öl, Übermut'.replaceAll(',', ''), 'latin1'))).toEqual([])
})
