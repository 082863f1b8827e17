import { readFileSync } from 'node:fs'
import type { Matrix } from '../../src/engine/columns/types.ts'
import { sharedData } from '../shared-data.ts'

/** Why a test over one of these sets may be skipped. */
export const whenShared = 'needs ../shared/data/clustering'

/** `iris`, `wine`, `s1` or `a1`: blank-separated numbers, one row a line; null where the folder is absent. */
export function publishedSet(name: string): Matrix | null {
  const path = sharedData(`clustering/${name}.data.txt`)
  if (path === null) return null
  const lines = readFileSync(path, 'utf8').trim().split('\n')
  return toMatrix(lines.map((line) => line.trim().split(/\s+/).map(Number)))
}

/** Mall_Customers: annual income and spending score. */
export function mallSet(): Matrix | null {
  const path = sharedData('clustering/Mall_Customers.csv')
  if (path === null) return null
  const lines = readFileSync(path, 'utf8').trim().split('\n').slice(1)
  return toMatrix(lines.map((line) => line.split(',').slice(3).map(Number)))
}

export function toMatrix(rows: readonly (readonly number[])[]): Matrix {
  return { data: Float64Array.from(rows.flat()), rows: rows.length, columns: rows[0]?.length ?? 1 }
}

/** Column of a matrix. */
export function columnOf({ data, rows, columns }: Matrix, column: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, row) => data[row * columns + column]!)
}
