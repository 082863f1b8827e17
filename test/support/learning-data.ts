import type { Matrix } from '../../src/engine/columns/types.ts'

const COLUMNS = 5

/** The rows that make-learners.py makes too: a linear congruential generator, so that both languages have the same. */
export function learningData(
  rows: number,
  seed: number,
): { readonly features: Matrix; readonly outcome: Float64Array; readonly amount: Float64Array } {
  let state = seed
  const uniform = () => {
    state = (Math.imul(1664525, state) + 1013904223) >>> 0
    return state / 2 ** 32
  }
  const data = new Float64Array(rows * COLUMNS)
  const outcome = new Float64Array(rows)
  const amount = new Float64Array(rows)
  for (let i = 0; i < rows; i++) {
    const x = Array.from({ length: COLUMNS }, uniform)
    const chance = uniform()
    x[1] = Math.floor(x[1]! * 10)
    x[2] = x[2]! ** 3 * 100
    data.set(x, i * COLUMNS)
    const score = 2 * x[0]! - 0.3 * x[1] + Math.sin(6 * x[3]!) * (x[2] > 10 ? 1 : 0) + 0.5
    outcome[i] = chance < 1 / (1 + Math.exp(-score)) ? 1 : 0
    amount[i] = 10 * Math.max(score, 0) + 5 * chance
  }
  return { features: { data, rows, columns: COLUMNS }, outcome, amount }
}

/** Runs a generator to its end. */
export function finished<Result>(steps: Generator<unknown, Result>): Result {
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}
