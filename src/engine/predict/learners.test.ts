import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { finished, learningData } from '../../../test/support/learning-data.ts'
import { fitBoosting, predictBoosting } from './boosting.ts'
import { fitLogistic, predictLogistic } from './logistic.ts'
import { brierScore, logLoss, rocAuc } from './metrics.ts'

/** Written by golden/make-learners.py. */
interface Golden {
  readonly logistic: {
    readonly intercept: number
    readonly coefficients: readonly number[]
    readonly auc: number
    readonly brier: number
    readonly logLoss: number
    readonly aucOfTies: number
  }
  readonly boosted: { readonly auc: number; readonly logLoss: number }
  readonly squared: { readonly meanSquaredError: number }
  readonly poisson: { readonly deviance: number }
  readonly quantile: { readonly pinball: number; readonly covered: number }
}
const golden = JSON.parse(readFileSync(new URL('./golden/learners.json', import.meta.url), 'utf8')) as Golden

const train = learningData(4000, 1)
const test = learningData(4000, 2)
const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length

describe('logistic regression', () => {
  const model = finished(fitLogistic(train.features, train.outcome, { l2: 10 }))

  it('finds what scikit-learn finds', () => {
    expect(model.converged).toBe(true)
    expect(model.intercept).toBeCloseTo(golden.logistic.intercept, 6)
    golden.logistic.coefficients.forEach((value, i) => expect(model.coefficients[i]).toBeCloseTo(value, 6))
  })

  it('does as well on new rows, by the same measures', () => {
    const predicted = predictLogistic(model, test.features)
    expect(rocAuc(predicted, test.outcome)).toBeCloseTo(golden.logistic.auc, 6)
    expect(brierScore(predicted, test.outcome)).toBeCloseTo(golden.logistic.brier, 6)
    expect(logLoss(predicted, test.outcome)).toBeCloseTo(golden.logistic.logLoss, 6)
    const rounded = predicted.map((p) => Math.round(p * 10))
    expect(rocAuc(rounded, test.outcome)).toBeCloseTo(golden.logistic.aucOfTies, 4)
  })

  it('stays finite where a line divides the outcomes, a feature repeats and one never varies', () => {
    const data = Float64Array.from({ length: 40 * 3 }, (_, i) => (i % 3 === 2 ? 7 : Math.floor(i / 3)))
    const outcome = Float64Array.from({ length: 40 }, (_, i) => (i < 20 ? 0 : 1))
    const features = { data, rows: 40, columns: 3 }
    for (const l2 of [0, 1e-6, 1]) {
      const separable = finished(fitLogistic(features, outcome, { l2 }))
      expect(separable.coefficients[2]).toBe(0)
      expect(rocAuc(predictLogistic(separable, features), outcome)).toBe(1)
      expect(separable.coefficients.every(Number.isFinite)).toBe(true)
    }
  })

  it('tells everybody the share where there is only one outcome', () => {
    const features = { data: Float64Array.of(1, 2, 3), rows: 3, columns: 1 }
    const predicted = predictLogistic(finished(fitLogistic(features, Float64Array.of(1, 1, 1))), features)
    expect(Math.min(...predicted)).toBeGreaterThan(0.99)
  })
})

describe('boosted trees', () => {
  const same = { seed: 1, trees: 100, depth: 3, bins: 256 }

  it('do as well as scikit-learn on new rows', () => {
    const predicted = predictBoosting(
      finished(fitBoosting(train.features, train.outcome, { ...same, loss: 'logistic' })),
      test.features,
    )
    expect(logLoss(predicted, test.outcome)).toBeLessThan(golden.boosted.logLoss * 1.005)
    expect(rocAuc(predicted, test.outcome)).toBeGreaterThan(golden.boosted.auc - 0.002)
    const amounts = predictBoosting(
      finished(fitBoosting(train.features, train.amount, { ...same, loss: 'squared' })),
      test.features,
    )
    expect(mean(amounts.map((value, i) => (value - test.amount[i]!) ** 2))).toBeLessThan(
      golden.squared.meanSquaredError * 1.05,
    )
    const means = predictBoosting(
      finished(fitBoosting(train.features, train.amount, { ...same, loss: 'poisson' })),
      test.features,
    )
    const deviances = means.map((value, i) => {
      const y = test.amount[i]!
      return 2 * ((y > 0 ? y * Math.log(y / value) : 0) - y + value)
    })
    expect(mean(deviances)).toBeLessThan(golden.poisson.deviance * 1.05)
    const model = finished(fitBoosting(train.features, train.amount, { ...same, loss: { quantile: 0.9 } }))
    const errors = predictBoosting(model, test.features).map((value, i) => test.amount[i]! - value)
    expect(mean(errors.map((error) => Math.max(0.9 * error, -0.1 * error)))).toBeLessThan(
      golden.quantile.pinball * 1.05,
    )
    expect(mean(errors.map((error) => (error <= 0 ? 1 : 0)))).toBeCloseTo(golden.quantile.covered, 1)
  })

  it('do nearly as well where every tree sees a part of the rows, and the same again for the same seed', () => {
    const options = { ...same, loss: 'logistic', maxRowsPerTree: 1500 } as const
    const model = finished(fitBoosting(train.features, train.outcome, options))
    expect(logLoss(predictBoosting(model, test.features), test.outcome)).toBeLessThan(golden.boosted.logLoss * 1.015)
    expect(finished(fitBoosting(train.features, train.outcome, options))).toEqual(model)
  })

  it('stop where more trees do no better on other rows', () => {
    const noise = train.outcome.map((_, i) => i % 2)
    const model = finished(
      fitBoosting(train.features, noise, {
        ...same,
        loss: 'logistic',
        validation: { features: test.features, target: noise },
      }),
    )
    expect(model.roots.length - 1).toBeLessThan(20)
  })

  it('cut one feature where one cut explains everything', () => {
    const data = Float64Array.from({ length: 200 }, (_, i) => i)
    const target = Float64Array.from({ length: 200 }, (_, i) => (i < 100 ? 5 : 9))
    const features = { data, rows: 200, columns: 1 }
    const model = finished(
      fitBoosting(features, target, {
        loss: 'squared',
        seed: 1,
        depth: 1,
        trees: 1,
        learningRate: 1,
        l2: 0,
        bins: 256,
      }),
    )
    expect(model.threshold[0]).toBe(99.5)
    expect([...predictBoosting(model, features)]).toEqual([...target])
  })

  it('leave constant features and targets alone', () => {
    const features = { data: new Float64Array(100).fill(3), rows: 100, columns: 1 }
    const model = finished(fitBoosting(features, new Float64Array(100).fill(2), { loss: 'squared', seed: 1 }))
    expect([...predictBoosting(model, features)]).toEqual(Array.from({ length: 100 }, () => 2))
  })
})
