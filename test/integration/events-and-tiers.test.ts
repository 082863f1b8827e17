import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Client } from '../../src/contract/client.ts'
import { openTestCore, valueOf, type TestCore } from '../support/core.ts'

/** A shop of five people; every figure below was worked out by hand. Measured from 2024-05-20. */
const orders = `customer_id,date,amount
ann,2024-03-01,600
ann,2024-05-10,500
bob,2024-05-20,120
cem,2023-01-05,50
`
const customers = `customer_id,name,age,gender,location,signup_date,lifetime_value
ann,Ann Doe,35,female,New York,2022-05-15 10:30:00,750.50
bob,Bob Roe,20,male,New York,2024-03-01,
dee,Dee Poe,44,female,Boston,2024-01-01,20
`
const events = `event_id,customer_id,event_type,event_value,product_id,category,timestamp,page
e1,ann,purchase,125.99,prod789,electronics,2024-05-18 15:45:00,/a
e2,ann,login,,,,2024-05-19 08:00:00,/b
e3,bob,page_view,,prod1,garden,2024-04-25 10:00:00,/c
e4,eve,signup,,,,2024-01-10 12:00:00,/d
e5,bob,purchase,20,,,2024-04-10 09:30:00,/e
e1,ann,purchase,125.99,prod789,electronics,2024-05-18 15:45:00,/a
e6,ann,login,,,,yesterday,/f
e7,,login,,,,2024-05-01,/g
e8,ann,purchase,10,,,2024-06-01 10:00:00,/h
`

let host: TestCore
let client: Client
let projectId: string
beforeEach(async () => {
  host = await openTestCore()
  client = host.client
  projectId = valueOf(await client.call('projects.create', { name: 'Shop' })).id
})
afterEach(() => host.close())

async function importText(name: string, text: string) {
  return valueOf(await client.call('imports.run', { projectId, fileId: host.offer(host.write(name, text)) }))
}
async function importAll() {
  await importText('orders.csv', orders)
  await importText('customers.csv', customers)
  const layer = await importText('events.csv', events)
  valueOf(await client.call('analysis.run', { projectId }))
  return layer
}
const lookup = async (customerId: string) => valueOf(await client.call('tiers.lookup', { projectId, customerId }))

describe('a file of events', () => {
  it('is recognised, with the role of each column, and its further columns are not read', async () => {
    const fileId = host.offer(host.write('events.csv', events))
    const preview = valueOf(await client.call('imports.preview', { projectId, fileId }))
    expect(preview.kind).toBe('events')
    expect(preview.problems).toEqual([])
    expect(preview.columns.map(({ role }) => role)).toEqual([
      'event_id',
      'customer_id',
      'event_type',
      'event_value',
      'product_id',
      'category',
      'timestamp',
      'ignore',
    ])
  })

  it('comes in: an id that comes twice counts once, a row without a customer or a day is kept apart', async () => {
    const layer = await importAll()
    expect(layer.kind).toBe('events')
    expect(layer.counts).toMatchObject({ read: 9, accepted: 7, rejected: 1, withoutCustomer: 1, void: 1, purchases: 0 })
    expect([layer.customers, layer.firstDate, layer.lastDate]).toEqual([3, '2024-01-10', '2024-06-01'])
    expect(layer.warnings.map(({ code }) => code)).toEqual([
      'import.warning.repeated_events',
      'import.warning.events_without_person',
    ])
    const rejected = valueOf(await client.call('imports.rejected', { importId: layer.id }))
    expect(Object.values(rejected.byKind ?? {}).reduce((sum, n) => sum + n, 0)).toBe(rejected.total)
    expect(rejected.rows).toMatchObject([{ line: 8, column: 'timestamp', kind: 'cast' }])
  })

  it('says which role is missing', async () => {
    const fileId = host.offer(host.write('bad.csv', 'customer_id,event_type,page\nann,login,/a\n'))
    const options = { kind: 'events' as const }
    const preview = valueOf(await client.call('imports.preview', { projectId, fileId, options }))
    expect(preview.problems.map(({ code }) => code)).toEqual(['import.problem.no_timestamp'])
    const answer = await client.call('imports.run', { projectId, fileId, options })
    expect(answer).toMatchObject({ ok: false, error: { code: 'mapping.no_timestamp' } })
  })

  it('feeds engagement, and lists who stands in it alone; orders stay what they were', async () => {
    await importAll()
    const page = valueOf(await client.call('customers.page', { projectId, sort: { field: '', descending: false } }))
    expect(page.rows.map((row) => [row.customer_id, row.segment_label === 'No purchase', row.engagement])).toEqual([
      ['ann', false, 'Active'],
      ['bob', false, 'Recent'],
      ['cem', false, 'Dormant'],
      ['eve', true, 'Dormant'],
      ['dee', true, null],
    ])
    expect(page.revenue).toBe(1270)
    const analysis = valueOf(await client.call('analysis.latest', { projectId }))!
    expect(analysis.overview).toMatchObject({ customers: 5, customersWithPurchase: 3, purchaseRows: 4, rowsRead: 4 })
  })
})

describe('value, loyalty and engagement', () => {
  it('look-up of one customer', async () => {
    await importAll()
    expect(await lookup('ann')).toEqual({
      customer_id: 'ann',
      name: 'Ann Doe',
      email: null,
      age: 35,
      gender: 'female',
      location: 'New York',
      signup_date: '2022-05-15',
      // The column wins over the 1,100 she spent.
      lifetime_value: 750.5,
      value_segment: 'High Value',
      loyalty_segment: 'Loyal',
      engagement: 'Active',
    })
    expect(await lookup('bob')).toMatchObject({
      lifetime_value: 120,
      value_segment: 'Medium Value',
      // 80 days since she signed up; the last event was 25 days ago.
      loyalty_segment: 'New',
      engagement: 'Recent',
    })
    expect(await lookup('cem')).toMatchObject({
      signup_date: '2023-01-05',
      value_segment: 'Low Value',
      loyalty_segment: 'Loyal',
      engagement: 'Dormant',
    })
    expect(await lookup('dee')).toMatchObject({ lifetime_value: 20, loyalty_segment: 'Established', engagement: null })
    expect(await client.call('tiers.lookup', { projectId, customerId: 'nobody' })).toMatchObject({
      ok: false,
      error: { code: 'customer.not_found', params: { id: 'nobody' } },
    })
  })

  it('engagement of everyone, events after the day of measure left out', async () => {
    await importAll()
    const found = valueOf(await client.call('tiers.engagement', { projectId }))
    expect(found).toMatchObject({ source: 'events', customers: 3, events: 5 })
    expect(found.byEngagement).toEqual([
      { engagement: 'Active', customers: 1 },
      { engagement: 'Recent', customers: 1 },
      { engagement: 'Inactive', customers: 0 },
      { engagement: 'Dormant', customers: 1 },
    ])
    expect(found.eventTypes).toEqual([
      { event_type: 'purchase', events: 2 },
      { event_type: 'login', events: 1 },
      { event_type: 'page_view', events: 1 },
      { event_type: 'signup', events: 1 },
    ])
    expect(found.rows).toEqual([
      {
        customer_id: 'ann',
        event_count: 2,
        total_value: 125.99,
        first_event: '2024-05-18 15:45:00',
        last_event: '2024-05-19 08:00:00',
        days_since_last_event: 1,
        engagement: 'Active',
      },
      {
        customer_id: 'bob',
        event_count: 2,
        total_value: 20,
        first_event: '2024-04-10 09:30:00',
        last_event: '2024-04-25 10:00:00',
        days_since_last_event: 25,
        engagement: 'Recent',
      },
      {
        customer_id: 'eve',
        event_count: 1,
        total_value: 0,
        first_event: '2024-01-10 12:00:00',
        last_event: '2024-01-10 12:00:00',
        days_since_last_event: 131,
        engagement: 'Dormant',
      },
    ])
  })

  it('engagement by span, types and limit, both ends of the span included', async () => {
    await importAll()
    const asked = async (more: object) =>
      valueOf(await client.call('tiers.engagement', { projectId, ...more })).rows.map((row) => [
        row.customer_id,
        row.event_count,
        row.total_value,
        row.engagement,
      ])
    expect(await asked({ eventTypes: ['Purchase'] })).toEqual([
      ['ann', 1, 125.99, 'Active'],
      ['bob', 1, 20, 'Inactive'],
    ])
    expect(await asked({ startDate: '2024-04-10 09:30:00', endDate: '2024-04-25', limit: 50 })).toEqual([
      ['bob', 2, 20, 'Recent'],
    ])
    expect(await asked({ startDate: '2024-04-10 09:30:01', endDate: '2024-04-25 09:59:59' })).toEqual([])
    expect(await asked({ limit: 1 })).toHaveLength(1)
    expect(await client.call('tiers.engagement', { projectId, startDate: '2024-02-31' })).toMatchObject({
      ok: false,
      error: { code: 'input.invalid' },
    })
  })

  it('engagement stands on purchases where there is no file of events', async () => {
    await importText('orders.csv', orders)
    valueOf(await client.call('analysis.run', { projectId }))
    const found = valueOf(await client.call('tiers.engagement', { projectId }))
    expect(found).toMatchObject({ source: 'orders', events: 4, eventTypes: [{ event_type: 'purchase', events: 4 }] })
    expect(found.rows[0]).toMatchObject({ customer_id: 'ann', event_count: 2, total_value: 1100 })
  })

  it('summary by segment, with location and ages', async () => {
    await importAll()
    const summary = async (more: object) => valueOf(await client.call('tiers.summary', { projectId, ...more }))
    const ann = { value_segment: 'High Value', loyalty_segment: 'Loyal', customer_count: 1, avg_lifetime_value: 750.5 }
    const bob = { value_segment: 'Medium Value', loyalty_segment: 'New', customer_count: 1, avg_lifetime_value: 120 }
    expect(await summary({})).toEqual([
      ann,
      bob,
      { value_segment: 'Low Value', loyalty_segment: 'Loyal', customer_count: 1, avg_lifetime_value: 50 },
      { value_segment: 'Low Value', loyalty_segment: 'Established', customer_count: 1, avg_lifetime_value: 20 },
      { value_segment: 'Low Value', loyalty_segment: null, customer_count: 1, avg_lifetime_value: 0 },
    ])
    expect(await summary({ location: 'new york' })).toEqual([ann, bob])
    expect(await summary({ location: 'New York', minAge: 25, maxAge: 45 })).toEqual([ann])
    expect(await summary({ minAge: 35, maxAge: 35 })).toEqual([ann])
    expect(await summary({ location: 'Ankara' })).toEqual([])
  })

  it('thresholds are the project’s, and back to the reference’s when cleared', async () => {
    await importAll()
    const { tiers } = valueOf(await client.call('projects.get', { projectId }))
    const change = async (next: typeof tiers | null) => {
      valueOf(await client.call('projects.update', { projectId, patch: { tiers: next } }))
      return valueOf(await client.call('analysis.run', { projectId }))
    }
    await change({ ...tiers, value: [700, 50, 10], loyalty: [800, 50], engagement: [0, 30, 200] })
    expect(await lookup('ann')).toMatchObject({
      value_segment: 'VIP',
      loyalty_segment: 'Established',
      engagement: 'Recent',
    })
    expect(await lookup('cem')).toMatchObject({ value_segment: 'High Value', loyalty_segment: 'Established' })
    await change(null)
    expect(await lookup('ann')).toMatchObject({ value_segment: 'High Value', loyalty_segment: 'Loyal' })
    const wrong = { ...tiers, value: [100, 500, 1000] as [number, number, number] }
    expect(await client.call('projects.update', { projectId, patch: { tiers: wrong } })).toMatchObject({ ok: false })
  })

  it('engagement goes out as a file', async () => {
    await importAll()
    const output = valueOf(await client.call('tiers.exportEngagement', { projectId, eventTypes: ['login'] }))
    expect(readFileSync(host.core.output(output.outputId).path, 'utf8')).toBe(
      'customer_id,event_count,total_value,first_event,last_event,days_since_last_event,engagement\r\n' +
        'ann,1,0,2024-05-19 08:00:00,2024-05-19 08:00:00,1,Active\r\n',
    )
  })
})
