import { describe, expect, it } from 'vitest'
import { estimateSilence, type SilenceInput } from './silence.ts'

/** `count` customers alike: days since the last order, since the first, orders, spend. */
const alike = (
  rows: readonly (readonly [count: number, recency: number, tenure: number, orders: number, spend: number])[],
) => {
  const all = rows.flatMap(([count, ...row]) => Array.from({ length: count }, () => row))
  return {
    labels: new Uint8Array(all.length),
    recencyDays: Int32Array.from(all, (row) => row[0]),
    tenureDays: Int32Array.from(all, (row) => row[1]),
    orders: Int32Array.from(all, (row) => row[2]),
    spend: Float64Array.from(all, (row) => row[3]),
    spendLastYear: null,
  } satisfies SilenceInput
}

describe('estimateSilence', () => {
  it('measures silence by the cluster’s own gap between orders', () => {
    // Gaps: twelve of 40 days, four of 60; the upper quartile is 45.
    const input = alike([
      [12, 10, 90, 3, 100],
      [4, 150, 270, 3, 500],
    ])
    const spendLastYear = Float64Array.from(input.spend, (value) => value / 2)
    expect(estimateSilence({ ...input, spendLastYear }, 1)).toEqual([
      {
        thresholdDays: 45,
        basis: 'gap',
        usualGapDays: 40,
        customers: 4,
        spent: 1000,
        period: 'year',
        medianDaysSilent: 150,
      },
    ])
  })

  it('takes 90 days where fewer than ten ordered twice, and the total where the year is not known or empty', () => {
    const input = alike([
      [5, 90, 90, 1, 10],
      [5, 91, 91, 1, 20],
    ])
    expect(estimateSilence(input, 1)[0]).toMatchObject({
      thresholdDays: 90,
      basis: 'default',
      usualGapDays: null,
      customers: 5,
      spent: 100,
      period: 'total',
    })
    expect(estimateSilence({ ...input, spendLastYear: new Float64Array(10) }, 1)[0]!.period).toBe('total')
  })

  it('holds the threshold between a month and a year', () => {
    expect(estimateSilence(alike([[12, 10, 20, 11, 1]]), 1)[0]!.thresholdDays).toBe(30)
    expect(estimateSilence(alike([[12, 10, 1010, 2, 1]]), 1)[0]!.thresholdDays).toBe(365)
  })

  it('keeps clusters apart and answers for an empty one', () => {
    const input = alike([[2, 100, 100, 1, 7]])
    input.labels[1] = 2
    expect(estimateSilence(input, 3).map((estimate) => [estimate.customers, estimate.spent])).toEqual([
      [1, 7],
      [0, 0],
      [1, 7],
    ])
  })
})
