import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readFile, readFilePart, joinFileParts } from './read.ts'
import { planSplit } from './split.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'segmento-runs-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const sink = { chunk: () => undefined, rejected: () => undefined, progress: () => undefined }
const row = (n: number) => `${n},C${n % 500},2025-03-${10 + (n % 18)},${n % 90}.50\n`
const orders = `order_id,customer,date,amount\n${Array.from({ length: 60_000 }, (_, n) => row(n)).join('')}`
const more = Array.from({ length: 40_000 }, (_, n) => row(n)).join('')
const targets = `Region,Target\n${Array.from({ length: 30 }, (_, n) => `R${n},${n}00\n`).join('')}`
const write = (text: string): string => {
  writeFileSync(join(folder, 'orders.csv'), text)
  return join(folder, 'orders.csv')
}
const found = { severity: 'warning', code: 'import.warning.second_table', params: { line: 60_003, rows: 30, cells: 2 } }

it('says where another table begins that nobody saw beforehand, and reads the rest as ever', async () => {
  const path = write(`${orders}\n${targets}\n${more}`)
  const end = await readFile(path, 'orders.csv', {}, sink, () => false)
  expect(end.counts).toMatchObject({ read: 100_031, accepted: 100_000, rejected: 31 })
  expect(end.warnings).toEqual([found])
})

it('says the same where several threads share the file', async () => {
  const path = write(`${orders}\n${targets}\n${more}`)
  const { inspection, cuts } = await planSplit(path, 'orders.csv', {}, 2, 1000)
  expect(cuts).toHaveLength(1)
  const parts = [
    await readFilePart(path, 'orders.csv', inspection!, { from: 0, to: cuts[0]! }, sink, () => false),
    await readFilePart(path, 'orders.csv', inspection!, { from: cuts[0]!, to: null }, sink, () => false),
  ]
  expect(joinFileParts(parts, inspection!, 'orders.csv')!.end.warnings).toEqual([found])
})

it('takes a few broken rows for what they are', async () => {
  const broken = Array.from({ length: 12 }, (_, n) => `${n},C1,2025-03-01\n`).join('')
  const { warnings, counts } = await readFile(write(`${orders}${broken}${more}`), 'orders.csv', {}, sink, () => false)
  expect([warnings, counts.rejected]).toEqual([[], 12])
})
