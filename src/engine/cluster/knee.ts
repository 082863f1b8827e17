export interface KneeOptions {
  /** Convex curves have an elbow, concave ones a knee. */
  readonly curve: 'convex' | 'concave'
  readonly direction: 'increasing' | 'decreasing'
  /** Kneedle's S: how far the curve must fall away after the knee; default 1. */
  readonly sensitivity?: number
}

/**
 * Kneedle, offline, piecewise linear (Satopää, Albrecht, Irwin & Raghavan 2011: "Finding a Kneedle in a haystack"), with the
 * details of the Python package kneed: the curve is turned into a concave increasing one on the unit square, and the first
 * local maximum of its distance to the diagonal counts from which it falls by more than S mean steps.
 *
 * @param x strictly ascending
 * @param y as many values
 * @returns the x of the knee; null where there is none, which is a legal answer (a flat or straight line)
 */
export function findKnee(x: readonly number[], y: readonly number[], options: KneeOptions): number | null {
  const last = x.length - 1
  if (y.length !== x.length) throw new RangeError(`knee: ${x.length} x values need as many y values, got ${y.length}`)
  if (last < 1) return null

  const flipped = (options.curve === 'convex') === (options.direction === 'increasing')
  const unitX = toUnit(x)
  const distance = unitY(y, options.curve, flipped).map((value, i) => value - unitX[i]!)
  // Also where the curve is flat and all of it is NaN.
  const isMaximum = (i: number) =>
    distance[i]! >= neighbour(distance, i - 1) && distance[i]! >= neighbour(distance, i + 1)
  const isMinimum = (i: number) =>
    distance[i]! <= neighbour(distance, i - 1) && distance[i]! <= neighbour(distance, i + 1)
  const step = ((options.sensitivity ?? 1) * (unitX[last]! - unitX[0]!)) / last

  let peak = -1
  let threshold = 0
  for (let i = 0; i < last; i++) {
    if (isMaximum(i)) {
      peak = i
      threshold = distance[i]! - step
    }
    if (peak === -1) continue
    if (isMinimum(i)) threshold = 0
    if (distance[i + 1]! < threshold) return x[flipped ? last - peak : peak]!
  }
  return null
}

function toUnit(values: readonly number[]): number[] {
  const least = Math.min(...values)
  const span = Math.max(...values) - least
  return values.map((value) => (value - least) / span)
}

function unitY(y: readonly number[], curve: KneeOptions['curve'], flipped: boolean): number[] {
  const unit = toUnit(y)
  const upright = curve === 'convex' ? unit.map((value) => 1 - value) : unit
  return flipped ? upright.toReversed() : upright
}

/** Beyond the ends the curve goes on as it is there. */
function neighbour(values: readonly number[], i: number): number {
  return values[Math.min(values.length - 1, Math.max(0, i))]!
}
