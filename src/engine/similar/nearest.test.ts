import { describe, expect, it } from 'vitest'
import { createRandom } from '../cluster/random.ts'
import { lookalikes, nearest, similarities, type Vectors } from './nearest.ts'

function unitVectors(rows: number, dims: number, seed: number): Vectors {
  const random = createRandom(seed)
  const data = new Float32Array(rows * dims)
  for (let row = 0; row < rows; row++) {
    const values = Array.from({ length: dims }, () => random.next() - 0.5)
    const length = Math.hypot(...values)
    values.forEach((value, i) => (data[row * dims + i] = value / length))
  }
  return { data, rows, dims }
}
const vectors = unitVectors(500, 16, 7)
const rowOf = (row: number) => vectors.data.subarray(row * 16, row * 16 + 16)

/** Every cosine, sorted: what `nearest` must agree with. */
function bruteForce(query: Float32Array, limit: number, leaveOut: number): number[] {
  const cosine = Array.from({ length: vectors.rows }, (_, row) =>
    Math.fround(rowOf(row).reduce((sum, value, i) => sum + value * query[i]!, 0)),
  )
  return Array.from(cosine.keys())
    .filter((row) => row !== leaveOut)
    .sort((a, b) => cosine[b]! - cosine[a]! || a - b)
    .slice(0, limit)
}

describe('nearest', () => {
  it('is what looking at every pair says', () => {
    for (const row of [0, 17, 499]) {
      const found = nearest(vectors, rowOf(row), 10, row)
      expect([...found.rows]).toEqual(bruteForce(rowOf(row), 10, row))
      expect([...found.similarity]).toEqual([...found.similarity].sort((a, b) => b - a))
    }
  })

  it('finds oneself first where nobody is left out, and answers no more than there are', () => {
    expect(nearest(vectors, rowOf(3), 1).rows[0]).toBe(3)
    const few = unitVectors(3, 8, 1)
    expect([...nearest(few, few.data.subarray(0, 8), 10, 0).rows].sort((a, b) => a - b)).toEqual([1, 2])
    expect(nearest(unitVectors(1, 8, 1), few.data.subarray(0, 8), 10, 0).rows).toHaveLength(0)
  })

  it('takes equally near ones in order of their place', () => {
    const same: Vectors = { data: new Float32Array(8 * 5).fill(Math.sqrt(1 / 8)), rows: 5, dims: 8 }
    expect([...nearest(same, same.data.subarray(0, 8), 3, 1).rows]).toEqual([0, 2, 3])
  })
})

describe('look-alikes', () => {
  it('are outside the group and nearest to its mean', () => {
    const isMember = Uint8Array.from({ length: vectors.rows }, (_, row) => (row % 50 === 0 ? 1 : 0))
    const mean = new Float32Array(16)
    isMember.forEach((member, row) => {
      if (member === 1) rowOf(row).forEach((value, i) => (mean[i]! += value))
    })
    const cosine = similarities(vectors, mean)
    const expected = Array.from(cosine.keys())
      .filter((row) => isMember[row] === 0)
      .sort((a, b) => cosine[b]! - cosine[a]!)
      .slice(0, 25)
    expect([...lookalikes(vectors, isMember, 25).rows]).toEqual(expected)
  })

  it('are at most everyone else', () => {
    const isMember = new Uint8Array(vectors.rows).fill(1, 0, 490)
    expect(lookalikes(vectors, isMember, 1000).rows).toHaveLength(10)
    expect(lookalikes(vectors, new Uint8Array(vectors.rows).fill(1), 1000).rows).toHaveLength(0)
  })
})
