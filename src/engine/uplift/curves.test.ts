import { describe, expect, it } from 'vitest'
import { hillstrom } from '../../../test/support/hillstrom.ts'
import { sharedData, skipNote } from '../../../test/shared-data.ts'
import { byScore, upliftAreas, upliftAtTop, upliftCurve } from './curves.ts'
import { averageEffect, isProven } from './effect.ts'
import { bootstrapWeights, Sweeper } from './sweep.ts'

const file = sharedData('hillstrom/hillstrom.csv')

describe('uplift curves', () => {
  it('are those of scikit-uplift, on its own examples', () => {
    const areas = (y: number[], score: number[], t: number[]) =>
      upliftAreas({ treated: Uint8Array.from(t), outcome: Float64Array.from(y) }, Float64Array.from(score))
    const first = areas([0, 1], [0.1, 0.3], [1, 0])
    expect([first.upliftAuc, first.qiniAuc]).toEqual([0, 1])
    const second = areas([1, 0], [0.1, 0.3], [0, 1])
    expect([second.upliftAuc, second.qiniAuc]).toEqual([1, 1])
  })

  it('have a point for each distinct score, by hand', () => {
    const trial = { treated: Uint8Array.of(1, 0, 1, 0, 1), outcome: Float64Array.of(1, 0, 1, 1, 0) }
    const score = Float64Array.of(5, 4, 3, 3, 1)
    const curve = upliftCurve(trial, score, byScore(score))
    expect([...curve.people]).toEqual([0, 1, 2, 4, 5])
    // Means of the treated less those of the controls: 1 − 0, 1 − 0, 1 − 1/2, 2/3 − 1/2; times the people.
    ;[0, 1, 2, 2, 5 / 6].forEach((value, i) => expect(curve.uplift[i]).toBeCloseTo(value, 12))
    ;[0, 1, 1, 1, 0.5].forEach((value, i) => expect(curve.qini[i]).toBeCloseTo(value, 12))
    expect(upliftAtTop(trial, byScore(score), 0.5)).toEqual({ overall: 1, byGroup: 1 })
  })

  it('walked again with weights are those of the repeated rows', () => {
    const treated = Uint8Array.from({ length: 60 }, (_, i) => i % 2)
    const outcome = Float64Array.from({ length: 60 }, (_, i) => (i % 3 === 0 || i % 7 === 0 ? 1 : 0))
    const score = Float64Array.from({ length: 60 }, (_, i) => (i * 7) % 20)
    const sweeper = new Sweeper({ treated, outcome }, score)
    for (const weight of bootstrapWeights(treated, 3, 5)) {
      const rows = [...weight].flatMap((n, row) => Array.from({ length: n }, () => row))
      expect(rows.filter((row) => treated[row] === 1)).toHaveLength(30)
      const repeated = {
        treated: Uint8Array.from(rows, (row) => treated[row]!),
        outcome: Float64Array.from(rows, (row) => outcome[row]!),
      }
      const own = upliftAreas(
        repeated,
        Float64Array.from(rows, (row) => score[row]!),
      )
      const walked = sweeper.walk(weight)
      expect(walked.qini).toBeCloseTo(own.qini, 12)
      expect(walked.auuc).toBeCloseTo(own.auuc, 12)
      expect(walked.qiniCurve.at(-1)).toBeCloseTo(own.qiniEnd, 9)
    }
  })

  it.skipIf(file === null)(`Hillstrom, Womens against none, visit: the published areas${skipNote(file)}`, () => {
    const { rows, trial } = hillstrom(file!, 'Womens', 'visit')
    expect(rows).toHaveLength(42_693)
    const of = (score: (row: (typeof rows)[number]) => number) => upliftAreas(trial, Float64Array.from(rows, score))
    const cases = [
      [(row) => Number(row['womens']) - Number(row['mens']), 0.065102, 7_146_823.04, 0.029844],
      [(row) => Number(row['womens']), 0.064016, 7_027_555.32, 0.029431],
      [(row) => -Number(row['recency']), -0.00452, -496_175.53, -0.00197],
      [(row) => Number(row['history']), 0.002622, 287_787.06, 0.001048],
    ] as const satisfies [(row: (typeof rows)[number]) => number, number, number, number][]
    for (const [score, qiniAuc, area, upliftAuc] of cases) {
      const found = of(score)
      expect(found.qiniAuc).toBeCloseTo(qiniAuc, 6)
      expect(found.qiniArea).toBeCloseTo(area, 2)
      expect(found.upliftAuc).toBeCloseTo(upliftAuc, 6)
      expect(found.qiniEnd).toBeCloseTo(967.4005, 4)
      expect(found.upliftEnd).toBeCloseTo(1931.137, 3)
    }
  })

  it.skipIf(file === null)(`Hillstrom: the average effects as published${skipNote(file)}`, () => {
    const published = [
      ['Mens', 'visit', 0.07659, 22.49],
      ['Womens', 'visit', 0.045233106587052985, 13.95],
      ['Mens', 'conversion', 0.006805, 7.39],
      ['Womens', 'conversion', 0.003111, 3.78],
      ['Mens', 'spend', 0.769827, 5.3],
      ['Womens', 'spend', 0.424412, 3.26],
    ] as const
    for (const [arm, outcome, lift, z] of published) {
      const { effect } = averageEffect(hillstrom(file!, arm, outcome).trial)
      expect(effect.value).toBeCloseTo(lift, 5)
      expect(isProven(effect)).toBe(true)
      // The published z pools the shares of both groups.
      expect((effect.value / (effect.high - effect.value)) * 1.96).toBeCloseTo(z, z > 10 ? -1 : 0)
    }
  })
})
