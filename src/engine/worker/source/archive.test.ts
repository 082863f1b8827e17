import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { zipArchive } from '../../../../test/support/zip-archive.ts'
import type { ArchivePart } from '../../../../test/support/zip-archive.ts'
import { lookIntoArchive, unpackArchive } from './archive.ts'
import { previewFile } from './preview.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'segmento-archive-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const archive = (parts: readonly ArchivePart[]): string => {
  writeFileSync(join(folder, 'export.zip'), zipArchive(parts))
  return join(folder, 'export.zip')
}
const unpacked = async (path: string, only: string | null = null) => {
  const into = mkdtempSync(join(folder, 'into-'))
  const found = await unpackArchive(path, 'export.zip', into, only, () => false)
  return { ...found, into, texts: found.tables.map((table) => [table.name, readFileSync(table.path, 'utf8')]) }
}
const orders = 'order,customer,date,amount\n1,A,2025-03-01,10.50\n'

it('tells tables from what else lies in an archive, by its names below the folder they share', async () => {
  const path = archive([
    { name: 'shop/', content: '' },
    { name: 'shop/orders 10.csv', content: 'ten' },
    { name: 'shop/orders 9.csv', content: 'nine' },
    { name: 'shop/people/customers.xlsx', content: 'PK' },
    { name: '__MACOSX/shop/._orders 9.csv', content: 'x' },
    { name: 'shop/.DS_Store', content: 'x' },
    { name: 'shop/.cache/old.csv', content: 'x' },
    { name: 'shop/~$customers.xlsx', content: 'x' },
    { name: 'shop/README.txt', content: 'Please read me' },
    { name: 'shop/terms.pdf', content: '%PDF-1.7' },
    { name: 'shop/logo.png', content: 'x' },
    { name: 'shop/2024.zip', content: 'PK' },
  ])
  const found = await unpacked(path)
  expect(found.texts).toEqual([
    ['orders 9.csv', 'nine'],
    ['orders 10.csv', 'ten'],
    ['people › customers.xlsx', 'PK'],
  ])
  expect(found.aside).toEqual(['logo.png', 'README.txt', 'terms.pdf'])
  expect(found.nested).toEqual(['2024.zip'])
  expect((await unpacked(path, 'orders 10.csv')).texts).toEqual([['orders 10.csv', 'ten']])
})

it('leaves an archive of one text, and a workbook, to their readers', async () => {
  expect(await lookIntoArchive(archive([{ name: 'orders.csv', content: orders }]), 'export.zip')).toBeNull()
  const book = [
    { name: '[Content_Types].xml', content: 'x' },
    { name: 'xl/a.csv', content: 'x' },
  ]
  expect(await lookIntoArchive(archive(book), 'export.zip')).toBeNull()
})

it('is said to be one of several tables where it is looked at', async () => {
  const path = archive([
    { name: 'orders.csv', content: orders },
    { name: 'customers.csv', content: 'customer,name\nA,Ann\n' },
  ])
  await expect(previewFile(path, 'export.zip', {})).rejects.toMatchObject({
    code: 'file.archive',
    params: { name: 'export.zip', tables: 'customers.csv, orders.csv' },
  })
})

it('reads names that Windows packed in the code page of DOS', async () => {
  const path = archive([
    { name: 'Auftr@ge.csv', content: orders },
    { name: 'Kunden.csv', content: 'customer,name\nA,Ann\n' },
  ])
  const bytes = readFileSync(path)
  for (let at = bytes.indexOf('Auftr@ge'); at >= 0; at = bytes.indexOf('Auftr@ge', at)) bytes[at + 5] = 0x84
  writeFileSync(path, bytes)
  expect((await unpacked(path)).texts.map(([name]) => name)).toEqual(['Aufträge.csv', 'Kunden.csv'])
})

const zeros = (megabytes: number) => {
  const content = Buffer.alloc(megabytes * 2 ** 20)
  return { content, packed: deflateRawSync(content, { level: 9 }) }
}

it('refuses what unpacks to far too much: one entry, or all of them together', async () => {
  const large = zeros(40)
  const path = archive([
    { name: 'orders.csv', content: orders },
    { name: 'bomb.csv', ...large },
  ])
  await expect(unpacked(path)).rejects.toMatchObject({ code: 'file.unreadable' })
  const small = zeros(15)
  const many = archive(Array.from({ length: 20 }, (_, i) => ({ name: `${i}.csv`, ...small })))
  await expect(unpacked(many)).rejects.toMatchObject({
    code: 'file.unreadable',
    params: { reason: 'it unpacks to more than 200 times its size' },
  })
  for (const into of readdirSync(folder).filter((name) => name.startsWith('into-')))
    expect(readdirSync(join(folder, into))).toEqual([])
})

it('leaves nothing of an archive that is damaged, encrypted, or given up', async () => {
  const parts = [
    { name: 'a.csv', content: orders },
    { name: 'b.csv', content: orders, crc: 1, packed: deflateRawSync(orders), size: orders.length },
  ]
  const into = join(folder, 'into')
  mkdirSync(into)
  const path = archive(parts)
  const unpack = (isCancelled = () => false) => unpackArchive(path, 'export.zip', into, null, isCancelled)
  await expect(unpack()).rejects.toMatchObject({ code: 'file.unreadable' })
  expect(readdirSync(into)).toEqual([])
  await expect(unpack(() => true)).rejects.toMatchObject({ name: 'CancelledError' })
  expect(readdirSync(into)).toEqual([])
  writeFileSync(path, zipArchive(parts.slice(0, 1).concat({ ...parts[0]!, name: 'c.csv' }), { flags: 1 }))
  await expect(unpack()).rejects.toMatchObject({ code: 'file.password' })
  expect(readdirSync(into)).toEqual([])
})
