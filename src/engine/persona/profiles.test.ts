import { describe, expect, it } from 'vitest'
import { buildProfiles } from './profiles.ts'

describe('buildProfiles', () => {
  // The three clusters of the cluster-profile API's own example (reference 000), from its counts and averages.
  const published = [
    {
      clusterId: 0,
      customers: 31,
      averageSpend: 591.11,
      medianSpend: 540,
      averageFrequency: 8.8065,
      revenue: 18324.41,
    },
    {
      clusterId: 1,
      customers: 7,
      averageSpend: 2577.37,
      medianSpend: 2560,
      averageFrequency: 23.1429,
      revenue: 18041.59,
    },
    { clusterId: 2, customers: 2, averageSpend: 4321.68, medianSpend: 4321.68, averageFrequency: 29, revenue: 8643.36 },
  ].map((cluster) => ({ ...cluster, topCategories: ['wine', 'cheese', 'diapers', 'sd-card', 'office-chair', 'sixth'] }))

  it('gives the reference’s keys, in its order, with its figures', () => {
    const profiles = buildProfiles(published, 45009.36)
    expect(Object.keys(profiles[0]!)).toEqual([
      'cluster_id',
      'n_customers',
      'avg_spend',
      'median_spend',
      'avg_frequency',
      'top_categories',
      'share_of_revenue_pct',
      'insight',
    ])
    expect(profiles[0]).toEqual({
      cluster_id: 0,
      n_customers: 31,
      avg_spend: 591.11,
      median_spend: 540,
      avg_frequency: 8.81,
      top_categories: 'wine, cheese, diapers, sd-card, office-chair',
      share_of_revenue_pct: 40.71,
      insight: 'Focus on retention & upsell',
    })
    expect(profiles.map((profile) => [profile.share_of_revenue_pct, profile.avg_frequency, profile.insight])).toEqual([
      [40.71, 8.81, 'Focus on retention & upsell'],
      [40.08, 23.14, 'Focus on retention & upsell'],
      [19.2, 29, 'Growth-potential segment'],
    ])
  })

  it('rounds half away from zero and judges the rounded share', () => {
    const one = (revenue: number, averageSpend = 1.005) =>
      buildProfiles([{ ...published[0]!, averageSpend, medianSpend: -1.005, revenue }], 100_000)[0]!
    expect(one(1)).toMatchObject({ avg_spend: 1.01, median_spend: -1.01 })
    expect(one(24_995)).toMatchObject({ share_of_revenue_pct: 25, insight: 'Focus on retention & upsell' })
    expect(one(24_994)).toMatchObject({ share_of_revenue_pct: 24.99, insight: 'Growth-potential segment' })
    expect(one(-500)).toMatchObject({ share_of_revenue_pct: -0.5 })
  })

  it('gives everyone 0.00 where the total is not positive', () => {
    expect(buildProfiles(published, 0).map((profile) => profile.share_of_revenue_pct)).toEqual([0, 0, 0])
    expect(buildProfiles(published, -5)[0]!.share_of_revenue_pct).toBe(0)
  })

  it('leaves top_categories empty where there are none', () => {
    expect(buildProfiles([{ ...published[0]!, topCategories: [] }], 1)[0]!.top_categories).toBe('')
  })
})
