/** Whole numbers below a limit, the same for the same seed. */
export type Random = (below: number) => number

/** A generator for tests: 32-bit state, mixed so that neighbouring seeds have nothing in common. */
export function seeded(seed: number): Random {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x9e3779b9) >>> 0
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    return Math.floor((((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32) * below)
  }
}

export function pick<T>(random: Random, values: readonly T[]): T {
  return values[random(values.length)]!
}
