import { describe, expect, it } from 'vitest'
import { applyCalibration, calibrate } from './calibration.ts'
import { brierScore, logLoss, reliabilityBins, rocAuc, wilson } from './metrics.ts'

describe('area under the curve', () => {
  it('counts the pairs in the right order, ties half', () => {
    expect(rocAuc(Float64Array.of(0.1, 0.4, 0.35, 0.8), [0, 0, 1, 1])).toBe(0.75)
    // Of four pairs two are right, one is tied, one is wrong.
    expect(rocAuc(Float64Array.of(1, 2, 2, 0), [0, 1, 0, 1])).toBe(0.375)
    expect(rocAuc(Float64Array.of(5, 5, 5), [0, 1, 0])).toBe(0.5)
    expect(rocAuc(Float64Array.of(5, 6), [1, 1])).toBeNaN()
  })
})

describe('probabilities', () => {
  it('are measured by their squares and logarithms', () => {
    expect(brierScore(Float64Array.of(0.5, 1, 0), [1, 1, 1])).toBeCloseTo((0.25 + 0 + 1) / 3)
    expect(logLoss(Float64Array.of(0.5, 0.25), [1, 0])).toBeCloseTo((Math.log(2) - Math.log(0.75)) / 2)
    expect(logLoss(Float64Array.of(0), [1])).toBeCloseTo(-Math.log(1e-15))
  })

  it('are compared with what happened, bin by bin', () => {
    const bins = reliabilityBins(Float64Array.of(0.05, 0.09, 0.95, 1), [0, 1, 1, 1], 10)
    expect(bins).toHaveLength(2)
    expect(bins[0]).toMatchObject({ from: 0, to: 0.1, count: 2, observed: 0.5 })
    expect(bins[0]!.predicted).toBeCloseTo(0.07)
    expect(bins[1]).toMatchObject({ count: 2, observed: 1, high: 1 })
  })

  it('have the interval of Wilson', () => {
    // Newcombe (1998), table I: 81 of 263 is .2553 to .3662; 0 of 20 is 0 to .1611.
    expect(wilson(81, 263).low).toBeCloseTo(0.2553, 4)
    expect(wilson(81, 263).high).toBeCloseTo(0.3662, 4)
    expect(wilson(0, 20).high).toBeCloseTo(0.1611, 4)
  })
})

describe('calibration', () => {
  const rows = 6000
  const truth = Float64Array.from({ length: rows }, (_, i) => ((i * 37) % 100) / 100 + 0.005)
  /** Of every hundred rows with probability p, 100 p happen. */
  const outcome = truth.map((p, i) => (Math.floor(i / 100) % 60 < Math.round(p * 60) ? 1 : 0))

  it('sharpens what is too timid and softens what is too sure', () => {
    for (const power of [0.5, 2]) {
      const shifted = truth.map((p) => 1 / (1 + ((1 - p) / p) ** power))
      const mended = applyCalibration(calibrate(shifted, outcome), shifted)
      expect(logLoss(mended, outcome)).toBeLessThan(logLoss(shifted, outcome))
      expect(logLoss(mended, outcome)).toBeLessThan(logLoss(truth, outcome) * 1.01)
    }
  })

  it('takes steps where a line of log odds does not fit, and keeps the order', () => {
    const bent = truth.map((p) => (p < 0.5 ? p * 0.1 : p))
    const calibration = calibrate(bent, outcome)
    expect(calibration.method).toBe('isotonic')
    const mended = applyCalibration(calibration, bent)
    expect(rocAuc(mended, outcome)).toBeGreaterThan(rocAuc(bent, outcome) - 0.002)
    expect(Math.min(...mended)).toBeGreaterThan(0)
    expect(Math.max(...mended)).toBeLessThan(1)
  })

  it('gives everybody the share where the scores rank the wrong way round', () => {
    const wrong = Float64Array.from({ length: 100 }, (_, i) => 0.1 + 0.8 * (i / 100))
    const reversed = wrong.map((_, i) => (i < 25 ? 1 : 0))
    const mended = applyCalibration(calibrate(wrong, reversed), wrong)
    expect(new Set(mended).size).toBe(1)
    expect(mended[0]).toBeCloseTo(0.25, 1)
  })
})
