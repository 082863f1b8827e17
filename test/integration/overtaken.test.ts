import { appendFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ImportChange } from '../../src/contract/changes.ts'
import type { Client } from '../../src/contract/client.ts'
import { plainDecision } from '../../src/contract/plain-decision.ts'
import { openTestCore, valueOf, type TestCore } from '../support/core.ts'

let host: TestCore
let client: Client
let projectId: string
beforeEach(async () => {
  host = await openTestCore()
  client = host.client
  projectId = valueOf(await client.call('projects.create', { name: 'Shop' })).id
})
afterEach(() => host.close())

const orders = (from: number, to: number, amount = 10) =>
  'order_id,customer_id,date,amount\n' +
  Array.from({ length: to - from }, (_, i) => {
    const order = from + i
    return `${order},C${order % 20},2025-01-${String(1 + (order % 28)).padStart(2, '0')},${amount}.00\n`
  }).join('')
const stage = async (name: string, content: string | Uint8Array) =>
  valueOf(await client.call('changes.stage', { projectId, fileId: host.offer(host.write(name, content)) }))
const commit = ({ layer, decision, basis }: ImportChange) =>
  client.call('changes.commit', { importId: layer.id, decision, basis })
const bring = async (name: string, content: string | Uint8Array) => valueOf(await commit(await stage(name, content)))
const outdated = { ok: false, error: { code: 'change.outdated' } }
const layers = async () =>
  valueOf(await client.call('imports.list', { projectId })).map(({ fileName, active }) => [fileName, active])

const countOrders = async () => {
  const answer = await client.call('analysis.run', { projectId, maxK: 2 })
  return answer.ok ? answer.value.overview.orders : 0
}

describe('a change whose project became another one since it was described', () => {
  const ways: Readonly<Record<string, (first: string) => Promise<unknown>>> = {
    'an import was switched off': (importId) => client.call('imports.setActive', { importId, active: false }),
    'an import was deleted': (importId) => client.call('imports.delete', { importId }),
    'it was decided otherwise about an import': (importId) =>
      client.call('changes.decide', { importId, decision: { ...plainDecision, repeats: 'once' } }),
    'another file came in': () => bring('other.csv', orders(30, 60)),
    'reversals are netted': () => client.call('projects.update', { projectId, patch: { netReversals: true } }),
    'people are merged': () => client.call('projects.update', { projectId, patch: { mergePeople: true } }),
  }
  it.each(Object.keys(ways))('is refused: %s', async (way) => {
    const first = await bring('first.csv', orders(0, 40))
    const seen = await stage('second.csv', orders(30, 50))
    expect(seen.effect).toMatchObject({ orders: 10, leftOut: 10 })
    const answer = await ways[way]!(first.id)
    expect(answer).not.toMatchObject({ ok: false })
    const before = await layers()
    expect(await commit(seen)).toMatchObject(outdated)
    expect(await layers()).toEqual(before)
    // Described again it is what comes true.
    const again = valueOf(await client.call('changes.describe', { importId: seen.layer.id, decision: null }))
    expect(again.basis).not.toBe(seen.basis)
    const without = await countOrders()
    valueOf(await commit(again))
    expect((await countOrders()) - without).toBe(again.effect?.orders ?? 20)
  })

  it('is refused by another decision than the one that was described', async () => {
    await bring('first.csv', orders(0, 40))
    const seen = await stage('second.csv', orders(30, 50))
    expect(await commit({ ...seen, decision: plainDecision })).toMatchObject(outdated)
    const other = valueOf(await client.call('changes.describe', { importId: seen.layer.id, decision: plainDecision }))
    valueOf(await commit(other))
  })

  it('comes in where what changed says nothing about its figures', async () => {
    const first = await bring('first.csv', orders(0, 40))
    const seen = await stage('second.csv', orders(30, 50))
    for (const active of [false, true]) valueOf(await client.call('imports.setActive', { importId: first.id, active }))
    valueOf(await client.call('projects.update', { projectId, patch: { name: 'Other shop', asOf: '2025-06-01' } }))
    valueOf(await commit(seen))
  })

  it('confirmed at the same moment as another, comes in after it is described anew', async () => {
    await bring('first.csv', orders(0, 40))
    const [a, b] = [await stage('a.csv', orders(30, 60)), await stage('b.csv', orders(50, 70))]
    const answers = await Promise.all([commit(a), commit(b)])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers.find(({ ok }) => !ok)).toMatchObject(outdated)
  })

  it('the first file of a project is no longer the first', async () => {
    const [a, b] = [await stage('a.csv', orders(0, 30)), await stage('b.csv', orders(0, 30))]
    expect([a.isFirst, b.isFirst]).toEqual([true, true])
    valueOf(await commit(a))
    expect(await commit(b)).toMatchObject(outdated)
    const again = valueOf(await client.call('changes.describe', { importId: b.layer.id, decision: null }))
    expect(again).toMatchObject({ isFirst: false, sameFileAs: 'a.csv', effect: { orders: 0, leftOut: 30 } })
  })
})

describe('a file that was written to after the look at it', () => {
  const outdatedFile = { ok: false, error: { code: 'file.outdated' } }
  const look = (fileId: string) => client.call('imports.preview', { projectId, fileId })
  const acts: Readonly<Record<string, (path: string) => void>> = {
    'rows were added': (path) => appendFileSync(path, '99,C9,2025-02-01,1.00\n'),
    'another one took its place': (path) => {
      writeFileSync(`${path}.new`, orders(0, 40, 77))
      renameSync(`${path}.new`, path)
    },
  }
  it.each(Object.keys(acts))('is not taken over: %s', async (act) => {
    const path = join(host.folder, 'orders.csv')
    for (const call of ['changes.stage', 'imports.run'] as const) {
      writeFileSync(path, orders(0, 40))
      const fileId = host.offer(path)
      valueOf(await look(fileId))
      acts[act]!(path)
      expect(await client.call(call, { projectId, fileId })).toMatchObject(outdatedFile)
      expect(await layers()).toEqual([])
      valueOf(await look(fileId))
      const staged = valueOf(await client.call('changes.stage', { projectId, fileId }))
      expect(staged.layer.counts.read).toBe(act === 'rows were added' ? 41 : 40)
      await client.call('imports.discardFile', { fileId })
    }
  })
})

describe('a file that is no file of orders', () => {
  const events =
    'customer_id,event_type,timestamp\n' +
    Array.from(
      { length: 60 },
      (_, i) => `C${i % 20},Größe gewählt,2025-01-${String(1 + (i % 28)).padStart(2, '0')} 10:00\n`,
    ).join('')
  const campaign =
    'customer_id,group,visit\n' +
    Array.from({ length: 60 }, (_, i) => `C${i},${i % 2 ? 'mail' : 'control'},${i % 3 ? 1 : 0}\n`).join('')
  it.each([
    ['events', events],
    ['campaign', campaign],
  ])('is known in another packing, encoding or writing: %s', async (kind, text) => {
    const first = await bring('first.csv', text)
    expect(first.kind).toBe(kind)
    const ways = {
      'packed.csv.gz': gzipSync(text),
      'packed otherwise.csv.gz': gzipSync(text, { level: 1 }),
      'wide.csv': Buffer.from(`\ufeff${text}`, 'utf16le'),
      'old.csv': Buffer.from(text, 'latin1'),
      'semicolons.csv': text.replaceAll(',', ';').replaceAll('\n', '\r\n'),
    }
    for (const [name, content] of Object.entries(ways)) {
      const change = await stage(name, content)
      expect([name, change.sameFileAs, change.isFirst]).toEqual([name, 'first.csv', false])
      expect(change.layer.warnings).toContainEqual({
        severity: 'warning',
        code: 'import.same_file',
        params: { file: name, before: 'first.csv' },
      })
    }
    const other = await stage(
      'other.csv.gz',
      gzipSync(`${text}C1,${kind === 'events' ? 'view,2025-03-01 10:00' : 'mail,1'}\n`),
    )
    expect([other.sameFileAs, other.isFirst]).toEqual([null, true])
    // Switched off it is no longer there.
    await client.call('imports.setActive', { importId: first.id, active: false })
    expect((await stage('again.csv.gz', gzipSync(text))).sameFileAs).toBeNull()
  })
})
