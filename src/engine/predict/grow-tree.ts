import type { FeatureBins } from './feature-bins.ts'

/** A tree as it grows: nodes in the order in which they were made, children behind their parent. */
export interface GrownTree {
  /** -1 at a leaf. */
  readonly feature: number[]
  /** Rows with a bin up to this one go left. */
  readonly bin: number[]
  /** The same as a cell of the histogram. */
  readonly cell: number[]
  readonly left: number[]
  readonly right: number[]
  /** Sums of gradients and of second derivatives of the node's rows. */
  readonly gradient: number[]
  readonly hessian: number[]
  readonly rows: number[]
  /** The rows of each leaf: order[from] … order[to − 1]. */
  readonly leaves: { readonly node: number; readonly from: number; readonly to: number }[]
}

export interface GrowthOptions {
  readonly depth: number
  readonly minLeafRows: number
  readonly l2: number
}

/** A split must lower the loss by more than what rounding leaves behind. */
const LEAST_GAIN = 1e-9

/**
 * Grows one tree on gradients (second-order boosting, Chen & Guestrin 2016) with histograms: only the smaller child's is
 * summed up, the other is what is left of the parent's.
 * Made once for a fit; its buffers serve every tree.
 */
export class TreeGrower {
  private readonly edges: FeatureBins['edges']
  private readonly stride: number
  private readonly options: GrowthOptions
  private readonly histograms: Float64Array[]
  private readonly aside: Int32Array
  private cells: Uint16Array = new Uint16Array(0)
  private derivatives: Float64Array = new Float64Array(0)
  private order: Int32Array = new Int32Array(0)

  /**
   * @param stride bins kept for each feature
   * @param mostRows rows of the largest sample
   */
  constructor({ edges }: FeatureBins, stride: number, options: GrowthOptions, mostRows: number) {
    this.edges = edges
    this.stride = stride
    this.options = options
    this.histograms = Array.from({ length: options.depth + 1 }, () => new Float64Array(2 * stride * edges.length))
    this.aside = new Int32Array(mostRows)
  }

  /**
   * @param order rows to grow on, re-ordered so that each leaf's stand together
   * @param cells of these rows (`binFeatures`)
   * @param derivatives first and second one of each row's loss, in turn
   */
  grow(order: Int32Array, cells: Uint16Array, derivatives: Float64Array): GrownTree {
    this.cells = cells
    this.derivatives = derivatives
    this.order = order
    const tree: GrownTree = {
      feature: [],
      bin: [],
      cell: [],
      left: [],
      right: [],
      gradient: [],
      hessian: [],
      rows: [],
      leaves: [],
    }
    const root = addNode(tree, sumOf(derivatives, 0), sumOf(derivatives, 1), order.length)
    const histogram = this.histograms[0]!
    this.sum(histogram, 0, order.length)
    this.split(tree, root, 0, order.length, 0, histogram, this.histograms.slice(1))
    return tree
  }

  /** @param spare histograms for the levels below, one each */
  private split(
    tree: GrownTree,
    node: number,
    from: number,
    to: number,
    depth: number,
    histogram: Float64Array,
    spare: readonly Float64Array[],
  ): void {
    const best = this.bestSplit(histogram, tree.gradient[node]!, tree.hessian[node]!, to - from)
    if (best === null) {
      tree.leaves.push({ node, from, to })
      return
    }
    const cell = best.feature * this.stride + best.bin
    const right = partition(this.order, from, to, this.cells, this.edges.length, best.feature, cell, this.aside)
    const middle = to - right
    this.order.set(this.aside.subarray(0, right), middle)
    tree.feature[node] = best.feature
    tree.bin[node] = best.bin
    tree.cell[node] = cell
    const leftNode = addNode(tree, best.gradient, best.hessian, middle - from)
    const rightNode = addNode(
      tree,
      tree.gradient[node]! - best.gradient,
      tree.hessian[node]! - best.hessian,
      to - middle,
    )
    tree.left[node] = leftNode
    tree.right[node] = rightNode
    const left = { node: leftNode, from, to: middle }
    const other = { node: rightNode, from: middle, to }
    if (depth + 1 === this.options.depth) {
      tree.leaves.push(left, other)
      return
    }
    // The smaller child is gone through first, on buffers of the levels below; the larger one on the parent's.
    const [small, large] = middle - from <= to - middle ? [left, other] : [other, left]
    const own = spare[0]!
    this.sum(own, small.from, small.to)
    subtract(histogram, own)
    this.split(tree, small.node, small.from, small.to, depth + 1, own, spare.slice(1))
    this.split(tree, large.node, large.from, large.to, depth + 1, histogram, spare.slice(1))
  }

  private sum(histogram: Float64Array, from: number, to: number): void {
    histogram.fill(0)
    sumRows(histogram, this.order, from, to, this.derivatives, this.cells, this.edges.length)
  }

  private bestSplit(
    histogram: Float64Array,
    gradient: number,
    hessian: number,
    rows: number,
  ): { feature: number; bin: number; gradient: number; hessian: number } | null {
    const { l2, minLeafRows } = this.options
    if (rows < 2 * minLeafRows || !(hessian > 0)) return null
    // Rows of a bin as its share of the second derivatives: exact where they are all alike.
    const least = (minLeafRows * hessian) / rows
    const whole = (gradient * gradient) / (hessian + l2)
    let best: { feature: number; bin: number; gradient: number; hessian: number } | null = null
    let bestGain = LEAST_GAIN
    for (let feature = 0; feature < this.edges.length; feature++) {
      const cuts = this.edges[feature]!.length
      let at = 2 * feature * this.stride
      let leftGradient = 0
      let leftHessian = 0
      for (let bin = 0; bin < cuts; bin++, at += 2) {
        leftGradient += histogram[at]!
        leftHessian += histogram[at + 1]!
        if (leftHessian < least) continue
        const rightHessian = hessian - leftHessian
        if (rightHessian < least) break
        const rightGradient = gradient - leftGradient
        const gain =
          (leftGradient * leftGradient) / (leftHessian + l2) +
          (rightGradient * rightGradient) / (rightHessian + l2) -
          whole
        if (gain <= bestGain) continue
        bestGain = gain
        best = { feature, bin, gradient: leftGradient, hessian: leftHessian }
      }
    }
    return best
  }
}

function addNode(tree: GrownTree, gradient: number, hessian: number, rows: number): number {
  const node = tree.feature.length
  tree.feature.push(-1)
  tree.bin.push(0)
  tree.cell.push(0)
  tree.left.push(-1)
  tree.right.push(-1)
  tree.gradient.push(gradient)
  tree.hessian.push(hessian)
  tree.rows.push(rows)
  return node
}

// The loops over rows are functions of their own that end with them: engines optimise those best.

function sumRows(
  histogram: Float64Array,
  order: Int32Array,
  from: number,
  to: number,
  derivatives: Float64Array,
  cells: Uint16Array,
  columns: number,
): void {
  for (let i = from; i < to; i++) {
    const row = order[i]!
    const gradient = derivatives[2 * row]!
    const hessian = derivatives[2 * row + 1]!
    const end = (row + 1) * columns
    for (let at = row * columns; at < end; at++) {
      const cell = 2 * cells[at]!
      histogram[cell] = histogram[cell]! + gradient
      histogram[cell + 1] = histogram[cell + 1]! + hessian
    }
  }
}

/** Rows up to the cell stay in front, the others go aside, both in their old order. @returns how many went */
function partition(
  order: Int32Array,
  from: number,
  to: number,
  cells: Uint16Array,
  columns: number,
  feature: number,
  cell: number,
  aside: Int32Array,
): number {
  let left = from
  let right = 0
  for (let i = from; i < to; i++) {
    const row = order[i]!
    if (cells[row * columns + feature]! <= cell) order[left++] = row
    else aside[right++] = row
  }
  return right
}

function subtract(from: Float64Array, other: Float64Array): void {
  for (let i = 0; i < from.length; i++) from[i] = from[i]! - other[i]!
}

function sumOf(derivatives: Float64Array, which: 0 | 1): number {
  let sum = 0
  for (let i = which; i < derivatives.length; i += 2) sum += derivatives[i]!
  return sum
}
