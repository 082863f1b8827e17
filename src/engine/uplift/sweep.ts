import { createRandom, subSeed } from '../cluster/random.ts'
import { byScore, type Trial } from './curves.ts'
import type { Estimate } from './effect.ts'

/** What one walk from the highest score to the lowest says; areas on axes from 0 to 1. */
export interface Sweep {
  readonly qini: number
  readonly auuc: number
  /** Uplift curve at 0, 1/steps … 1: (mean of the treated − mean of the controls) × share. */
  readonly uplift: Float64Array
  /** Qini curve there, in outcomes of the treated. */
  readonly qiniCurve: Float64Array
}

/** Walks down one order again and again, each time with other weights: what a bootstrap needs. */
export class Sweeper {
  private readonly trial: Trial
  private readonly order: Uint32Array
  /** 1: the next row has another score. */
  private readonly isLast: Uint8Array
  private readonly steps: number

  constructor(trial: Trial, score: Float64Array, steps = 100) {
    this.trial = trial
    this.steps = steps
    this.order = byScore(score)
    this.isLast = Uint8Array.from(this.order, (row, i) =>
      i + 1 === this.order.length || score[this.order[i + 1]!] !== score[row] ? 1 : 0,
    )
  }

  /** @param weight how often each row counts; null: once */
  walk(weight: Uint16Array | null): Sweep {
    const { order, isLast, steps } = this
    const { treated, outcome } = this.trial
    const total = weight === null ? order.length : weight.reduce((sum, w) => sum + w, 0)
    const uplift = new Float64Array(steps + 1)
    const qiniCurve = new Float64Array(steps + 1)
    let [nT, nC, yT, yC, area] = [0, 0, 0, 0, 0]
    let [shareBefore, upliftBefore, qiniBefore, next] = [0, 0, 0, 1]
    for (let i = 0; i < order.length; i++) {
      const row = order[i]!
      const w = weight === null ? 1 : weight[row]!
      if (treated[row] === 1) {
        nT += w
        yT += w * outcome[row]!
      } else {
        nC += w
        yC += w * outcome[row]!
      }
      if (isLast[i] === 0) continue
      const share = (nT + nC) / total
      if (share === shareBefore) continue
      const up = ((nT === 0 ? 0 : yT / nT) - (nC === 0 ? 0 : yC / nC)) * share
      const qini = yT - (nC === 0 ? 0 : (yC * nT) / nC)
      area += ((up + upliftBefore) / 2) * (share - shareBefore)
      while (next <= steps && share >= next / steps - 1e-12) {
        const part = (next / steps - shareBefore) / (share - shareBefore)
        uplift[next] = upliftBefore + part * (up - upliftBefore)
        qiniCurve[next] = qiniBefore + part * (qini - qiniBefore)
        next++
      }
      ;[shareBefore, upliftBefore, qiniBefore] = [share, up, qini]
    }
    return { qini: area - upliftBefore / 2, auuc: area, uplift, qiniCurve }
  }
}

/** How often each row stands in a sample drawn with replacement, the treated and the controls each as many as they are. */
export function* bootstrapWeights(treated: Uint8Array, samples: number, seed: number): Generator<Uint16Array> {
  const groups = [0, 1].map((arm) => Uint32Array.from(treated.keys()).filter((row) => treated[row] === arm))
  for (let sample = 0; sample < samples; sample++) {
    const random = createRandom(subSeed(seed, 3, sample))
    const weight = new Uint16Array(treated.length)
    for (const group of groups) draw(group, weight, random.below)
    yield weight
  }
}

function draw(group: Uint32Array, weight: Uint16Array, below: (bound: number) => number): void {
  for (let i = 0; i < group.length; i++) {
    const row = group[below(group.length)]!
    weight[row] = weight[row]! + 1
  }
}

/** 95 % percentile interval of bootstrap values (Efron), which always holds the value itself. */
export function percentileInterval(value: number, samples: readonly number[]): Estimate {
  const sorted = samples.filter((sample) => !Number.isNaN(sample)).sort((a, b) => a - b)
  if (sorted.length === 0) return { value, low: value, high: value }
  const at = (p: number) => sorted[Math.min(sorted.length - 1, Math.max(0, Math.round(p * (sorted.length - 1))))]!
  return { value, low: Math.min(value, at(0.025)), high: Math.max(value, at(0.975)) }
}
