import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Papa from 'papaparse'
import { afterAll, describe, expect, it } from 'vitest'
import { CancelledError } from '../../../contract/errors.ts'
import { finish, smallLayer, smallPeople } from '../../../../test/support/small-orders.ts'
import { mergeLayers } from '../../dataset/dataset.ts'
import { aggregate } from '../../rfm/aggregate.ts'
import { dayNumber } from '../../rfm/dates.ts'
import { customerColumns } from '../../rfm/customer-columns.ts'
import type { CustomerView } from '../../rfm/select-customers.ts'
import { writeCustomersCsv } from './customers-csv.ts'

const folder = mkdtempSync(join(tmpdir(), 'segmento-csv-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const cells = [
  'plain',
  'two words',
  'with, comma',
  'with "quotes"',
  'two\nlines',
  ' blank before',
  'blank after ',
  '=1+1',
  '@SUM(A1)',
  '+1+1',
  '-1+1',
  "-2+3+cmd|' /C calc'!A0",
  '-calc',
  '\t=1',
  '\r=1',
  '-12.50',
  '-7',
  '+49 170 1234567',
  '北京, 中国',
  '-',
]
const dataset = mergeLayers(
  [smallLayer(cells.map((_, i) => ({ customer: `=c${i}`, day: '2025-01-01', amount: 10 + i })))],
  [smallPeople(cells.map((city, i) => ({ id: `=c${i}`, city, segment_label: 'own' })))],
)
const totals = finish(aggregate(dataset, { from: null, asOf: null, today: dayNumber('2026-01-01'), exclusions: [] }))
const { columns } = customerColumns(dataset, totals)
const view: CustomerView = {
  columns,
  cluster: new Uint8Array(columns.code.length),
  clusterLabels: new Map([[0, '=HYPERLINK("x")']]),
}
const everyone = Uint32Array.from(columns.code.keys())
const money = { scale: totals.scale, digits: 2 }

async function exported(hashKey = 'key', stop = new Int32Array(new SharedArrayBuffer(4))) {
  const path = join(folder, 'customers.csv')
  await writeCustomersCsv(view, everyone, money, path, hashKey, stop)
  const text = readFileSync(path, 'utf8')
  return { text, rows: Papa.parse<Record<string, string>>(text.trimEnd(), { header: true, newline: '\r\n' }).data }
}

describe('customers.csv', () => {
  it('has the columns of the definitions in their order, then her own under a name that is free', async () => {
    const { text, rows } = await exported()
    expect(text.slice(0, text.indexOf('\r\n'))).toBe(
      'customer_id,rfm_recency_days,rfm_frequency,rfm_monetary,return_rate,r_score,f_score,m_score,segment_label,cluster_id,' +
        'cluster_label,churn_score,churn_risk,clv,clv_low,clv_high,abc_category,uplift_score,value_segment,loyalty_segment,engagement,' +
        'persona_group,customer_id_hash,city,segment_label_2',
    )
    expect(rows).toHaveLength(cells.length)
    expect(rows[3]).toMatchObject({
      rfm_recency_days: '0',
      rfm_frequency: '1',
      rfm_monetary: '13.00',
      return_rate: '0',
      r_score: '3',
      cluster_id: '0',
      churn_score: '',
      segment_label_2: 'own',
    })
  })

  it('gives every cell back, and no spreadsheet takes one for a formula', async () => {
    const { rows } = await exported()
    rows.forEach((row, i) => {
      for (const value of [row['city']!, row['customer_id']!, row['cluster_label']!]) {
        // Only signs of a number may follow a plus or a minus.
        expect(value).not.toMatch(/^[=@\t\r]|^[+-](?![\d\s.,()/-]*$)/)
      }
      expect(row['city']!.replace(/^'/, '')).toBe(cells[i])
    })
  })

  it('leaves numbers and telephone numbers as they are', async () => {
    const { rows } = await exported()
    for (const plain of ['-12.50', '-7', '+49 170 1234567', 'plain', '-']) {
      expect(rows[cells.indexOf(plain)]!['city']).toBe(plain)
    }
  })

  it('hashes ids by a key: the same with it, others with another', async () => {
    const hashes = async (key: string) => (await exported(key)).rows.map((row) => row['customer_id_hash'])
    const first = await hashes('a')
    expect(new Set(first).size).toBe(cells.length)
    expect(await hashes('a')).toEqual(first)
    expect(await hashes('b')).not.toEqual(first)
    expect(first.every((each) => /^CUST_[0-9A-F]{16}$/.test(each!))).toBe(true)
  })

  it('stops when it is told to', async () => {
    await expect(exported('a', new Int32Array(new SharedArrayBuffer(4)).fill(1))).rejects.toThrow(CancelledError)
  })

  it('says so where the file cannot be written', async () => {
    const path = join(folder, 'missing', 'customers.csv')
    const stop = new Int32Array(new SharedArrayBuffer(4))
    await expect(writeCustomersCsv(view, everyone, money, path, 'a', stop)).rejects.toThrow('ENOENT')
  })

  it.skipIf(!existsSync('/dev/full'))(
    'says so where the disk is full (skipped where there is no /dev/full)',
    async () => {
      const stop = new Int32Array(new SharedArrayBuffer(4))
      const many = Uint32Array.from({ length: 20_000 }, (_, i) => i % everyone.length)
      for (const rows of [everyone, many]) {
        await expect(writeCustomersCsv(view, rows, money, '/dev/full', 'a', stop)).rejects.toThrow('ENOSPC')
      }
    },
  )
})
