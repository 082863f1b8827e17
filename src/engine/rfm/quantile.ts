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
