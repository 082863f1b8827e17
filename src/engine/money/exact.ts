/**
 * Exact money: integers × 10^-scale. Sums stay integers; rounding happens once, at display or export, half away from
 * zero, to the currency's minor unit.
 */

const SPILL = 2 ** 52

/** A sum of integers that never loses a unit: a double while it is exact, spilling into a BigInt beyond 2^52. */
export class ExactSum {
  private low = 0
  private high = 0n

  /** @param value an integer, |value| ≤ 2^53 */
  add(value: number): void {
    if (value > SPILL || value < -SPILL) {
      this.high += BigInt(value)
      return
    }
    this.low += value
    if (this.low > SPILL || this.low < -SPILL) {
      this.high += BigInt(this.low)
      this.low = 0
    }
  }

  total(): bigint {
    return this.high + BigInt(this.low)
  }
}

/**
 * Rounds integer × 10^-scale to `digits` decimals, half away from zero.
 * @returns the number of currency units (1005 at scale 3, 2 digits → 1.01).
 */
export function roundMoney(units: number | bigint, scale: number, digits: number): number {
  if (typeof units === 'number' && !Number.isInteger(units))
    throw new Error(`roundMoney: units must be an integer, got ${units}`)
  if (scale <= digits) return inUnits(units, scale)
  const divisor = 10 ** (scale - digits)
  if (typeof units === 'number' && Math.abs(units) <= SPILL) {
    const whole = Math.floor((Math.abs(units) + divisor / 2) / divisor)
    return (Math.sign(units) * whole) / 10 ** digits
  }
  const big = BigInt(units)
  const step = BigInt(divisor)
  const magnitude = big < 0n ? -big : big
  const whole = (magnitude + step / 2n) / step
  return inUnits(big < 0n ? -whole : whole, digits)
}

/** The double nearest to whole × 10^-digits: beyond 2^53 a quotient of two doubles would be a cent away. */
function inUnits(whole: number | bigint, digits: number): number {
  const value = Number(whole)
  return Math.abs(value) <= SPILL * 2 ? value / 10 ** digits : Number(`${BigInt(whole)}e-${digits}`)
}

/** Rounds a mean or share of exact sums, half away from zero, to `digits` decimals. */
export function roundHalfAway(value: number, digits: number): number {
  const factor = 10 ** digits
  const scaled = Math.abs(value) * factor
  // 1.005 * 100 is 100.49999…: a value within an ulp or two of the half is the half.
  const whole = Math.floor(scaled + 0.5 + scaled * 4e-16)
  return value < 0 ? -(whole / factor) || 0 : whole / factor
}
