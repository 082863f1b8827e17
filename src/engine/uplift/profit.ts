import type { ProfitPoint, UpliftProfit } from '../../contract/uplift.ts'
import type { Note } from '../../contract/messages.ts'
import type { Trial } from './curves.ts'
import { isProven } from './effect.ts'
import { bootstrapWeights, percentileInterval, Sweeper } from './sweep.ts'

const STEPS = 50
const SAMPLES = 200

/**
 * Profit of mailing the people with the best scores and nobody else: what it changes of the outcome times its margin, less
 * the cost of the contacts (Gutierrez & Gérardy 2016). Held-out scores, so what is promised was seen on people the model
 * had not learned from; the best share itself is the best of 51 looked at, and its interval says how sure that is.
 *
 * Deterministic for a seed. Cost: O(200 × n).
 *
 * @param cost of one contact; @param margin of one outcome (or part of an amount that is left)
 */
export function profitCurve(
  trial: Trial,
  score: Float64Array,
  cost: number,
  margin: number,
  seed: number,
): UpliftProfit {
  const people = score.length
  const sweeper = new Sweeper(trial, score, STEPS)
  const profits = (uplift: Float64Array) =>
    Array.from(uplift, (value, i) => people * (margin * value - (cost * i) / STEPS))
  const own = profits(sweeper.walk(null).uplift)
  const samples = [...bootstrapWeights(trial.treated, SAMPLES, seed)].map((weight) =>
    profits(sweeper.walk(weight).uplift),
  )
  const pointAt = (i: number): ProfitPoint => {
    const { low, high } = percentileInterval(
      own[i]!,
      samples.map((sample) => sample[i]!),
    )
    return { share: i / STEPS, profit: own[i]!, low, high }
  }
  const bestOf = (values: readonly number[]) => values.reduce((best, value, i) => (value > values[best]! ? i : best), 0)
  const best = bestOf(own)
  // Whichever of the two plain ways is better.
  const plain = own[STEPS]! > 0 ? STEPS : 0
  const gain = percentileInterval(
    own[best]! - own[plain]!,
    samples.map((sample) => sample[best]! - sample[plain]!),
  )
  return {
    people,
    curve: own.map((_, i) => pointAt(i)),
    best: pointAt(best),
    everybody: pointAt(STEPS),
    gain,
    notes: notesOf(best, plain, isProven(gain), pointAt(best)),
  }
}

function notesOf(best: number, plain: number, gainProven: boolean, point: ProfitPoint): Note[] {
  if (best === 0) return [{ code: 'uplift.profit.nobody' }]
  if (point.low <= 0) return [{ code: 'uplift.profit.unproven' }]
  const way = plain === 0 ? 'nobody' : 'everybody'
  return [
    {
      code:
        best === plain
          ? 'uplift.profit.everybody'
          : gainProven
            ? `uplift.profit.over_${way}`
            : `uplift.profit.no_better_than_${way}`,
    },
  ]
}
