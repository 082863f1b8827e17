import { existsSync, readdirSync } from 'node:fs'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openTestCore, valueOf } from '../../../test/support/core.ts'
import type { TestCore } from '../../../test/support/core.ts'
import { zipArchive } from '../../../test/support/zip-archive.ts'

let host: TestCore
beforeEach(async () => {
  host = await openTestCore()
})
afterEach(() => host.close())

const row = (month: number, n: number): string => `${month}-${n},C${n % 40},2025-0${month}-${10 + (n % 18)},${n}.50\n`
const orders = (month: number): string =>
  `order,customer,date,amount\n${Array.from({ length: 90 }, (_, n) => row(month, n)).join('')}`
const people = `customer,name,email\n${Array.from({ length: 40 }, (_, n) => `C${n},Name ${n},c${n}@example.org\n`).join('')}`
const write = (name = 'export.zip'): string =>
  host.write(
    name,
    zipArchive([
      { name: 'orders-02.csv', content: orders(2) },
      { name: 'orders-01.csv', content: orders(1) },
      { name: 'customers.csv', content: people },
      { name: 'readme.txt', content: 'What this is' },
      { name: 'old.zip', content: 'PK' },
    ]),
  )
const waiting = async () => valueOf(await host.client.call('imports.waiting', {})).files
const unpack = async (fileId: string) => valueOf(await host.client.call('imports.unpack', { fileId })).files

it('puts the tables of an archive in its place among the files that wait, and says what was left aside', async () => {
  const before = host.offer(host.write('before.csv', orders(3)))
  const fileId = host.offer(write())
  const behind = host.offer(host.write('behind.csv', orders(4)))
  expect(await host.client.call('imports.preview', { projectId: null, fileId })).toMatchObject({
    error: { code: 'file.archive' },
  })
  const files = await unpack(fileId)
  expect((await waiting()).map((file) => file.fileName)).toEqual([
    'before.csv',
    'export.zip › customers.csv',
    'export.zip › orders-01.csv',
    'export.zip › orders-02.csv',
    'behind.csv',
  ])
  expect((await waiting()).map((file) => file.fileId)).toEqual([before, ...files.map((file) => file.fileId), behind])
  // Another window asks too.
  expect(await unpack(fileId)).toEqual(files)
  const preview = valueOf(
    await host.client.call('imports.preview', { projectId: null, fileId: files[1]!.fileId, count: true }),
  )
  expect([preview.fileName, preview.rows]).toEqual(['export.zip › orders-01.csv', { count: 90, exact: true }])
  expect(preview.notes.slice(0, 3)).toEqual([
    { code: 'import.note.archive', params: { name: 'export.zip', tables: 3 } },
    { code: 'import.note.archive_aside', params: { name: 'export.zip', names: 'readme.txt' } },
    { code: 'import.note.archive_nested', params: { name: 'export.zip', names: 'old.zip' } },
  ])
})

it('imports each table as a layer of its own and knows it again in another archive', async () => {
  const project = valueOf(await host.client.call('projects.create', { name: 'shop' }))
  for (const { fileId } of await unpack(host.offer(write())))
    valueOf(await host.client.call('imports.run', { projectId: project.id, fileId }))
  const layers = valueOf(await host.client.call('imports.list', { projectId: project.id }))
  expect(layers.map(({ fileName, kind, counts }) => `${fileName}: ${counts.accepted} ${kind}`).toSorted()).toEqual([
    'export.zip › customers.csv: 40 customers',
    'export.zip › orders-01.csv: 90 orders',
    'export.zip › orders-02.csv: 90 orders',
  ])
  expect(await waiting()).toEqual([])
  const [again] = await unpack(host.offer(write('again.zip')))
  const preview = await host.client.call('imports.preview', { projectId: project.id, fileId: again!.fileId })
  expect(valueOf(preview).duplicateOf).not.toBeNull()
})

it('takes the bytes of a table away with it, and leaves none of an archive that was given up', async () => {
  const folders = () => readdirSync(host.core.temporaryFolder).filter((name) => name.endsWith('.unpacked'))
  const fileId = host.offer(write())
  const stop = new AbortController()
  const given = host.client.call('imports.unpack', { fileId }, { signal: stop.signal })
  stop.abort()
  expect(await given).toMatchObject({ ok: false, error: { code: 'cancelled' } })
  expect(folders()).toEqual([])
  expect((await waiting()).map((file) => file.fileName)).toEqual(['export.zip'])

  const path = write('upload.zip')
  const upload = host.core.offerFile({ path, name: 'upload.zip', temporary: true })
  const files = await unpack(upload)
  expect(existsSync(path)).toBe(false)
  for (const file of files) valueOf(await host.client.call('imports.discardFile', { fileId: file.fileId }))
  for (const folder of folders()) expect(readdirSync(`${host.core.temporaryFolder}/${folder}`)).toEqual([])
  expect(await unpack(upload)).toEqual([])
})

it('says what stands in the way of an archive without a table', async () => {
  const fileId = host.offer(host.write('photos.zip', zipArchive([{ name: 'a.jpg', content: 'x' }])))
  expect(await host.client.call('imports.unpack', { fileId })).toMatchObject({ error: { code: 'file.format' } })
})
