import { describe, expect, it } from 'vitest'
import type { RfmCell } from '../../../contract/analysis.ts'
import { scoreRanges, scoresOfLabel, spans } from './cuts.ts'

describe('how scores are given', () => {
  it('counts recency down and frequency up', () => {
    const r = scoreRanges('r', [12.8, 32, 71, 179], [861, 866, 863, 880, 868])
    expect(r[0]).toEqual({ score: 5, low: null, high: 12.8, customers: 868 })
    expect(r[4]).toEqual({ score: 1, low: 179, high: null, customers: 861 })
    const f = scoreRanges('f', [1, 2, 3, 6], [1493, 835, 508, 802, 700])
    expect(f[0]).toEqual({ score: 5, low: 6, high: null, customers: 700 })
    expect(f[4]).toEqual({ score: 1, low: null, high: 1, customers: 1493 })
  })

  it('gives everyone the one score there is where all have the same value', () => {
    expect(scoreRanges('f', [], [0, 0, 20, 0, 0])).toEqual([{ score: 3, low: null, high: null, customers: 20 }])
  })

  it('writes spans of numbers', () => {
    expect(spans([3, 1, 2, 5])).toBe('1–3, 5')
    expect(spans([4])).toBe('4')
    expect(spans([])).toBe('')
  })

  it('lists the scores of a label', () => {
    const cell = (r: number, f: number, segmentLabel: RfmCell['segmentLabel']): RfmCell => ({
      r,
      f,
      segmentLabel,
      customers: 1,
      revenue: 1,
    })
    const grid = [cell(5, 5, 'Champions'), cell(5, 4, 'Champions'), cell(4, 5, 'Loyal'), cell(4, 4, 'Champions')]
    expect(scoresOfLabel(grid, 'Champions')).toEqual([
      { r: '5', f: '4–5' },
      { r: '4', f: '4' },
    ])
  })
})
