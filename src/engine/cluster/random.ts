/**
 * Seeded random numbers: the sfc32 generator (C. Doty-Humphrey, PractRand; 128 bits of state, public domain), its state
 * filled by splitmix32 from one 32-bit seed. Same seed, same numbers, on every machine.
 */
export interface Random {
  /** Uniform in [0, 1), 32 bits. */
  next(): number
  /** Uniform integer in [0, bound). */
  below(bound: number): number
}

/** One step of splitmix32 (the finaliser is MurmurHash3's): a well mixed 32-bit hash of `value`. */
function mix(value: number): number {
  let z = (value + 0x9e3779b9) | 0
  z = Math.imul(z ^ (z >>> 16), 0x85ebca6b)
  z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35)
  return (z ^ (z >>> 16)) >>> 0
}

/**
 * A seed for one part of the work, from the seed of the whole and the numbers that name the part. It depends on nothing
 * else, so it does not matter which thread does the part, or when.
 */
export function subSeed(seed: number, ...path: readonly number[]): number {
  let state = mix(seed)
  for (const part of path) state = mix(state ^ part)
  return state
}

/** @param seed any integer; its low 32 bits count. */
export function createRandom(seed: number): Random {
  let a = mix(seed)
  let b = mix(a)
  let c = mix(b)
  let counter = 1
  const next = () => {
    const t = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + t) | 0
    return (t >>> 0) / 4294967296
  }
  // The first outputs still resemble the seed.
  for (let i = 0; i < 12; i++) next()
  return { next, below: (bound) => Math.floor(next() * bound) }
}

/**
 * `size` different rows of 0 … rows − 1, ascending, each subset equally likely (selection sampling, Knuth 3.4.2 S). All
 * rows where `size` is not smaller.
 */
export function sampleRows(rows: number, size: number, seed: number): Uint32Array {
  const take = Math.min(rows, size)
  const picked = new Uint32Array(take)
  const random = createRandom(seed)
  let count = 0
  for (let row = 0; count < take; row++) {
    if ((rows - row) * random.next() < take - count) picked[count++] = row
  }
  return picked
}
