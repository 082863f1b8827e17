/**
 * Type-7 quantile (Hyndman & Fan 1996; the default of R, NumPy and pandas): linear between order statistics.
 * @param sorted ascending, at least one value
 * @param p 0 … 1
 */
export function quantile(sorted: ArrayLike<number>, p: number): number {
  if (sorted.length === 0) throw new Error('quantile requires at least one value')
  const h = (sorted.length - 1) * p
  const low = Math.floor(h)
  const a = sorted[low]!
  const b = sorted[Math.min(low + 1, sorted.length - 1)]!
  return a + (h - low) * (b - a)
}

export function median(sorted: ArrayLike<number>): number {
  return quantile(sorted, 0.5)
}

/** A sorted copy. Integers that lie close together are counted: that takes a tenth of the time. */
export function ascending(values: Float64Array): Float64Array {
  let low = Infinity
  let high = -Infinity
  let areIntegers = true
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (value < low) low = value
    if (value > high) high = value
    if (value !== Math.floor(value)) areIntegers = false
  }
  if (!areIntegers || !(high - low < values.length) || values.length === 0) return values.slice().sort()
  const counts = new Uint32Array(high - low + 1)
  for (let i = 0; i < values.length; i++) counts[values[i]! - low]!++
  const sorted = new Float64Array(values.length)
  let at = 0
  for (let i = 0; i < counts.length; i++) {
    sorted.fill(low + i, at, at + counts[i]!)
    at += counts[i]!
  }
  return sorted
}

/** The median of values in any order, at least one; they are moved about. Cost: O(n), by Hoare's selection. */
export function medianOf(values: Float64Array): number {
  if (values.length === 0) throw new Error('quantile requires at least one value')
  const low = Math.floor((values.length - 1) / 2)
  select(values, low)
  const a = values[low]!
  if (values.length % 2 === 1) return a
  let b = values[low + 1]!
  for (let i = low + 2; i < values.length; i++) if (values[i]! < b) b = values[i]!
  return a + 0.5 * (b - a)
}

/** Puts the value there that stands at `place` of the sorted ones: smaller ones before it, larger ones behind. */
function select(values: Float64Array, place: number): void {
  let from = 0
  let to = values.length - 1
  while (to > from) {
    const pivot = middleOf(values[from]!, values[(from + to) >> 1]!, values[to]!)
    let i = from
    let j = to
    while (i <= j) {
      while (values[i]! < pivot) i++
      while (values[j]! > pivot) j--
      if (i > j) break
      const value = values[i]!
      values[i++] = values[j]!
      values[j--] = value
    }
    if (place <= j) to = j
    else if (place >= i) from = i
    else return
  }
}

function middleOf(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c))
}
