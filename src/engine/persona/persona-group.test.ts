import { describe, expect, it } from 'vitest'
import { finish, smallDataset } from '../../../test/support/small-orders.ts'
import { joinScores } from '../predict/join-scores.ts'
import { churnRisk } from '../predict/scores.ts'
import { aggregate } from '../rfm/aggregate.ts'
import { customerColumns } from '../rfm/customer-columns.ts'
import { dayNumber } from '../rfm/dates.ts'
import { lifetimeValues, personaGroup, personaGroups } from './persona-group.ts'

describe('personaGroup', () => {
  it.each([
    [501, 0.14, 1, 'high_value'],
    [501, 0.15, 1, 'new'],
    [501, 0.15, 2, 'growth'],
    [100.01, 0.9, 2, 'growth'],
    [100, 0.41, 9, 'at_risk'],
    [100, 0.4, 9, 'new'],
    [500, 0, 1, 'new'],
  ])('a customer worth %d with churn %d and %d purchases is %s', (ltv, churn, purchases, group) => {
    expect(personaGroups[personaGroup(ltv, churn, purchases)]).toBe(group)
  })
})

describe('churnRisk', () => {
  it.each([
    [0.3299, 'low'],
    [0.33, 'medium'],
    [0.6599, 'medium'],
    [0.66, 'high'],
  ])('%d is %s', (score, risk) => {
    expect(churnRisk(score, { medium: 0.33, high: 0.66 })).toBe(risk)
  })
})

describe('joinScores', () => {
  const dataset = smallDataset(
    [
      { customer: 'a', day: '2025-01-01', amount: 600 },
      { customer: 'b', day: '2025-01-02', amount: 0 },
      { customer: 'c', day: '2025-01-03', amount: 60 },
      { customer: 'c', day: '2025-01-04', amount: 60 },
      { customer: 'd', day: '2025-01-05', amount: 20 },
    ],
    { attributes: [{ name: 'LTV', role: 'lifetime_value', values: ['', '', '30', '700'] }] },
  )
  const options = { from: null, asOf: null, today: dayNumber('2025-02-01'), exclusions: [] }
  const { columns } = customerColumns(dataset, finish(aggregate(dataset, options)))
  const buyers = {
    churn: Float64Array.of(0.1, 0.5, Number.NaN),
    clv: Float64Array.of(10, 20, 30),
    clvLow: Float64Array.of(1, 2, 3),
    clvHigh: Float64Array.of(11, 22, 33),
  }
  const joined = joinScores(columns, 2, buyers, { medium: 0.33, high: 0.66 })

  it('takes the lifetime value of a file where there is one, else what was spent', () => {
    expect([...lifetimeValues(columns, 2)]).toEqual([600, 0, 30, 700])
  })

  it('puts scores beside the customers and counts those there are', () => {
    expect([...joined.scores.churn]).toEqual([0.1, Number.NaN, 0.5, Number.NaN])
    expect([...joined.scores.clvHigh]).toEqual([11, Number.NaN, 22, 33])
    expect([...joined.scores.personaGroup].map((group) => personaGroups[group])).toEqual([
      'high_value',
      undefined,
      'at_risk',
      undefined,
    ])
    expect(joined.risk).toEqual({ low: 1, medium: 1, high: 0 })
    expect(joined.histogram.flatMap((count, bin) => (count > 0 ? [bin] : []))).toEqual([2, 10])
    expect(
      joined.groups.map(({ label, cluster, customers, averageChurn }) => [label, cluster, customers, averageChurn]),
    ).toEqual([
      ['High Value', 'high_value', 1, 0.1],
      ['At Risk', 'at_risk', 1, 0.5],
    ])
    const known = joined.segments.filter(({ customers }) => customers > 0)
    expect(known.reduce((sum, { customers }) => sum + customers, 0)).toBe(3)
  })
})
