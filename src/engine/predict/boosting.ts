import { createRandom } from '../cluster/random.ts'
import type { Matrix } from '../columns/types.ts'
import { quantile } from '../rfm/quantile.ts'
import { binFeatures, cutFeatures, type FeatureBins } from './feature-bins.ts'
import { TreeGrower, type GrownTree } from './grow-tree.ts'

/**
 * `logistic` takes targets 0 and 1 (or anything between), `poisson` those of at least 0 (log link: proper for the mean of
 * anything that is never negative); a quantile lies between 0 and 1.
 */
export type BoostingLoss = 'logistic' | 'squared' | 'poisson' | { readonly quantile: number }

export interface BoostingOptions {
  readonly loss: BoostingLoss
  readonly seed: number
  /** Trees at most; default 200. */
  readonly trees?: number
  /** Splits from the root to a leaf at most; default 3. */
  readonly depth?: number
  /** Default 0.1. */
  readonly learningRate?: number
  /** Default 20. */
  readonly minLeafRows?: number
  /** Added to the second derivatives of a leaf; default 1. */
  readonly l2?: number
  /** Bins of a feature, 2 to 256; default 64. */
  readonly bins?: number
  /** Above this every tree sees a part of the rows, in turn (stochastic boosting, Friedman 2002); default 65,536. */
  readonly maxRowsPerTree?: number
  /** Rows to stop on: what the trees add is kept up to where the loss on these is least. */
  readonly validation?: { readonly features: Matrix; readonly target: Float64Array }
  /** Trees without a better loss on the validation rows before it stops; default 20. */
  readonly patience?: number
}

/** Plain data. The nodes of tree t stand at roots[t] … roots[t + 1] − 1, its root first. */
export interface BoostedTrees {
  readonly loss: BoostingLoss
  readonly columns: number
  /** Before any tree: log odds, mean, its logarithm or quantile. */
  readonly base: number
  readonly roots: Int32Array
  /** -1 at a leaf. */
  readonly feature: Int16Array
  /** Values up to and including it go left. */
  readonly threshold: Float64Array
  readonly left: Int32Array
  readonly right: Int32Array
  /** At a leaf: what it adds. */
  readonly value: Float64Array
  /** Training rows that came through a node. */
  readonly cover: Float64Array
}

/**
 * Gradient boosted trees on histograms: log-loss, squared error, Poisson's deviance or the loss of a quantile (whose leaves take the quantile
 * of their residuals, Friedman 2001).
 * A generator: yields the share done after each tree, so that the caller can report and cancel.
 * Deterministic for a seed. Cost: O(trees × depth × rows per tree × columns); memory 2 bytes a value and 16 a row.
 *
 * @param features rows × columns of finite numbers
 * @param target one number a row
 * @throws Error where there are no rows, or as many targets are not there
 */
export function* fitBoosting(
  features: Matrix,
  target: Float64Array,
  options: BoostingOptions,
): Generator<number, BoostedTrees> {
  const { rows } = features
  if (rows === 0) throw new Error('boosting: needs at least one row')
  if (target.length !== rows) throw new Error(`boosting: ${rows} rows but ${target.length} targets`)
  const { loss, trees = 200, depth = 3, learningRate = 0.1, minLeafRows = 20, l2 = 1, bins = 64 } = options
  const cuts = cutFeatures(features, bins)
  const { order, blocks } = rowsInTurn(rows, options.maxRowsPerTree ?? 65_536, options.seed)
  const cells = binFeatures(features, cuts, order, bins)
  const grower = new TreeGrower(
    cuts,
    bins,
    { depth, minLeafRows, l2 },
    Math.max(...blocks.map(([from, to]) => to - from)),
  )
  const ordered = gather(target, order)
  const base = baseOf(target, loss)
  const scores = new Float64Array(rows).fill(base)
  const model = new Growing(features.columns, base, loss)
  const judge = options.validation === undefined ? null : new Judge(options.validation, base, loss)
  for (let t = 0; t < trees; t++) {
    const [from, to] = blocks[t % blocks.length]!
    const own = { scores: scores.subarray(from, to), target: ordered.subarray(from, to) }
    const turn = ascending(to - from)
    const derivatives = derivativesOf(own.scores, own.target, loss)
    const tree = grower.grow(turn, cells.subarray(from * features.columns, to * features.columns), derivatives)
    const values = leafValues(tree, turn, own, loss, l2, learningRate)
    model.add(tree, values, cuts)
    addToAll(tree, values, cells, features.columns, scores)
    yield (t + 1) / trees
    if (judge !== null && judge.hasHadEnough(model, options.patience ?? 20)) break
    if (tree.leaves.length === 1 && blocks.length === 1) break
  }
  return model.finish(judge?.best ?? null)
}

const ROWS_AT_ONCE = 512

/** Probabilities where the loss is logistic, means where it is Poisson's, else values. Cost: O(rows × trees × depth). */
export function predictBoosting(model: BoostedTrees, features: Matrix): Float64Array {
  const scores = new Float64Array(features.rows).fill(model.base)
  // Few rows at a time: they stay at hand while all trees go over them.
  for (let from = 0; from < features.rows; from += ROWS_AT_ONCE) {
    const to = Math.min(features.rows, from + ROWS_AT_ONCE)
    for (let t = 0; t + 1 < model.roots.length; t++) addTree(model, model.roots[t]!, features, scores, from, to)
  }
  if (model.loss === 'logistic') return scores.map(sigmoid)
  return model.loss === 'poisson' ? scores.map(Math.exp) : scores
}

export function sigmoid(score: number): number {
  return 1 / (1 + Math.exp(-score))
}

/** All rows in one block where they are few, else in random order and blocks of at most `most`. */
function rowsInTurn(
  rows: number,
  most: number,
  seed: number,
): { readonly order: Int32Array; readonly blocks: readonly (readonly [number, number])[] } {
  const order = ascending(rows)
  const parts = Math.max(1, Math.ceil(rows / most))
  if (parts > 1) {
    const random = createRandom(seed)
    for (let i = rows - 1; i > 0; i--) {
      const other = random.below(i + 1)
      const row = order[i]!
      order[i] = order[other]!
      order[other] = row
    }
  }
  const start = (part: number) => Math.round((part * rows) / parts)
  return { order, blocks: Array.from({ length: parts }, (_, p) => [start(p), start(p + 1)] as const) }
}

function baseOf(target: Float64Array, loss: BoostingLoss): number {
  if (typeof loss === 'object') return quantile(target.slice().sort(), loss.quantile)
  const mean = target.reduce((sum, value) => sum + value, 0) / target.length
  if (loss === 'squared') return mean
  if (loss === 'poisson') return Math.log(Math.max(mean, 1e-12))
  const kept = Math.min(Math.max(mean, 1e-6), 1 - 1e-6)
  return Math.log(kept / (1 - kept))
}

function ascending(count: number): Int32Array {
  const numbers = new Int32Array(count)
  for (let i = 0; i < count; i++) numbers[i] = i
  return numbers
}

function gather(values: Float64Array, order: Int32Array): Float64Array {
  const gathered = new Float64Array(order.length)
  for (let i = 0; i < order.length; i++) gathered[i] = values[order[i]!]!
  return gathered
}

/** First and second derivative of each row's loss by its score, in turn. */
function derivativesOf(scores: Float64Array, target: Float64Array, loss: BoostingLoss): Float64Array {
  const derivatives = new Float64Array(2 * scores.length)
  if (loss === 'logistic') logisticDerivatives(scores, target, derivatives)
  else if (loss === 'poisson') poissonDerivatives(scores, target, derivatives)
  else if (loss === 'squared') squaredDerivatives(scores, target, derivatives)
  else quantileDerivatives(scores, target, loss.quantile, derivatives)
  return derivatives
}

function poissonDerivatives(scores: Float64Array, target: Float64Array, derivatives: Float64Array): void {
  for (let i = 0; i < scores.length; i++) {
    const mean = Math.exp(scores[i]!)
    derivatives[2 * i] = mean - target[i]!
    derivatives[2 * i + 1] = Math.max(mean, 1e-12)
  }
}

function squaredDerivatives(scores: Float64Array, target: Float64Array, derivatives: Float64Array): void {
  for (let i = 0; i < scores.length; i++) {
    derivatives[2 * i] = scores[i]! - target[i]!
    derivatives[2 * i + 1] = 1
  }
}

function quantileDerivatives(scores: Float64Array, target: Float64Array, at: number, derivatives: Float64Array): void {
  for (let i = 0; i < scores.length; i++) {
    derivatives[2 * i] = scores[i]! >= target[i]! ? 1 - at : -at
    derivatives[2 * i + 1] = 1
  }
}

function logisticDerivatives(scores: Float64Array, target: Float64Array, derivatives: Float64Array): void {
  for (let i = 0; i < scores.length; i++) {
    const probability = 1 / (1 + Math.exp(-scores[i]!))
    derivatives[2 * i] = probability - target[i]!
    derivatives[2 * i + 1] = Math.max(probability * (1 - probability), 1e-12)
  }
}

/** What each leaf adds to the score, by node. */
function leafValues(
  tree: GrownTree,
  order: Int32Array,
  own: { readonly scores: Float64Array; readonly target: Float64Array },
  loss: BoostingLoss,
  l2: number,
  learningRate: number,
): Float64Array {
  const values = new Float64Array(tree.feature.length)
  for (const { node, from, to } of tree.leaves) {
    if (typeof loss === 'object') {
      const residuals = new Float64Array(to - from)
      for (let i = from; i < to; i++) residuals[i - from] = own.target[order[i]!]! - own.scores[order[i]!]!
      values[node] = learningRate * quantile(residuals.sort(), loss.quantile)
    } else values[node] = (-learningRate * tree.gradient[node]!) / (tree.hessian[node]! + l2)
  }
  return values
}

/** Adds a tree to the scores of every row, whether it grew on it or not. */
function addToAll(
  tree: GrownTree,
  values: Float64Array,
  cells: Uint16Array,
  columns: number,
  scores: Float64Array,
): void {
  const lists = [tree.feature, tree.cell, tree.left, tree.right].map((list) => Int32Array.from(list))
  addCells(lists[0]!, lists[1]!, lists[2]!, lists[3]!, values, cells, columns, scores)
}

function addCells(
  feature: Int32Array,
  cell: Int32Array,
  left: Int32Array,
  right: Int32Array,
  values: Float64Array,
  cells: Uint16Array,
  columns: number,
  scores: Float64Array,
): void {
  for (let row = 0; row < scores.length; row++) {
    let node = 0
    let split = feature[0]!
    while (split >= 0) {
      node = cells[row * columns + split]! <= cell[node]! ? left[node]! : right[node]!
      split = feature[node]!
    }
    scores[row] = scores[row]! + values[node]!
  }
}

function addTree(
  { feature, threshold, left, right, value, columns }: Omit<BoostedTrees, 'loss' | 'base' | 'roots' | 'cover'>,
  root: number,
  { data }: Matrix,
  scores: Float64Array,
  from: number,
  to: number,
): void {
  for (let row = from, start = from * columns; row < to; row++, start += columns) {
    let node = root
    let split = feature[node]!
    while (split >= 0) {
      node = data[start + split]! <= threshold[node]! ? left[node]! : right[node]!
      split = feature[node]!
    }
    scores[row] = scores[row]! + value[node]!
  }
}

/** Collects trees into flat arrays. */
class Growing {
  private readonly columns: number
  private readonly base: number
  private readonly loss: BoostingLoss
  private readonly roots = [0]
  private readonly feature: number[] = []
  private readonly threshold: number[] = []
  private readonly left: number[] = []
  private readonly right: number[] = []
  private readonly value: number[] = []
  private readonly cover: number[] = []

  constructor(columns: number, base: number, loss: BoostingLoss) {
    this.columns = columns
    this.base = base
    this.loss = loss
  }

  get count(): number {
    return this.roots.length - 1
  }

  add(tree: GrownTree, values: Float64Array, { edges }: FeatureBins): void {
    const start = this.feature.length
    tree.feature.forEach((feature, node) => {
      this.feature.push(feature)
      this.threshold.push(feature < 0 ? 0 : edges[feature]![tree.bin[node]!]!)
      this.left.push(feature < 0 ? -1 : start + tree.left[node]!)
      this.right.push(feature < 0 ? -1 : start + tree.right[node]!)
      this.value.push(values[node]!)
      this.cover.push(tree.rows[node]!)
    })
    this.roots.push(this.feature.length)
  }

  /** The last tree alone, for adding it to scores. */
  last(): BoostedTrees {
    const from = this.roots.at(-2)!
    const shift = (nodes: readonly number[]) => Int32Array.from(nodes.slice(from), (node) => node - from)
    return {
      loss: this.loss,
      columns: this.columns,
      base: 0,
      roots: Int32Array.of(0, this.feature.length - from),
      feature: Int16Array.from(this.feature.slice(from)),
      threshold: Float64Array.from(this.threshold.slice(from)),
      left: shift(this.left),
      right: shift(this.right),
      value: Float64Array.from(this.value.slice(from)),
      cover: Float64Array.from(this.cover.slice(from)),
    }
  }

  /** @param kept how many trees; null: all */
  finish(kept: number | null): BoostedTrees {
    const roots = Int32Array.from(this.roots.slice(0, 1 + (kept ?? this.count)))
    const nodes = roots.at(-1)!
    return {
      loss: this.loss,
      columns: this.columns,
      base: this.base,
      roots,
      feature: Int16Array.from(this.feature.slice(0, nodes)),
      threshold: Float64Array.from(this.threshold.slice(0, nodes)),
      left: Int32Array.from(this.left.slice(0, nodes)),
      right: Int32Array.from(this.right.slice(0, nodes)),
      value: Float64Array.from(this.value.slice(0, nodes)),
      cover: Float64Array.from(this.cover.slice(0, nodes)),
    }
  }
}

/** Watches the loss on rows the trees do not grow on. */
class Judge {
  best = 0
  private readonly features: Matrix
  private readonly target: Float64Array
  private readonly loss: BoostingLoss
  private readonly scores: Float64Array
  private bestLoss: number

  constructor(validation: { features: Matrix; target: Float64Array }, base: number, loss: BoostingLoss) {
    this.features = validation.features
    this.target = validation.target
    this.loss = loss
    this.scores = new Float64Array(this.features.rows).fill(base)
    this.bestLoss = this.meanLoss()
  }

  hasHadEnough(model: Growing, patience: number): boolean {
    addTree(model.last(), 0, this.features, this.scores, 0, this.scores.length)
    const now = this.meanLoss()
    if (now < this.bestLoss) {
      this.bestLoss = now
      this.best = model.count
    }
    return model.count - this.best >= patience
  }

  private meanLoss(): number {
    const { scores, target, loss } = this
    let sum = 0
    for (let i = 0; i < scores.length; i++) {
      const score = scores[i]!
      if (loss === 'logistic') {
        // log(1 + e^s) − y·s, without overflow.
        sum += Math.max(score, 0) + Math.log1p(Math.exp(-Math.abs(score))) - target[i]! * score
      } else if (loss === 'poisson') sum += Math.exp(score) - target[i]! * score
      else {
        const error = target[i]! - score
        sum += loss === 'squared' ? error * error : error > 0 ? loss.quantile * error : (loss.quantile - 1) * error
      }
    }
    return sum / Math.max(1, scores.length)
  }
}
