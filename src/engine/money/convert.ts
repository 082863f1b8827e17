/** Decimals money has at most (definitions: integers × 10^-d, d ≤ 6). */
const MOST_DECIMALS = 6

/** An exact decimal: mantissa × 10^-decimals. */
export interface Rate {
  readonly mantissa: bigint
  readonly decimals: number
}

/**
 * @param text digits with at most ten decimals, such as 0.8573
 * @returns null where it is no positive decimal
 */
export function parseRate(text: string): Rate | null {
  const found = /^(\d{1,9})(?:\.(\d{1,10}))?$/.exec(text)
  if (found === null) return null
  const fraction = (found[2] ?? '').replace(/0+$/, '')
  const mantissa = BigInt(found[1]! + fraction)
  return mantissa === 0n ? null : { mantissa, decimals: fraction.length }
}

/** Decimals of amounts of this scale once they are converted. */
export function convertedScale(scale: number, rate: Rate): number {
  return Math.max(scale, Math.min(MOST_DECIMALS, scale + rate.decimals))
}

/**
 * Multiplies the first `rows` amounts (integers × 10^-scale) by the rate, in place; the result is at `convertedScale`.
 * Exact where that holds all decimals, else rounded once, half away from zero, to six.
 */
export function convertAmounts(amounts: Float64Array, rows: number, scale: number, rate: Rate): void {
  const surplus = scale + rate.decimals - convertedScale(scale, rate)
  const factor = Number(rate.mantissa)
  const divisor = 10 ** surplus
  const bigDivisor = BigInt(divisor)
  for (let i = 0; i < rows; i++) {
    const amount = amounts[i]!
    if (amount === 0) continue
    const product = amount * factor
    if (Math.abs(product) <= Number.MAX_SAFE_INTEGER - divisor) {
      const size = Math.abs(product)
      const rest = size % divisor
      const whole = (size - rest) / divisor + (rest * 2 >= divisor ? 1 : 0)
      amounts[i] = product < 0 ? -whole : whole
      continue
    }
    const size = (amount < 0 ? -BigInt(amount) : BigInt(amount)) * rate.mantissa
    const whole = (size + bigDivisor / 2n) / bigDivisor
    amounts[i] = amount < 0 ? -Number(whole) : Number(whole)
  }
}
