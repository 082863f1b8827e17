import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openTestCore, valueOf } from '../../../test/support/core.ts'
import type { TestCore } from '../../../test/support/core.ts'
import type { Client } from '../../contract/client.ts'

let host: TestCore
let client: Client
let fileId: string
beforeEach(async () => {
  host = await openTestCore()
  client = host.client
  const path = join(host.folder, 'orders.csv')
  const row = (n: number) => `C${n % 40},2025-03-${String(1 + (n % 28)).padStart(2, '0')},${n}.50\n`
  writeFileSync(path, `customer,date,amount\n${Array.from({ length: 500 }, (_, n) => row(n)).join('')}`)
  fileId = host.core.offerFile({ path, name: 'orders.csv', temporary: false })
})
afterEach(() => host.close())

const discard = async () => valueOf(await client.call('imports.discardFile', { fileId }))
const projects = async () => valueOf(await client.call('projects.list', {}))
const madeForIt = () => client.call('projects.create', { name: 'orders', forFile: fileId })

it('takes the project along that was made for the file alone', async () => {
  valueOf(await madeForIt())
  await discard()
  expect(await projects()).toEqual([])
})

it('leaves no project where the file is discarded while that is made', async () => {
  const made = madeForIt()
  await discard()
  expect(await made).toMatchObject({ error: { code: 'file.missing' } })
  expect(await projects()).toEqual([])
})

it('takes an import along that waits for a decision, and one that is read at that moment', async () => {
  for (const isRead of [true, false]) {
    const project = valueOf(await madeForIt())
    const staging = client.call('changes.stage', { projectId: project.id, fileId })
    if (isRead) await staging
    await discard()
    const staged = await staging
    if (staged.ok)
      expect(
        await client.call('changes.commit', { importId: staged.value.layer.id, decision: staged.value.decision }),
      ).toMatchObject({ error: { code: 'import.not_found' } })
    expect(await projects()).toEqual([])
    fileId = host.core.offerFile({ path: join(host.folder, 'orders.csv'), name: 'orders.csv', temporary: false })
  }
})

it('tells every page that a file came in, though the page that asked for it is gone', async () => {
  const project = valueOf(await madeForIt())
  const { layer, decision } = valueOf(await client.call('changes.stage', { projectId: project.id, fileId }))
  const told = new Promise((resolve) => client.subscribe('project.changed', resolve))
  const leaving = host.core.connect(() => undefined)
  leaving.receive({ type: 'call', id: 1, name: 'changes.commit', input: { importId: layer.id, decision } })
  leaving.close()
  expect(await told).toEqual({ projectId: project.id, what: 'imports' })
  expect(valueOf(await client.call('imports.waiting', {})).files).toEqual([])
  await expect.poll(async () => valueOf(await client.call('mappings.list', { projectId: project.id })).length).toBe(1)
  await expect.poll(() => client.call('imports.preview', { projectId: null, fileId })).toMatchObject({ ok: false })
})

it('keeps what was chosen about a file, though the page is gone before it was looked at with that', async () => {
  const leaving = host.core.connect(() => undefined)
  const input = { projectId: null, fileId, options: { dateOrder: 'dmy' }, recall: false }
  leaving.receive({ type: 'call', id: 1, name: 'imports.preview', input })
  leaving.close()
  expect(valueOf(await client.call('imports.waiting', {})).files).toMatchObject([{ fileId, options: input.options }])
})

it('of two readings of one file at once the later one waits for a decision', async () => {
  const project = valueOf(await madeForIt())
  const read = (dateOrder: 'dmy' | 'ymd') =>
    client.call('changes.stage', { projectId: project.id, fileId, options: { dateOrder } })
  const [, later] = await Promise.all([read('dmy'), read('ymd')])
  const [waiting] = valueOf(await client.call('imports.waiting', {})).files
  expect(waiting!.change?.layer.id).toBe(valueOf(later).layer.id)
})

it('leaves a project that something came into', async () => {
  const project = valueOf(await madeForIt())
  const { layer, decision } = valueOf(await client.call('changes.stage', { projectId: project.id, fileId }))
  valueOf(await client.call('changes.commit', { importId: layer.id, decision }))
  await discard()
  expect((await projects()).map(({ counts }) => counts.layers)).toEqual([1])
  expect(valueOf(await client.call('imports.waiting', {})).files).toEqual([])
})
