import { describe, expect, it } from 'vitest'
import { buildPersonaBodies, commonestValues } from './bodies.ts'

const group = {
  label: 'Loyal, big baskets',
  customers: 688,
  averageLtv: 2340.125,
  averageFrequency: 4.205,
  industries: ['SaaS', 'Retail', 'Agency', 'Other'],
  plans: ['pro'],
}

describe('buildPersonaBodies', () => {
  it('writes the body without churn fields', () => {
    expect(buildPersonaBodies([group])).toEqual([
      {
        name: 'Segment CDP: Loyal, big baskets',
        description:
          'Segment Loyal, big baskets, 688 customers. They are worth 2340.13 each on average and have ordered 4.21 times. Industries: SaaS, Retail, Agency. Plans: pro.',
        demographic: { industries: ['SaaS', 'Retail', 'Agency'], plans: ['pro'] },
        psychographic: { cluster: 'Loyal, big baskets', avg_ltv: 2340.13, engagement_tier: 'high' },
      },
    ])
  })

  it('tells the churn risk where there is one, in words and as a number', () => {
    const [body] = buildPersonaBodies([{ ...group, label: 'At Risk', cluster: 'at_risk', averageChurn: 0.61236 }])
    expect(body!.name).toBe('Segment CDP: At Risk')
    expect(body!.description).toContain('Their average churn risk is 61%.')
    expect(Object.keys(body!.psychographic)).toEqual(['cluster', 'avg_ltv', 'avg_churn_risk', 'engagement_tier'])
    expect(body!.psychographic).toMatchObject({ cluster: 'at_risk', avg_churn_risk: 0.6124 })
  })

  it('leaves out groups of one or two, and sentences about what is not known', () => {
    const bodies = buildPersonaBodies([
      { ...group, customers: 2 },
      { ...group, customers: 3, industries: [], plans: [] },
    ])
    expect(bodies).toHaveLength(1)
    expect(bodies[0]!.description).not.toMatch(/Industries|Plans/)
  })

  it.each([
    [500.01, 'high'],
    [500, 'medium'],
    [100, 'low'],
    [-3, 'low'],
  ])('calls an average of %d %s', (averageLtv, tier) => {
    expect(buildPersonaBodies([{ ...group, averageLtv }])[0]!.psychographic.engagement_tier).toBe(tier)
  })
})

describe('commonestValues', () => {
  it('counts, leaves blanks out and keeps the first of equals', () => {
    expect(commonestValues(['b', ' a ', 'c', 'a', '', '  ', 'c', 'd'])).toEqual(['a', 'c', 'b'])
  })
})
