/**
 * Adjusted Rand index of two labellings (Hubert & Arabie 1985): 1 for the same partition whatever the numbers, about 0 for
 * chance.
 */
export function adjustedRand(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) throw new RangeError(`adjusted Rand: ${a.length} labels need as many, got ${b.length}`)
  const cells = new Map<string, number>()
  const left = new Map<number, number>()
  const right = new Map<number, number>()
  for (let i = 0; i < a.length; i++) {
    const key = `${a[i]!} ${b[i]!}`
    cells.set(key, (cells.get(key) ?? 0) + 1)
    left.set(a[i]!, (left.get(a[i]!) ?? 0) + 1)
    right.set(b[i]!, (right.get(b[i]!) ?? 0) + 1)
  }
  const together = pairs(cells.values())
  const inLeft = pairs(left.values())
  const inRight = pairs(right.values())
  const expected = a.length < 2 ? 0 : (inLeft * inRight) / ((a.length * (a.length - 1)) / 2)
  const most = (inLeft + inRight) / 2
  return most === expected ? 1 : (together - expected) / (most - expected)
}

function pairs(counts: Iterable<number>): number {
  let total = 0
  for (const count of counts) total += (count * (count - 1)) / 2
  return total
}
