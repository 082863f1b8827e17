import type { Matrix } from '../columns/types.ts'
import { takeRows } from './matrix.ts'
import { sampleRows } from './random.ts'
import { jointCells, type JointCells } from './joint-cells.ts'

/** Up to here the silhouette is exact over everyone; beyond, exact within one sample of this size. */
export const SILHOUETTE_ROWS = 10_000
/** Joint cells beyond which a further pass over the pairs costs less than folding the cells. */
const MOST_CELLS = 400

/**
 * All that is needed to compute silhouettes, made of plain typed arrays so that it can travel to other threads. The work is
 * `rows` positions wide; any split of 0 … rows into ranges gives the same result to the last bit.
 */
export interface SilhouettePlan {
  /** Points compared: everyone, or the sample. */
  readonly rows: number
  readonly columns: number
  readonly labellings: number
  /** One pass over all pairs each; most data need only one. */
  readonly passes: readonly SilhouettePass[]
}

export interface SilhouettePass {
  /** Column-major coordinates, columns × rows, ordered by joint cell. */
  readonly coordinates: Float64Array
  /** cells + 1 positions. */
  readonly cellStart: Uint32Array
  readonly labellings: readonly PassLabelling[]
}

interface PassLabelling {
  /** Its index among the labellings asked for. */
  readonly index: number
  /** Label of each position. */
  readonly labels: Uint8Array
  /** Runs of neighbouring cells with the same label: see `JointCells`. */
  readonly runStart: Uint32Array
  readonly runLabel: Uint8Array
  /** Points of each cluster in the sample. */
  readonly clusterRows: Uint32Array
}

/**
 * Prepares the silhouettes of several labellings of the same points in one pass over the pairs: points that share their
 * cluster in every labelling form a joint cell; the distances of a point are summed by cell, and cells are added up to the
 * clusters of each labelling.
 *
 * @param labellings one label 0 … 254 a row, each
 * @param seed for the sample where there are more than 10,000 rows; the same sample serves every labelling
 */
export function planSilhouette(points: Matrix, labellings: readonly Uint8Array[], seed: number): SilhouettePlan {
  const sampled = points.rows > SILHOUETTE_ROWS
  const rows = sampled ? sampleRows(points.rows, SILHOUETTE_ROWS, seed) : null
  const matrix = rows === null ? points : takeRows(points, rows)
  const labels = rows === null ? labellings : labellings.map((all) => Uint8Array.from(rows, (row) => all[row]!))
  return {
    rows: matrix.rows,
    columns: matrix.columns,
    labellings: labels.length,
    passes: jointCells(labels, matrix.rows, MOST_CELLS).map((cells) => planPass(matrix, cells)),
  }
}

function planPass(matrix: Matrix, cells: JointCells): SilhouettePass {
  const { rows, columns, data } = matrix
  const coordinates = new Float64Array(rows * columns)
  for (let position = 0; position < rows; position++) {
    const row = cells.order[position]!
    for (let column = 0; column < columns; column++) {
      coordinates[column * rows + position] = data[row * columns + column]!
    }
  }
  const labellings = cells.labellings.map((labelling) => {
    const { runStart, runLabel } = labelling
    const labels = new Uint8Array(rows)
    const clusterRows = new Uint32Array(runLabel.reduce((most, label) => Math.max(most, label), 0) + 1)
    for (let run = 0; run < runLabel.length; run++) {
      const first = cells.start[runStart[run]!]!
      const end = cells.start[runStart[run + 1]!]!
      labels.fill(runLabel[run]!, first, end)
      clusterRows[runLabel[run]!]! += end - first
    }
    return { ...labelling, labels, clusterRows }
  })
  return { coordinates, cellStart: cells.start, labellings }
}

/**
 * Silhouette of every point at positions from … to of the plan, for each labelling: (b − a) ÷ max(a, b), where a is the mean
 * Euclidean distance to the others of the own cluster and b the lowest mean distance to another cluster; 0 for a point alone
 * in its cluster (Rousseeuw 1987; the definition of scikit-learn).
 *
 * @returns labelling-major, labellings × (to − from)
 */
export function silhouetteRange(plan: SilhouettePlan, from: number, to: number): Float64Array {
  const width = to - from
  const result = new Float64Array(plan.labellings * width)
  for (const pass of plan.passes) {
    // Distances summed over all cells before: a run of cells is one subtraction.
    const upToCell = new Float64Array(pass.cellStart.length)
    const scratch = new Float64Array(plan.columns === 3 ? 0 : plan.rows)
    for (let position = from; position < to; position++) {
      if (plan.columns === 3) sumByCell3(pass, plan.rows, position, upToCell)
      else sumByCell(pass, plan, position, upToCell, scratch)
      for (const labelling of pass.labellings) {
        result[labelling.index * width + position - from] = silhouetteOf(
          upToCell,
          labelling,
          labelling.labels[position]!,
        )
      }
    }
  }
  return result
}

/**
 * Mean silhouettes from the ranges of a plan, in the order of their positions.
 *
 * @returns one mean a labelling; null where the sample has fewer than two clusters
 */
export function combineSilhouettes(plan: SilhouettePlan, ranges: readonly Float64Array[]): (number | null)[] {
  const means: (number | null)[] = Array.from({ length: plan.labellings }, () => null)
  for (const pass of plan.passes) {
    for (const { index, clusterRows } of pass.labellings) {
      if (clusterRows.reduce((clusters, rows) => clusters + (rows > 0 ? 1 : 0), 0) < 2) continue
      let total = 0
      for (const range of ranges) {
        const width = range.length / plan.labellings
        for (let i = index * width; i < (index + 1) * width; i++) total += range[i]!
      }
      means[index] = total / plan.rows
    }
  }
  return means
}

/** Mean silhouettes of several labellings on one thread. See `planSilhouette`. */
export function meanSilhouettes(points: Matrix, labellings: readonly Uint8Array[], seed: number): (number | null)[] {
  const plan = planSilhouette(points, labellings, seed)
  return combineSilhouettes(plan, [silhouetteRange(plan, 0, plan.rows)])
}

const byCluster = new Float64Array(256)

function silhouetteOf(upToCell: Float64Array, labelling: PassLabelling, own: number): number {
  const { runStart, runLabel, clusterRows } = labelling
  const ownRows = clusterRows[own]!
  if (ownRows === 1) return 0
  const clusters = clusterRows.length
  byCluster.fill(0, 0, clusters)
  for (let run = 0; run < runLabel.length; run++) {
    byCluster[runLabel[run]!]! += upToCell[runStart[run + 1]!]! - upToCell[runStart[run]!]!
  }
  let other = Infinity
  for (let cluster = 0; cluster < clusters; cluster++) {
    if (cluster === own || clusterRows[cluster] === 0) continue
    const mean = byCluster[cluster]! / clusterRows[cluster]!
    if (mean < other) other = mean
  }
  const within = byCluster[own]! / (ownRows - 1)
  const larger = within > other ? within : other
  return larger === 0 || other === Infinity ? 0 : (other - within) / larger
}

/** Distances of one point summed over all cells up to each, three columns. */
function sumByCell3(pass: SilhouettePass, rows: number, position: number, upToCell: Float64Array): void {
  const { coordinates, cellStart } = pass
  const xs = coordinates.subarray(0, rows)
  const ys = coordinates.subarray(rows, 2 * rows)
  const zs = coordinates.subarray(2 * rows)
  const x = xs[position]!
  const y = ys[position]!
  const z = zs[position]!
  let all = 0
  for (let cell = 1; cell < upToCell.length; cell++) {
    const end = cellStart[cell]!
    let total = 0
    for (let i = cellStart[cell - 1]!; i < end; i++) {
      const dx = xs[i]! - x
      const dy = ys[i]! - y
      const dz = zs[i]! - z
      total += Math.sqrt(dx * dx + dy * dy + dz * dz)
    }
    all += total
    upToCell[cell] = all
  }
}

/** Distances of one point summed over all cells up to each, any number of columns. */
function sumByCell(
  pass: SilhouettePass,
  plan: SilhouettePlan,
  position: number,
  upToCell: Float64Array,
  squared: Float64Array,
): void {
  const { coordinates, cellStart } = pass
  const { rows, columns } = plan
  squared.fill(0)
  for (let column = 0; column < columns; column++) {
    const base = column * rows
    const own = coordinates[base + position]!
    for (let i = 0; i < rows; i++) {
      const difference = coordinates[base + i]! - own
      squared[i]! += difference * difference
    }
  }
  let all = 0
  for (let cell = 1; cell < upToCell.length; cell++) {
    const end = cellStart[cell]!
    let total = 0
    for (let i = cellStart[cell - 1]!; i < end; i++) total += Math.sqrt(squared[i]!)
    all += total
    upToCell[cell] = all
  }
}
