/** Vectors of unit length, row-major; `dims` is a multiple of 8. */
export interface Vectors {
  readonly data: Float32Array
  readonly rows: number
  readonly dims: number
}

export interface Nearest {
  readonly rows: Uint32Array
  /** Cosines, largest first; equal ones by row. */
  readonly similarity: Float32Array
}

/**
 * The rows nearest to a vector by cosine, exactly: every row is looked at.
 * @param query `dims` numbers; its length does not change the order
 * @param leaveOut a row that is not answered, or −1
 * Cost: rows × dims multiplications on one thread, no memory beyond the answer; 500,000 × 32 in about 20 ms (bench/similar.mjs).
 */
export function nearest({ data, rows, dims }: Vectors, query: Float32Array, limit: number, leaveOut = -1): Nearest {
  const most = Math.min(limit, rows - (leaveOut >= 0 ? 1 : 0))
  const found = new Uint32Array(most)
  const similarity = new Float32Array(most)
  let count = 0
  let least = -Infinity
  if (most === 0) return { rows: found, similarity }
  for (let row = 0, at = 0; row < rows; row++, at += dims) {
    let a = 0
    let b = 0
    let c = 0
    let d = 0
    for (let i = 0; i < dims; i += 8) {
      a += data[at + i]! * query[i]! + data[at + i + 4]! * query[i + 4]!
      b += data[at + i + 1]! * query[i + 1]! + data[at + i + 5]! * query[i + 5]!
      c += data[at + i + 2]! * query[i + 2]! + data[at + i + 6]! * query[i + 6]!
      d += data[at + i + 3]! * query[i + 3]! + data[at + i + 7]! * query[i + 7]!
    }
    const cosine = Math.fround(a + b + (c + d))
    if ((count === most && cosine <= least) || row === leaveOut) continue
    let place = count < most ? count++ : most - 1
    while (place > 0 && similarity[place - 1]! < cosine) {
      similarity[place] = similarity[place - 1]!
      found[place] = found[place - 1]!
      place--
    }
    similarity[place] = cosine
    found[place] = row
    least = similarity[count - 1]!
  }
  return { rows: found, similarity }
}

/** Cosine of every row to a vector. Cost as `nearest`. */
export function similarities({ data, rows, dims }: Vectors, query: Float32Array): Float32Array {
  const out = new Float32Array(rows)
  for (let row = 0, at = 0; row < rows; row++, at += dims) {
    let sum = 0
    for (let i = 0; i < dims; i++) sum += data[at + i]! * query[i]!
    out[row] = sum
  }
  return out
}

/**
 * The rows outside a group that are most like it: nearest by cosine to the mean of its members. The mean stands for the
 * group as its members' average customer, which is what "look-alike" means to ad platforms; a group of two very different
 * halves is better asked for as two.
 * @param isMember 1 per row of the group, which must not be empty
 * @returns at most `limit` rows; equal ones by row. Cost: as `nearest`, and one sort of the cosines
 */
export function lookalikes(vectors: Vectors, isMember: Uint8Array, limit: number): Nearest {
  const mean = unitMean(vectors, isMember)
  const cosines = similarities(vectors, mean)
  const outside = cosines.filter((_, row) => isMember[row] === 0).sort()
  const least = outside[Math.max(0, outside.length - limit)] ?? Infinity
  const found: number[] = []
  for (let row = 0; row < vectors.rows; row++) if (isMember[row] === 0 && cosines[row]! >= least) found.push(row)
  const rows = Uint32Array.from(found.sort((a, b) => cosines[b]! - cosines[a]! || a - b).slice(0, limit))
  return { rows, similarity: Float32Array.from(rows, (row) => cosines[row]!) }
}

function unitMean({ data, rows, dims }: Vectors, isMember: Uint8Array): Float32Array {
  const sum = new Float64Array(dims)
  for (let row = 0; row < rows; row++) {
    if (isMember[row] === 1) for (let i = 0; i < dims; i++) sum[i]! += data[row * dims + i]!
  }
  const length = Math.sqrt(sum.reduce((total, value) => total + value * value, 0))
  return Float32Array.from(sum, (value) => (length === 0 ? 0 : value / length))
}
