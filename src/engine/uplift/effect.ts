import type { Trial } from './curves.ts'

/** A figure with its 95 % interval. */
export interface Estimate {
  readonly value: number
  readonly low: number
  readonly high: number
}

/** Half of a 95 % interval in standard deviations of a normal distribution. */
export const Z95 = 1.959963984540054

export interface ArmEffect {
  readonly treated: { readonly people: number; readonly mean: number }
  readonly control: { readonly people: number; readonly mean: number }
  /** Mean of the treated less mean of the controls (Welch's standard error, normal). */
  readonly effect: Estimate
}

/** The average effect of the treatment among some rows (all where left out). NaN where a group is empty. */
export function averageEffect({ treated, outcome }: Trial, rows?: Uint32Array): ArmEffect {
  const n = [0, 0]
  const sum = [0, 0]
  const squares = [0, 0]
  const add = (row: number) => {
    const arm = treated[row]!
    n[arm]!++
    sum[arm]! += outcome[row]!
    squares[arm]! += outcome[row]! ** 2
  }
  if (rows === undefined) for (let row = 0; row < treated.length; row++) add(row)
  else for (const row of rows) add(row)
  const mean = [0, 1].map((arm) => sum[arm]! / n[arm]!)
  const variance = [0, 1].map((arm) =>
    n[arm]! < 2 ? NaN : Math.max(0, squares[arm]! - n[arm]! * mean[arm]! ** 2) / (n[arm]! - 1) / n[arm]!,
  )
  const value = mean[1]! - mean[0]!
  const half = Z95 * Math.sqrt(variance[0]! + variance[1]!)
  return {
    treated: { people: n[1]!, mean: mean[1]! },
    control: { people: n[0]!, mean: mean[0]! },
    effect: { value, low: value - half, high: value + half },
  }
}

/** Whether an interval leaves zero out. */
export function isProven({ low, high }: Estimate): boolean {
  return low > 0 || high < 0
}
