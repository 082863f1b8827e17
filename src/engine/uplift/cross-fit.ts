import { takeRows } from '../cluster/matrix.ts'
import { createRandom, subSeed } from '../cluster/random.ts'
import type { Matrix } from '../columns/types.ts'
import type { Trial } from './curves.ts'
import { fitUplift, type UpliftOptions } from './learners.ts'

export interface CrossFit {
  /** Fold of each row, 0 … folds − 1. */
  readonly fold: Uint8Array
  /** Effect and outcome without treatment, each by a model that has not seen the row. */
  readonly effect: Float64Array
  readonly withoutTreatment: Float64Array
}

/** Folds of equal size, treated and controls spread alike. Deterministic for a seed. */
export function splitFolds({ treated }: Pick<Trial, 'treated'>, folds: number, seed: number): Uint8Array {
  const fold = new Uint8Array(treated.length)
  const random = createRandom(subSeed(seed, 1))
  let start = 0
  for (const arm of [0, 1]) {
    const rows: number[] = []
    for (let row = 0; row < treated.length; row++) if (treated[row] === arm) rows.push(row)
    for (let i = rows.length - 1; i > 0; i--) {
      const other = random.below(i + 1)
      const row = rows[i]!
      rows[i] = rows[other]!
      rows[other] = row
    }
    rows.forEach((row, i) => (fold[row] = (start + i) % folds))
    start = (start + rows.length) % folds
  }
  return fold
}

/** Everybody's effect by a model of the other folds. Cost: `folds` fits. Yields the share done. */
export function* crossFit(
  features: Matrix,
  trial: Trial,
  options: UpliftOptions,
  folds = 5,
): Generator<number, CrossFit> {
  const fold = splitFolds(trial, folds, options.seed)
  const effect = new Float64Array(features.rows)
  const withoutTreatment = new Float64Array(features.rows)
  const all = Uint32Array.from(fold.keys())
  for (let held = 0; held < folds; held++) {
    const [from, on] = [all.filter((row) => fold[row] !== held), all.filter((row) => fold[row] === held)]
    const steps = fitUplift(features, trial, from, { ...options, seed: subSeed(options.seed, 2, held) })
    let step = steps.next()
    while (step.done !== true) {
      yield held / folds
      step = steps.next()
    }
    const people = takeRows(features, on)
    const [found, base] = [step.value.effect(people), step.value.withoutTreatment(people)]
    on.forEach((row, i) => {
      effect[row] = found[i]!
      withoutTreatment[row] = base[i]!
    })
    yield (held + 1) / folds
  }
  return { fold, effect, withoutTreatment }
}
