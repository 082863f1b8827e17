import { describe, expect, it } from 'vitest'
import type { Analysis } from '../contract/analysis.ts'
import { segmentTable } from './segment-table.ts'

const numbers = (customers: number, revenue: number) => ({
  customers,
  shareOfCustomers: customers * 100,
  revenue,
  shareOfRevenue: customers * 100,
  averageSpend: revenue,
  medianRecencyDays: 0,
})

const one = {
  currency: null,
  overview: { customersWithPurchase: 1, orders: 1, asOf: '2024-01-01' },
  kChoice: { reason: { code: 'cluster.reason_one_customer' } },
  segments: [
    { segmentLabel: 'Champions', ...numbers(0, 0) },
    { segmentLabel: 'Need Attention', ...numbers(1, 5) },
  ],
  clusters: [{ clusterId: 0, clusterLabel: 'Need Attention', name: null, ...numbers(1, 5) }],
} as unknown as Analysis

describe('the table analyze prints', () => {
  const lines = segmentTable(one).split('\n')

  it('speaks of one customer as one', () => {
    expect(lines[0]).toBe('1 customer brought 5 in 1 order up to January 1, 2024.')
  })

  it('gives no average and no median where nobody is', () => {
    expect(lines.find((line) => line.startsWith('Champions'))?.split(/\s+/)).toEqual([
      'Champions',
      '0',
      '0.0',
      '0',
      '0.0',
      '–',
      '–',
    ])
    expect(lines.find((line) => line.startsWith('Need'))?.endsWith('5                      0')).toBe(true)
  })
})
