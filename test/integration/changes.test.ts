import { readFileSync } from 'node:fs'
import Papa from 'papaparse'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ImportDecision } from '../../src/contract/changes.ts'
import { plainDecision } from '../../src/contract/plain-decision.ts'
import type { Client } from '../../src/contract/client.ts'
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

const offer = (name: string, text: string | Buffer) => {
  return host.offer(host.write(name, text))
}
const stage = async (name: string, text: string | Buffer) =>
  valueOf(await client.call('changes.stage', { projectId, fileId: offer(name, text) }))
const commit = async (importId: string, decision: Partial<ImportDecision> = {}) =>
  valueOf(await client.call('changes.commit', { importId, decision: { ...plainDecision, ...decision } }))
const layers = async () => valueOf(await client.call('imports.list', { projectId }))
const overview = async () => valueOf(await client.call('analysis.run', { projectId })).overview
const figures = async () => {
  const { orders, customersWithPurchase, revenueNet } = await overview()
  return [orders, customersWithPurchase, revenueNet]
}

const head = 'order_id,customer_id,email,date,product,amount\n'
const line = (order: number, customer: number, amount: number, product = 'P1') =>
  `${order},C${customer},c${customer >> 1}@x.example,2025-01-${String(1 + (order % 28)).padStart(2, '0')},${product},${amount}.00\n`
/** 40 orders of 20 customers, two lines each: 10 and 5. */
const january = head + Array.from({ length: 40 }, (_, i) => line(i, i % 20, 10) + line(i, i % 20, 5, 'P2')).join('')
/** The last ten of them again, the last one with another amount; five new ones of five new customers. */
const february =
  head +
  Array.from(
    { length: 10 },
    (_, i) => line(30 + i, (30 + i) % 20, i === 9 ? 90 : 10) + line(30 + i, (30 + i) % 20, 5, 'P2'),
  ).join('') +
  Array.from({ length: 5 }, (_, i) => line(100 + i, 50 + i, 7)).join('')

describe('a change', () => {
  it('results of a campaign come in beside orders and change no figure of theirs', async () => {
    await commit((await stage('january.csv', january)).layer.id)
    const before = await figures()
    const results =
      'customer_id,group,visit\n' +
      Array.from(
        { length: 40 },
        (_, i) => `C${i % 20},${i % 2 === 0 ? 'mail' : 'control'},${i % 3 === 0 ? 1 : 0}\n`,
      ).join('')
    const change = await stage('mailing.csv', results)
    expect(change.layer.kind).toBe('campaign')
    expect(change.effect).toBeNull()
    await commit(change.layer.id)
    expect(await figures()).toEqual(before)
    expect(valueOf(await client.call('uplift.campaigns', { projectId })).map(({ rows }) => rows)).toEqual([40])
  })

  it('is described exactly before it is made, and nothing is seen of it until then', async () => {
    const first = await stage('january.csv', january)
    expect(first).toMatchObject({ isFirst: true, earlier: [], effect: null, proposed: plainDecision })
    expect(await layers()).toEqual([])
    await commit(first.layer.id)
    expect(await figures()).toEqual([40, 20, 600])

    const second = await stage('february.csv', february)
    expect(second.findings).toEqual({ repeats: 0, known: 19, knownOrders: 10, changedOrders: 1 })
    expect(second.proposed).toEqual({ ...plainDecision, known: 'newest' })
    expect(second.effect).toEqual({
      rows: 5,
      orders: 5,
      customers: 5,
      newCustomers: 5,
      leftOut: 0,
      replaced: 20,
      revenue: 80 + 35,
    })
    const id = second.layer.id
    const other = valueOf(
      await client.call('changes.describe', { importId: id, decision: { ...plainDecision, known: 'leave_out' } }),
    )
    expect(other.effect).toMatchObject({ rows: 6, orders: 5, leftOut: 19, replaced: 0, revenue: 90 + 35 })
    expect(await layers()).toHaveLength(1)
    expect(await figures(), 'not before it is committed').toEqual([40, 20, 600])

    await commit(id, { known: 'newest' })
    expect(await figures()).toEqual([45, 25, 600 + 115])
    valueOf(await client.call('imports.setActive', { importId: id, active: false }))
    expect(await figures(), 'undone').toEqual([40, 20, 600])
    valueOf(await client.call('imports.setActive', { importId: id, active: true }))
    expect(valueOf(await client.call('changes.decide', { importId: id, decision: plainDecision })).decision).toEqual(
      plainDecision,
    )
    expect(await figures(), 'counted twice where she says so').toEqual([45, 25, 600 + 9 * 15 + 95 + 35])
    expect((await layers())[1]).toMatchObject({ change: { findings: { known: 19 } } })
  })

  it('takes the place of earlier ones, or only renews them, and gives them back', async () => {
    await commit((await stage('january.csv', january)).layer.id)
    const replacing = await stage('february.csv', february)
    const decision = { ...plainDecision, mode: 'replace' as const }
    const described = valueOf(await client.call('changes.describe', { importId: replacing.layer.id, decision }))
    expect(described.effect).toMatchObject({
      rows: 25 - 80,
      orders: 15 - 40,
      newCustomers: 5,
      leftOut: 0,
      replaced: 80,
    })
    await commit(replacing.layer.id, { mode: 'replace' })
    expect((await layers()).map(({ active, replacedBy }) => [active, replacedBy])).toEqual([
      [true, 'february.csv'],
      [true, null],
    ])
    expect(await figures()).toEqual([15, 15, 10 * 15 + 80 + 35])
    valueOf(await client.call('imports.delete', { importId: replacing.layer.id }))
    expect(await figures()).toEqual([40, 20, 600])
    await commit((await stage('update.csv', february)).layer.id, { mode: 'update' })
    expect(await figures(), 'orders it does not know stay out').toEqual([40, 20, 680])
  })

  it('opens the lines that its counts are about, before it is made and afterwards', async () => {
    await commit((await stage('january.csv', january)).layer.id)
    const twice = february + line(100, 50, 7) + line(100, 50, 7)
    const { layer, findings } = await stage('february.csv', twice)
    const lines = async (which: 'known' | 'repeats', page: { offset?: number; limit?: number } = {}) =>
      valueOf(await client.call('changes.lines', { importId: layer.id, which, ...page }))
    expect(findings).toMatchObject({ known: 19, repeats: 2 })
    const known = await lines('known')
    expect([known.total, known.rows.length, new Set(known.rows.map(({ fileName }) => fileName))]).toEqual([
      19,
      19,
      new Set(['february.csv']),
    ])
    expect(known.rows.slice(0, 3).map(({ orderId, amount }) => [orderId, amount])).toEqual([
      ['30', 10],
      ['30', 5],
      ['31', 10],
    ])
    // The order whose amount changed has one line in common.
    expect(known.rows.at(-1)).toMatchObject({ orderId: '39', amount: 5, customer: 'C19', product: 'P2' })
    expect((await lines('known', { offset: 17, limit: 5 })).rows.map(({ orderId }) => orderId)).toEqual(['38', '39'])
    const repeats = {
      total: 2,
      rows: [
        { orderId: '100', position: 26 },
        { orderId: '100', position: 27 },
      ],
    }
    expect(await lines('repeats')).toMatchObject(repeats)
    await commit(layer.id)
    expect(await lines('repeats')).toMatchObject(repeats)
    expect((await lines('known')).total).toBe(19)
  })

  it('dropped, staged again or left by a crash leaves nothing', async () => {
    const fileId = offer('january.csv', january)
    const staged = valueOf(await client.call('changes.stage', { projectId, fileId }))
    valueOf(await client.call('changes.drop', { importId: staged.layer.id }))
    expect((await client.call('changes.commit', { importId: staged.layer.id, decision: plainDecision })).ok).toBe(false)
    const again = valueOf(await client.call('changes.stage', { projectId, fileId }))
    const third = valueOf(await client.call('changes.stage', { projectId, fileId, options: { dateOrder: 'ymd' } }))
    expect((await client.call('changes.describe', { importId: again.layer.id, decision: plainDecision })).ok).toBe(
      false,
    )
    host = await host.reopen()
    client = host.client
    expect((await client.call('changes.commit', { importId: third.layer.id, decision: plainDecision })).ok).toBe(false)
    expect(await layers()).toEqual([])
  })

  it('stands behind what came in while it waited, whatever was decided about that', async () => {
    const waiting = await stage('january.csv', january)
    const other = await stage('february.csv', february)
    await commit(other.layer.id, { mode: 'replace' })
    await commit(waiting.layer.id)
    expect((await layers()).map(({ fileName, replacedBy }) => [fileName, replacedBy])).toEqual([
      ['february.csv', null],
      ['january.csv', null],
    ])
    expect(await figures()).toEqual([45, 25, 600 + 9 * 15 + 95 + 35])
  })

  it('knows the lines of a file that is saved in another encoding', async () => {
    const text = january.replaceAll(/^(\d+),C(\d+)/gm, (_, order, customer) => `Größe-${order},Jürgen ${customer}`)
    for (const part of [text, text.replaceAll(/^[^,]+,/gm, '')]) {
      projectId = valueOf(await client.call('projects.create', { name: 'Shop' })).id
      await commit((await stage('utf-8.csv', part)).layer.id)
      const again = await stage('code page.csv', Buffer.from(part, 'latin1'))
      expect(again.layer.encoding).toBe('windows-1252')
      expect(again.findings).toMatchObject({ known: 80, knownOrders: 40 })
    }
  })

  it('dropped in one window and committed in another is in the project, or refused', async () => {
    const calls = ['commit', 'drop'] as const
    for (const [first, second] of [calls, calls.toReversed()]) {
      const { layer } = await stage(`${first}.csv`, january)
      const call = (name: typeof first) =>
        name === 'drop'
          ? client.call('changes.drop', { importId: layer.id })
          : client.call('changes.commit', { importId: layer.id, decision: plainDecision })
      const answers = await Promise.all([call(first!), call(second!)])
      const committed = answers[first === 'commit' ? 0 : 1]!
      expect((await layers()).some(({ id }) => id === layer.id)).toBe(committed.ok)
    }
  })

  it('by way of the command line is not asked about, and said afterwards', async () => {
    for (const [name, text] of [
      ['january.csv', january],
      ['february.csv', february],
    ] as const)
      valueOf(await client.call('imports.run', { projectId, fileId: offer(name, text) }))
    const { warnings } = valueOf(await client.call('analysis.run', { projectId }))
    expect(warnings).toContainEqual({
      severity: 'warning',
      code: 'analysis.known_lines',
      params: { rows: 19, orders: 10, file: 'february.csv' },
    })
  })

  it('of events is not compared with anything', async () => {
    await commit((await stage('january.csv', january)).layer.id)
    const events = (from: number) =>
      'customer_id,event_type,timestamp\n' +
      Array.from({ length: 20 }, (_, i) => `C${i},view,2025-01-${from + (i % 9)} 10:00\n`).join('')
    await commit((await stage('events.csv', events(10))).layer.id)
    const second = await stage('more events.csv', events(20))
    expect(second).toMatchObject({ isFirst: true, effect: null, layer: { kind: 'events' } })
    await commit(second.layer.id)
    expect(await figures()).toEqual([40, 20, 600])
    expect((await stage('february.csv', february)).effect).toMatchObject({ orders: 5 })
  })

  it('of people adds what is known, or nobody new', async () => {
    await commit((await stage('january.csv', january)).layer.id)
    const people = 'customer_id,email,city\nC1,c0@x.example,Ulm\nNEW,new@x.example,Bonn\n'
    const staged = await stage('people.csv', people)
    expect(staged).toMatchObject({ isFirst: true, effect: { customers: 1, newCustomers: 1, orders: 0 } })
    await commit(staged.layer.id, { mode: 'update' })
    expect((await overview()).customers).toBe(20)
    const { attributes } = valueOf(await client.call('customers.columns', { projectId }))
    expect(attributes).toContain('city')
  })
})

describe('what only the person can say', () => {
  it('is asked with figures, and answered without importing again', async () => {
    const whale = line(900, 90, 9000) + line(901, 90, -9000)
    const dollars = `950,C1,c0@x.example,2025-01-05,P1,$40.00\n`
    const euros = january.replaceAll('.00\n', '.00 €\n')
    await commit((await stage('january.csv', euros + whale.replaceAll('.00\n', '.00 €\n') + dollars)).layer.id)
    const asked = valueOf(await client.call('questions.list', { projectId }))
    expect(asked).toEqual({
      currencies: [{ currency: 'USD', rows: 1, files: ['january.csv'], answer: 'open', rate: null }],
      people: { groups: 10, customers: 20, merged: 0, apart: 0, shared: 0 },
      reversals: {
        pairs: 1,
        customers: 1,
        amount: 9000,
        top: 20,
        topCustomers: [{ customerId: 'C90', rank: 1, bought: 9000, boughtAndKept: 0 }],
      },
    })
    const both = valueOf(await client.call('questions.reversals', { projectId }))
    expect([both.total, both.rows.map(({ orderId, customer, amount }) => [orderId, customer, amount])]).toEqual([
      2,
      [
        ['900', 'C90', 9000],
        ['901', 'C90', -9000],
      ],
    ])
    expect(await figures()).toEqual([41, 21, 600])
    const { groups } = valueOf(await client.call('questions.people', { projectId }))
    expect(groups[0]!.ids.map(({ customerId, orders, spend }) => [customerId, orders, spend])).toEqual([
      ['C0', 2, 30],
      ['C1', 2, 30],
    ])
    const patch = { rates: { USD: '0.925' }, netReversals: true, mergePeople: true }
    valueOf(await client.call('projects.update', { projectId, patch }))
    expect(await figures()).toEqual([41, 10, 637])
    const page = valueOf(await client.call('customers.page', { projectId }))
    expect(page.rows.map(({ customer_id }) => customer_id)).toContain('C0')
    expect(page.rows.map(({ customer_id }) => customer_id)).not.toContain('C1')
    const index = page.rows.find(({ customer_id }) => customer_id === 'C0')!.index
    expect(valueOf(await client.call('customers.get', { projectId, index })).historyTotal).toBe(9)

    valueOf(await client.call('questions.decidePeople', { projectId, emails: ['c0@x.example'], choice: 'apart' }))
    expect(await figures()).toEqual([41, 11, 637])
    valueOf(
      await client.call('projects.update', {
        projectId,
        patch: { rates: {}, netReversals: false, mergePeople: false },
      }),
    )
    expect(await figures()).toEqual([41, 21, 600])
  })
})

describe('rejected rows', () => {
  it('come back mended, and the counts stay true', async () => {
    const text = `${head.replaceAll(',', ';')}${january
      .split('\n')
      .slice(1)
      .join('\n')
      .replaceAll(',', ';')
      .replaceAll('2025-01-0', '0')}`
    // Day and month stand in a way that the few mended rows alone would leave open.
    const dated = text.replaceAll(/;(?:2025-01-|0)(\d+);/g, (_, day: string) => `;${day.padStart(2, '0')}/01/2025;`)
    const broken = `${dated}300;C1;c0@x.example;soon;P1;4,50\n301;C2;c1@x.example;02/01/2025;P1\n302;C3;c1@x.example;03/01/2025;P1;viel\n`
    const { layer } = await stage('orders.csv', broken.replaceAll('.00\n', ',00\n'))
    await commit(layer.id)
    expect(layer.counts).toMatchObject({ read: 83, accepted: 80, rejected: 3 })

    const ref = valueOf(await client.call('changes.exportForMending', { importId: layer.id }))
    const exported = readFileSync(host.core.output(ref.outputId).path, 'utf8')
    const { data } = Papa.parse<string[]>(exported.replace('\ufeff', ''), { skipEmptyLines: true })
    expect(data[0]!.slice(0, 8)).toEqual([...head.trim().split(','), 'segmento_import', 'segmento_line'])
    expect(data.slice(1).map((row) => [row[3], row[5], row[7]])).toEqual([
      ['soon', '4,50', '82'],
      ['02/01/2025', '', '83'],
      ['03/01/2025', 'viel', '84'],
    ])
    data[1]![3] = '05/01/2025'
    data[2]![5] = '6,00'
    const looked = await client.call('imports.preview', { projectId, fileId: offer('look.csv', Papa.unparse(data)) })
    expect(valueOf(looked)).toMatchObject({ mends: 'orders.csv', remembered: null, duplicateOf: null })
    const staged = await stage('to mend orders.csv', Papa.unparse(data))
    expect(staged.layer).toMatchObject({ mends: layer.id, counts: { read: 3, accepted: 2, rejected: 1 } })
    expect(staged.findings.known).toBe(0)
    await commit(staged.layer.id)
    expect((await layers())[0]).toMatchObject({ mended: 2, counts: { rejected: 3 } })
    const { rowsRead, rowsAccepted, rowsRejected, rowsWithoutCustomer, revenueNet, orders } = await overview()
    expect([rowsRead, rowsAccepted, rowsRejected, rowsWithoutCustomer]).toEqual([83, 82, 1, 0])
    expect([orders, revenueNet]).toEqual([42, 610.5])
  })

  it('take over what was chosen for the file they come from', async () => {
    const line = (n: number, amount: string) =>
      `${n},K${n},2025-01-${String((n % 28) + 1).padStart(2, '0')},${amount},2.00,1.90\n`
    const text = `order_id,customer_id,date,order_total,tax_amount,shipping_cost\n${Array.from({ length: 30 }, (_, n) => line(n + 1, '20.00')).join('')}${line(31, 'twenty')}`
    const staged = valueOf(
      await client.call('changes.stage', {
        projectId,
        fileId: offer('totals.csv', text),
        options: { revenue: { tax: 'subtract', shipping: 'subtract' } },
      }),
    )
    await commit(staged.layer.id)
    expect((await overview()).revenueNet).toBeCloseTo(30 * 16.1, 2)
    const ref = valueOf(await client.call('changes.exportForMending', { importId: staged.layer.id }))
    const { data } = Papa.parse<string[]>(
      readFileSync(host.core.output(ref.outputId).path, 'utf8').replace('\ufeff', ''),
      {
        skipEmptyLines: true,
      },
    )
    data[1]![3] = '20.00'
    const mended = await stage('mended.csv', Papa.unparse(data))
    await commit(mended.layer.id)
    expect((await overview()).revenueNet).toBeCloseTo(31 * 16.1, 2)
  })
})
