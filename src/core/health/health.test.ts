import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openTestCore, valueOf, type TestCore } from '../../../test/support/core.ts'
import { writeDirtyOrders } from '../../../test/support/dirty-orders.ts'
import type { Client } from '../../contract/client.ts'
import type { HealthReport, RowCheck } from '../../contract/health.ts'

let test: TestCore
let client: Client
let projectId: string
beforeEach(async () => {
  test = await openTestCore()
  client = test.client
  projectId = valueOf(await client.call('projects.create', { name: 'Health' })).id
})
afterEach(() => test.close())

async function importIt(name: string, text: string): Promise<void> {
  const path = test.write(name, text)
  valueOf(await client.call('imports.run', { projectId, fileId: test.offer(path) }))
}
const report = async (): Promise<HealthReport> => valueOf(await client.call('health.report', { projectId }))!
const rows = async (check: RowCheck, page: { offset?: number; limit?: number } = {}) =>
  valueOf(await client.call('health.rows', { projectId, check, ...page }))

describe('the health of the data', () => {
  it('finds what was planted, exactly, and opens the rows', async () => {
    const path = join(test.folder, 'dirty.csv')
    const planted = writeDirtyOrders(path)
    valueOf(await client.call('imports.run', { projectId, fileId: test.offer(path) }))
    const found = await report()
    expect(found).toMatchObject({
      read: planted.rows,
      rejected: planted.rejected.length,
      withoutCustomer: planted.without_customer.length,
      accepted: planted.rows - planted.rejected.length - planted.without_customer.length,
    })
    const lines = readFileSync(path, 'utf8').split('\n')
    const counts = Object.fromEntries(found.findings.map(({ check, rows: count }) => [check, count]))
    const wanted = Object.entries(planted.checks).map(([check, orders]) => [check, orders.length])
    expect(counts).toEqual({ rejected: planted.rejected.length, ...Object.fromEntries(wanted) })
    for (const [check, orders] of Object.entries(planted.checks)) {
      const opened = await rows(check as RowCheck, { limit: 500 })
      expect([check, opened.total, opened.rows.map(({ orderId }) => orderId)]).toEqual([check, orders.length, orders])
      expect(opened.rows.map(({ line }) => lines[line! - 1]!.split(',')[0])).toEqual(orders)
    }
    const rejected = await rows('rejected')
    expect(rejected.rows.map(({ line, fileName }) => [line, fileName])).toEqual(
      planted.rejected.map((line) => [line, 'dirty.csv']),
    )
    expect(found.gaps).toMatchObject({ total: 1, longest: [planted.gap] })
    expect(found.sharedEmails).toEqual({ total: 1, some: [planted.sharedEmail] })
    expect(found.missing.find(({ column }) => column === 'City')).toMatchObject({
      missing: planted.withoutCity,
      unit: 'customers',
    })
  })

  it('lists the customers of whom a column says nothing', async () => {
    await importIt(
      'one.csv',
      'customer_id,date,amount,City\nann,2024-01-01,1,Ulm\nbo,2024-01-02,1,\ncem,2024-01-03,1,\ncem,2024-01-04,2,\n',
    )
    const { missing } = await report()
    expect(missing.find(({ column }) => column === 'City')).toMatchObject({ missing: 2, isAttribute: true })
    const asked = async (page: object) =>
      valueOf(await client.call('health.customers', { projectId, column: 'City', ...page }))
    expect(await asked({})).toEqual({
      total: 2,
      customers: [
        { customerId: 'cem', rows: 2 },
        { customerId: 'bo', rows: 1 },
      ],
    })
    expect((await asked({ offset: 1, limit: 1 })).customers).toEqual([{ customerId: 'bo', rows: 1 }])
    expect(valueOf(await client.call('health.customers', { projectId, column: 'Nothing' })).total).toBe(0)
  })

  it('opens page by page, over several files, with everything that is known of a row', async () => {
    const line = (n: number, file: string): string =>
      `${file}${n},,2024-01-${String(n + 1).padStart(2, '0')},tea,${n}.50\n`
    const lines = (file: string): string => Array.from({ length: 20 }, (_, n) => line(n, file)).join('')
    const header = 'order_id,customer_id,date,product,amount\n'
    await importIt('one.csv', `${header}x,ann,2024-01-01,tea,9\n${lines('A')}`)
    await importIt('two.csv', `${header}${lines('B')}y,ann,2024-01-01,tea,9\n`)
    const page = await rows('without_customer', { offset: 18, limit: 4 })
    expect(page.total).toBe(40)
    expect(page.rows.map(({ fileName, position, orderId }) => [fileName, position, orderId])).toEqual([
      ['one.csv', 20, 'A18'],
      ['one.csv', 21, 'A19'],
      ['two.csv', 1, 'B0'],
      ['two.csv', 2, 'B1'],
    ])
    expect(page.rows[3]).toMatchObject({
      date: '2024-01-02',
      customer: null,
      product: 'tea',
      amount: 1.5,
      kind: 'purchase',
    })
    const [, two] = valueOf(await client.call('imports.list', { projectId }))
    const ofTwo = { projectId, check: 'without_customer', importId: two!.id, offset: 19 } as const
    expect(valueOf(await client.call('health.rows', ofTwo))).toMatchObject({
      total: 20,
      rows: [{ fileName: 'two.csv', position: 20, orderId: 'B19' }],
    })
    expect((await rows('future')).rows).toEqual([])
  })

  it('knows the lines of rows only where each takes one', async () => {
    const row = (n: number, note = ''): string => `${n},ann,2024-01-0${n},${note},-${n}.00\n`
    const header = 'order_id,customer_id,date,product,amount\n'
    await importIt('plain.csv', `Shop,,,,\nUntil today,,,,\n${header}${row(1)}${row(2)}x,ann,never,,9\n${row(3)}`)
    await importIt('wrapped.csv', `${header}${row(4, '"two\nlines"')}${row(5)}`)
    await importIt('gaps.csv', `${header}${row(6)}\n${row(7)}`)
    expect((await rows('returns')).rows.map(({ orderId, line }) => [orderId, line])).toEqual([
      ['1', 4],
      ['2', 5],
      ['3', 7],
      ['4', null],
      ['5', null],
      ['6', null],
      ['7', null],
    ])
  })

  it('looks again when a file is switched off, and says nothing of a project without orders', async () => {
    expect(valueOf(await client.call('health.report', { projectId }))).toBeNull()
    expect(await rows('returns')).toEqual({ total: 0, rows: [] })
    await importIt('one.csv', 'customer_id,date,amount\nann,2024-01-01,-3.00\n')
    await importIt('two.csv', 'customer_id,date,amount\nann,2024-01-01,-4.00\nbo,2024-01-02,1.00\n')
    expect((await rows('returns')).total).toBe(2)
    const [first] = valueOf(await client.call('imports.list', { projectId }))
    valueOf(await client.call('imports.setActive', { importId: first!.id, active: false }))
    expect((await rows('returns')).rows.map(({ amount, fileName }) => [amount, fileName])).toEqual([[-4, 'two.csv']])
  })
})
