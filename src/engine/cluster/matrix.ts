import type { Matrix } from '../columns/types.ts'

/** The given rows of a matrix, in the given order. */
export function takeRows(matrix: Matrix, rows: Uint32Array): Matrix {
  const { columns } = matrix
  const data = new Float64Array(rows.length * columns)
  let target = 0
  for (const row of rows) {
    for (let column = 0; column < columns; column++) data[target++] = matrix.data[row * columns + column]!
  }
  return { data, rows: rows.length, columns }
}

/**
 * The first rows that differ from all rows before them, at most `limit` of them. Few enough to compare one by one: `limit`
 * is a number of clusters.
 */
export function firstDistinctRows(matrix: Matrix, limit: number): Uint32Array {
  const { data, rows, columns } = matrix
  const found: number[] = []
  for (let row = 0; row < rows && found.length < limit; row++) {
    const known = found.some((other) => {
      for (let column = 0; column < columns; column++) {
        if (data[row * columns + column] !== data[other * columns + column]) return false
      }
      return true
    })
    if (!known) found.push(row)
  }
  return Uint32Array.from(found)
}
