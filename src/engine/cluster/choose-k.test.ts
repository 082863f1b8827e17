import { describe, expect, it } from 'vitest'
import { en } from '../../contract/messages/en.ts'
import { suggestK, type KMeasure } from './choose-k.ts'

/** Silhouettes of k = 2, 3 …; an inertia curve that bends at `bend`. */
const measures = (silhouettes: readonly number[], bend = 3): KMeasure[] =>
  [null, ...silhouettes].map((silhouette, i) => ({
    k: i + 1,
    inertia: i + 1 <= bend ? 100 - (i * 80) / (bend - 1) : 20 - (i + 1 - bend),
    silhouette,
  }))

describe('suggestK', () => {
  it('takes the best silhouette from k = 3 on, though k = 2 be better', () => {
    const choice = suggestK(measures([0.6, 0.5, 0.4, 0.3]), 5, 100)
    expect(choice).toMatchObject({ suggested: 3, knee: 3, widerRangeOffered: false, warnings: [] })
    expect(choice.reason).toMatchObject({ code: 'cluster.reason_best_agree', params: { k: 3, silhouette: 0.5 } })
  })

  it('prefers fewer clusters within 0.01 of the best', () => {
    expect(suggestK(measures([0.6, 0.492, 0.4, 0.5, 0.3]), 6, 100)).toMatchObject({
      suggested: 3,
      reason: { code: 'cluster.reason_simpler_agree', params: { k: 3, best: 5, bestSilhouette: 0.5 } },
    })
    expect(suggestK(measures([0.6, 0.489, 0.4, 0.5, 0.3]), 6, 100).suggested).toBe(5)
  })

  it('names the knee where it differs, and says where there is none', () => {
    expect(suggestK(measures([0.6, 0.4, 0.5, 0.3]), 5, 100).reason).toMatchObject({
      code: 'cluster.reason_best_differ',
      params: { k: 4, knee: 3 },
    })
    const straight = measures([0.6, 0.5, 0.4]).map((measure) => ({ ...measure, inertia: 10 }))
    expect(suggestK(straight, 4, 100)).toMatchObject({ knee: null, reason: { code: 'cluster.reason_best_no_knee' } })
  })

  it('offers a wider range where the best lies at the end', () => {
    expect(suggestK(measures([0.3, 0.4, 0.5]), 4, 100).widerRangeOffered).toBe(true)
    expect(suggestK(measures([0.3, 0.495, 0.5]), 4, 100)).toMatchObject({ suggested: 3, widerRangeOffered: true })
  })

  it('copes with one customer, customers all alike, and few that differ', () => {
    expect(suggestK(measures([]), 10, 1)).toMatchObject({
      suggested: 1,
      knee: null,
      reason: { code: 'cluster.reason_one_customer' },
      warnings: [],
    })
    expect(suggestK(measures([]), 10, 5)).toMatchObject({
      suggested: 1,
      reason: { code: 'cluster.reason_alike' },
      warnings: [{ code: 'cluster.all_alike', params: { customers: 5 } }],
    })
    expect(suggestK(measures([0.9]), 10, 5)).toMatchObject({
      suggested: 2,
      reason: { code: 'cluster.reason_two' },
      warnings: [{ code: 'cluster.few_distinct', params: { largest: 2, max: 10 } }],
    })
    expect(suggestK(measures([0.9]), 2, 5)).toMatchObject({ suggested: 2, reason: { code: 'cluster.reason_range' } })
  })

  it('has a text for every code', () => {
    const kinds = ['best', 'simpler'].flatMap((why) => ['agree', 'differ', 'no_knee'].map((knee) => `${why}_${knee}`))
    const codes = [
      ...[...kinds, 'one_customer', 'alike', 'two', 'range'].map((reason) => `cluster.reason_${reason}`),
      ...['all_alike', 'few_distinct', 'fewer_than_asked', 'constant_feature'].map((code) => `cluster.${code}`),
    ]
    for (const code of codes) expect(en).toHaveProperty([code])
  })
})
