import { describe, expect, it } from 'vitest'
import { segmentLabels } from '../../contract/segment-labels.ts'
import { abcClasses } from './abc.ts'
import { segmentIndex, segmentOf } from './segment-map.ts'
import {
  defaultTiers,
  engagementTier,
  engagementTiers,
  loyaltySegment,
  loyaltySegments,
  valueSegment,
  valueSegments,
} from './tiers.ts'

const scores = [1, 2, 3, 4, 5]

describe('segment map', () => {
  it('gives each of the 25 cells one of the ten names and each name a cell', () => {
    const all = scores.flatMap((r) => scores.map((f) => segmentOf(r, f)))
    expect(all).toHaveLength(25)
    expect(new Set(all)).toEqual(new Set(segmentLabels))
    for (const r of scores) for (const f of scores) expect(segmentLabels[segmentIndex(r, f)]).toBe(segmentOf(r, f))
  })

  it('is the map of the reference, row by row', () => {
    const expected: Readonly<Record<string, readonly [readonly number[], readonly number[]][]>> = {
      Champions: [[[5], [4, 5]]],
      Loyal: [
        [
          [3, 4],
          [4, 5],
        ],
      ],
      'Potential Loyalist': [
        [[5], [2, 3]],
        [[4], [2, 3]],
      ],
      New: [[[5], [1]]],
      Promising: [[[4], [1]]],
      'Need Attention': [[[3], [3]]],
      'About to Sleep': [[[3], [1, 2]]],
      'At Risk': [
        [
          [1, 2],
          [3, 4],
        ],
      ],
      "Can't Lose": [[[1, 2], [5]]],
      Hibernating: [
        [
          [1, 2],
          [1, 2],
        ],
      ],
    }
    for (const [label, areas] of Object.entries(expected)) {
      for (const [rs, fs] of areas) for (const r of rs) for (const f of fs) expect(segmentOf(r, f)).toBe(label)
    }
  })

  it('refuses scores outside the grid', () => {
    expect(() => segmentOf(0, 1)).toThrow('got r 0, f 1')
    expect(() => segmentOf(1, 6)).toThrow('got r 1, f 6')
  })
})

describe('ABC', () => {
  const letters = (net: readonly number[]) => Array.from(abcClasses(Float64Array.from(net)), (i) => '-ABC'[i]).join('')

  it('cuts where the share before a customer reaches 80 and 95 %', () => {
    expect(letters([80, 15, 4, 1])).toBe('ABCC')
    expect(letters([79, 16, 5])).toBe('AAC')
    expect(letters([1, 4, 15, 80])).toBe('CCBA')
    expect(letters([100])).toBe('A')
  })

  it('gives equal spends the class of the first', () => {
    expect(letters([60, 10, 10, 10, 10])).toBe('AAAAA')
    expect(letters(new Array(100).fill(1))).toBe('A'.repeat(100))
  })

  it('puts customers without a positive sum into C and gives none where the total is 0', () => {
    expect(letters([100, 0, -50])).toBe('ACC')
    expect(letters([0, -5, -5])).toBe('---')
    expect(letters([])).toBe('')
  })
})

describe('tiers', () => {
  it.each([
    [1000, 'VIP'],
    [999.99, 'High Value'],
    [500, 'High Value'],
    [499.99, 'Medium Value'],
    [100, 'Medium Value'],
    [99.99, 'Low Value'],
    [-5, 'Low Value'],
  ])('a value of %d is %s', (value, name) => expect(valueSegments[valueSegment(value, defaultTiers)]).toBe(name))

  it.each([
    [366, 'Loyal'],
    [365, 'Established'],
    [91, 'Established'],
    [90, 'New'],
    [0, 'New'],
  ])('%d days a customer is %s', (days, name) => expect(loyaltySegments[loyaltySegment(days, defaultTiers)]).toBe(name))

  it.each([
    [0, 'Active'],
    [7, 'Active'],
    [8, 'Recent'],
    [30, 'Recent'],
    [31, 'Inactive'],
    [90, 'Inactive'],
    [91, 'Dormant'],
  ])('%d days of silence is %s', (days, name) => expect(engagementTiers[engagementTier(days, defaultTiers)]).toBe(name))
})
