import type { Matrix } from '../columns/types.ts'
import type { Warning } from '../../contract/messages.ts'

/** A numeric field of the customers, one finite value each. */
export interface FeatureColumn {
  /** `recency`, `frequency`, `monetary` or a field's own name. */
  readonly name: string
  readonly values: ArrayLike<number>
  /** `log1p` for what is skewed: negative values count as 0 first. */
  readonly scale: 'log1p' | 'plain'
}

export interface Features {
  /** z-scored with the population standard deviation, customers × features. */
  readonly matrix: Matrix
  /** Names of the columns of the matrix, and mean and standard deviation of each before the z-score, after log1p. */
  readonly names: readonly string[]
  readonly scales: readonly FeatureColumn['scale'][]
  readonly means: Float64Array
  readonly deviations: Float64Array
  readonly warnings: readonly Warning[]
}

/** A spread this small beside the values is rounding, not a difference between people. */
const CONSTANT = 1e-12

/**
 * The features customers are clustered by: log1p where asked for, then z-score. A constant feature is left out with a
 * warning; where all are constant, one column of zeros stays, so that everybody is alike.
 */
export function buildFeatures(columns: readonly FeatureColumn[], rows: number): Features {
  const kept: { readonly column: FeatureColumn; readonly z: Float64Array; mean: number; deviation: number }[] = []
  const warnings: Warning[] = []
  for (const column of columns) {
    if (column.values.length !== rows) {
      throw new RangeError(`features: ${column.name} must have ${rows} values, got ${column.values.length}`)
    }
    const z = new Float64Array(rows)
    for (let row = 0; row < rows; row++) {
      const value = column.values[row]!
      z[row] = column.scale === 'log1p' ? Math.log1p(Math.max(0, value)) : value
    }
    const { mean, deviation } = standardise(z)
    if (deviation === 0) {
      warnings.push({ severity: 'warning', code: 'cluster.constant_feature', params: { feature: column.name } })
    } else {
      kept.push({ column, z, mean, deviation })
    }
  }

  const width = Math.max(1, kept.length)
  const data = new Float64Array(rows * width)
  for (const [index, { z }] of kept.entries()) {
    for (let row = 0; row < rows; row++) data[row * width + index] = z[row]!
  }
  return {
    matrix: { data, rows, columns: width },
    names: kept.map(({ column }) => column.name),
    scales: kept.map(({ column }) => column.scale),
    means: Float64Array.from(kept, ({ mean }) => mean),
    deviations: Float64Array.from(kept, ({ deviation }) => deviation),
    warnings,
  }
}

/**
 * Recency in days, number of orders and net spend in currency units: log1p of each (spend below 0 counts as 0), z-scored.
 */
export function rfmFeatures(
  recencyDays: ArrayLike<number>,
  frequency: ArrayLike<number>,
  monetary: ArrayLike<number>,
): Features {
  return buildFeatures(
    [
      { name: 'recency', values: recencyDays, scale: 'log1p' },
      { name: 'frequency', values: frequency, scale: 'log1p' },
      { name: 'monetary', values: monetary, scale: 'log1p' },
    ],
    recencyDays.length,
  )
}

/**
 * Centroids of a z-scored matrix in the scale of the features before the z-score (log1p where the feature has it): what
 * stays comparable between runs.
 */
export function unscaledCentroids(centroids: Float64Array, features: Features): Float64Array {
  const { columns } = features.matrix
  return centroids.map((value, i) => {
    const column = i % columns
    return value * (features.deviations[column] ?? 0) + (features.means[column] ?? 0)
  })
}

/** z-scores in place, population standard deviation. @returns deviation 0 for a constant, which becomes zeros. */
function standardise(values: Float64Array): { mean: number; deviation: number } {
  const rows = values.length
  if (rows === 0) return { mean: 0, deviation: 0 }
  let total = 0
  for (let row = 0; row < rows; row++) total += values[row]!
  const mean = total / rows
  let squares = 0
  for (let row = 0; row < rows; row++) squares += (values[row]! - mean) ** 2
  const spread = Math.sqrt(squares / rows)
  const deviation = spread > CONSTANT * Math.abs(mean) ? spread : 0
  for (let row = 0; row < rows; row++) values[row] = deviation === 0 ? 0 : (values[row]! - mean) / deviation
  return { mean, deviation }
}
