import { describe, expect, it } from 'vitest'
import { formatNote } from '../../../contract/messages/format.ts'
import { explainChurn } from './explain.ts'
import { churnFeatures, onLogScale } from './features.ts'
import { predictChurnModel, type ChurnModel } from './model.ts'

const typical = Float64Array.of(50, 2, 100, 200, 50, 40, 1, 0)
const values = Float64Array.of(170, 2, 30, 400, 15, 40, 0, 0.5)
const weights = Float64Array.of(0.9, -0.7, -0.2, 0.1, 0.05, 0.3, -0.4, 0.2)
const logistic = {
  intercept: -1,
  coefficients: weights,
  means: new Float64Array(8),
  deviations: new Float64Array(8).fill(1),
  converged: true,
}
const model: ChurnModel = {
  learner: { method: 'logistic', model: logistic },
  calibration: { method: 'platt', slope: 1, intercept: 0 },
  typical,
}

describe('why this churn score', () => {
  const found = explainChurn(model, values)
  const one = (row: Float64Array) => predictChurnModel(model, { data: row, rows: 1, columns: 8 })[0]!

  it('adds up from the typical customer to her, strongest first', () => {
    expect(found.typical).toBeCloseTo(one(typical), 12)
    expect(found.score).toBeCloseTo(one(values), 12)
    const told = found.reasons.reduce((sum, { effect }) => sum + effect, 0)
    expect(Math.abs(found.typical + told - found.score)).toBeLessThan(0.01)
    const sizes = found.reasons.map(({ effect }) => Math.abs(effect))
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a))
  })

  it('says nothing of what is as usual, and each thing with its direction', () => {
    const names = found.reasons.map(({ feature }) => feature)
    expect(names).not.toContain('purchase_days')
    expect(names).not.toContain('gap')
    expect(names[0]).toBe('recency')
    expect(formatNote(found.reasons[0]!.note)).toMatch(
      /^Last bought 170 days ago; usual are 50: raises the probability by [\d.]+ points\.$/,
    )
    for (const { note } of found.reasons) expect(formatNote(note)).not.toMatch(/[{}]|predict\./)
  })

  it('is coefficient × difference where the scale is straight', () => {
    // Near 1/2 a logistic curve is nearly straight: a quarter of the log odds.
    const weak: ChurnModel = {
      ...model,
      learner: { method: 'logistic', model: { ...logistic, intercept: 0, coefficients: weights.map((w) => w * 0.02) } },
      typical: new Float64Array(8),
    }
    const logs = onLogScale({ data: values, rows: 1, columns: 8 }).data
    const all = explainChurn(weak, values)
    for (const { feature, effect } of all.reasons) {
      const c = churnFeatures.indexOf(feature as (typeof churnFeatures)[number])
      expect(effect).toBeCloseTo((weights[c]! * 0.02 * logs[c]!) / 4, 3)
    }
    expect(all.reasons.length).toBeGreaterThan(1)
  })
})
