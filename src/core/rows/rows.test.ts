import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openTestCore, valueOf, type TestCore } from '../../../test/support/core.ts'
import type { Client } from '../../contract/client.ts'
import type { ImportLayer } from '../../contract/imports.ts'
import type { RowOrder } from '../../contract/row-orders.ts'
import type { RowPart } from '../../contract/rows.ts'

let test: TestCore
let client: Client
let projectId: string
beforeEach(async () => {
  test = await openTestCore()
  client = test.client
  projectId = valueOf(await client.call('projects.create', { name: 'Rows' })).id
})
afterEach(() => test.close())

async function importIt(name: string, lines: readonly string[]): Promise<ImportLayer> {
  const path = test.write(name, `${lines.join('\n')}\n`)
  return valueOf(await client.call('imports.run', { projectId, fileId: test.offer(path) }))
}

/** Every kind of row, some of nobody, two in another currency, one that cannot be read. */
const orders = [
  'Order,Customer,Date,Product,Amount,Currency,Status',
  '1,ann,2024-01-01,tea,10.00,EUR,paid',
  '2,ann,2024-01-02,mug,-4.00,EUR,paid',
  '3,,2024-01-03,mug,-6.00,EUR,paid',
  '4,bob,2024-01-04,tea,0,EUR,paid',
  '5,bob,2024-01-05,tea,30.00,EUR,cancelled',
  '6,cem,never,tea,30.00,EUR,paid',
  '7,cem,2024-01-07,=1+1,50.00,USD,paid',
  '8,dee,2024-01-08,tea,-5.00,USD,paid',
  '9,dee,2024-01-09,tea,20.00,EUR,paid',
  '10,dee,2024-01-06,tea,20.00,EUR,paid',
]

describe('the rows behind the counts of an import', () => {
  it('are as many as the counts say, each of its kind', async () => {
    const { id: importId, counts, foreignRows } = await importIt('orders.csv', orders)
    expect(foreignRows).toEqual([{ currency: 'USD', rows: 2 }])
    const opened = async (part: RowPart, currency?: string) => {
      const answer = await client.call('imports.rows', { importId, part, ...(currency ? { currency } : {}) })
      const { total, rows } = valueOf(answer)
      expect(rows.length).toBe(total)
      return rows.map(({ orderId }) => orderId).join(' ')
    }
    expect(counts).toMatchObject({ purchases: 4, returns: 2, zero: 1, void: 1, withoutCustomer: 1, rejected: 1 })
    expect([await opened('purchases'), await opened('returns'), await opened('zero'), await opened('void')]).toEqual([
      '1 9 10 7',
      '2 8',
      '4',
      '5',
    ])
    expect([await opened('without_customer'), await opened('foreign')]).toEqual(['3', '7 8'])
    expect([await opened('foreign', 'USD'), await opened('foreign', 'GBP')]).toEqual(['7 8', ''])
    // Whatever becomes of the import later.
    valueOf(await client.call('imports.setActive', { importId, active: false }))
    expect(await opened('returns')).toBe('2 8')
  })

  it('say when their money is not the project’s, and name no place they do not have', async () => {
    const { id: importId } = await importIt('orders.csv', orders)
    const { rows } = valueOf(await client.call('imports.rows', { importId, part: 'returns' }))
    expect(rows.map(({ amount, currency, line, position }) => [amount, currency, line, position])).toEqual([
      [-4, null, null, null],
      [-5, 'USD', null, null],
    ])
    // A rate changes what they count, not what stands in the file.
    valueOf(await client.call('projects.update', { projectId, patch: { rates: { USD: '0.5' } } }))
    const again = valueOf(await client.call('imports.rows', { importId, part: 'returns' }))
    expect(again.rows).toEqual(rows)
  })

  it('stand in the order that is asked for, across pages', async () => {
    const many = Array.from(
      { length: 250 },
      (_, n) => `${n},c${n % 7},2024-${n < 125 ? '02' : '01'}-1${n % 9},tea,${n % 50}`,
    )
    const { id: importId } = await importIt('many.csv', ['Order,Customer,Date,Product,Amount', ...many])
    const page = async (order: RowOrder, offset: number, limit: number) =>
      valueOf(await client.call('imports.rows', { importId, part: 'purchases', order, offset, limit }))
    const all = await page('file', 0, 500)
    const ordered = {
      amount: all.rows.toSorted((a, b) => b.amount! - a.amount!),
      date: all.rows.toSorted((a, b) => b.date!.localeCompare(a.date!)),
    }
    for (const order of ['amount', 'date'] as const) {
      const first = await page(order, 0, 100)
      const rest = await page(order, 100, 500)
      expect([first.total, [...first.rows, ...rest.rows]]).toEqual([all.total, ordered[order]])
    }
    expect((await page('amount', all.total, 10)).rows).toEqual([])
  })

  it('are saved as a table, whole and harmless', async () => {
    const { id: importId } = await importIt('orders.csv', orders)
    const saved = async (of: Parameters<typeof client.call<'rows.export'>>[1]) => {
      const { outputId } = valueOf(await client.call('rows.export', of))
      return readFileSync(test.core.output(outputId).path, 'utf8').split('\r\n')
    }
    const [head, ...lines] = await saved({ of: { from: 'import', importId, part: 'purchases' }, order: 'amount' })
    expect(head).toBe('\ufefffile,line,order_id,date,customer_id,product,category,amount,currency,kind,reason,raw')
    expect(lines).toEqual([
      `orders.csv,,7,2024-01-07,cem,"'=1+1",,50,USD,purchase,,`,
      'orders.csv,,9,2024-01-09,dee,tea,,20,,purchase,,',
      'orders.csv,,10,2024-01-06,dee,tea,,20,,purchase,,',
      'orders.csv,,1,2024-01-01,ann,tea,,10,,purchase,,',
      '',
    ])
    const [, rejected] = await saved({ of: { from: 'health', projectId, check: 'rejected' } })
    expect(rejected).toMatch(/^orders\.csv,7,.*never/)
  })
})

describe('rows in another currency, in the health of the data', () => {
  it('are there and counted like the others, and wait for a word', async () => {
    await importIt('orders.csv', orders)
    const report = async () => valueOf(await client.call('health.report', { projectId }))!
    const { findings, missing, lastDate } = await report()
    const counts = Object.fromEntries(findings.map(({ check, rows }) => [check, rows]))
    expect(counts).toMatchObject({ foreign: 2, returns: 3, zero: 1, void: 1, rejected: 1, without_customer: 1 })
    expect(missing[0]).toMatchObject({ column: 'customer_id', missing: 1, of: 9 })
    expect(lastDate).toBe('2024-01-09')
    const foreign = async () => (await report()).findings.find(({ check }) => check === 'foreign')!
    expect(await foreign()).toMatchObject({
      tone: 'look',
      text: { code: 'health.foreign_waiting', params: { rows: 2, currencies: 'USD' } },
    })
    const { rows } = valueOf(await client.call('health.rows', { projectId, check: 'foreign' }))
    expect(rows.map(({ orderId, amount, currency }) => [orderId, amount, currency])).toEqual([
      ['7', 50, 'USD'],
      ['8', -5, 'USD'],
    ])
    valueOf(await client.call('projects.update', { projectId, patch: { rates: { USD: '0.5' } } }))
    expect(await foreign()).toMatchObject({ tone: 'know', text: { code: 'health.foreign_decided' } })
    const converted = valueOf(await client.call('health.rows', { projectId, check: 'foreign' }))
    expect(converted.rows.map(({ amount, currency }) => [amount, currency])).toEqual([
      [25, null],
      [-2.5, null],
    ])
  })
})
