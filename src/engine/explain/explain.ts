import type { ClusterPlace, ComparedFigure, Explanation, SegmentMove } from '../../contract/explain.ts'
import type { Note } from '../../contract/messages.ts'
import type { TierThresholds } from '../../contract/projects.ts'
import type { CustomerColumns } from '../rfm/customer-columns.ts'
import { NO_DAY } from '../columns/types.ts'
import { median } from '../rfm/quantile.ts'
import { frequencyScore, labelName, labelOf, recencyScore, type Cuts } from './labels.ts'
import { movesOf, nearestMoves, SILENCE_DAYS, type Standing } from './moves.ts'

export interface ExplainInput {
  readonly columns: CustomerColumns
  readonly asOf: number
  readonly scale: number
  readonly digits: number
  readonly cuts: Cuts
  readonly tiers: TierThresholds
  readonly medians: Medians
}

/** The place of a customer among the clusters of the chosen k. */
export interface Clusters {
  readonly features: {
    readonly names: readonly string[]
    readonly means: readonly number[]
    readonly deviations: readonly number[]
  }
  /** z-scored features of her, and of the centroids (clusters × features). */
  readonly point: ArrayLike<number>
  readonly centroids: ArrayLike<number>
  readonly own: number
  readonly ids: readonly number[]
}

/**
 * Why a customer is in her segment and cluster, and what would move her.
 * @param i position in the columns
 * @param clusters null without a purchase
 * Cost: O(cut-points + clusters × features).
 */
export function explain(input: ExplainInput, i: number, clusters: Clusters | null): Explanation {
  const standing = standingOf(input, i)
  return {
    why: whySegment(standing, input.cuts),
    moves: movesOf(standing, input.cuts, input.tiers),
    figures: standing.recency === null ? [] : compare(input, i, input.medians),
    cluster: clusters === null ? null : placeOf(clusters),
  }
}

type FigureName = ComparedFigure['name']
export type Medians = Readonly<Record<FigureName, number>>

/** A figure of one customer with a purchase. */
function figureOf({ columns, scale }: Pick<ExplainInput, 'columns' | 'scale'>, name: FigureName, i: number): number {
  if (name === 'recency') return columns.recency[i]!
  if (name === 'frequency') return columns.frequency[i]!
  if (name === 'returns') return columns.rows[i] === 0 ? 0 : (100 * columns.returnRows[i]!) / columns.rows[i]!
  const net = columns.net[i]! / 10 ** scale
  return name === 'monetary' ? net : net / columns.frequency[i]!
}

const figureNames = ['recency', 'frequency', 'monetary', 'basket', 'returns'] as const satisfies readonly FigureName[]

/** Medians over the customers with a purchase: once a run. Cost: five sorts. */
export function mediansOf(input: Pick<ExplainInput, 'columns' | 'scale'>): Medians {
  const entries = figureNames.map((name) => {
    const values = Float64Array.from(input.columns.buyers, (i) => figureOf(input, name, i)).sort()
    return [name, values.length === 0 ? 0 : median(values)]
  })
  return Object.fromEntries(entries) as Record<FigureName, number>
}

function compare(input: ExplainInput, i: number, medians: Medians): ComparedFigure[] {
  const { buyers } = input.columns
  return figureNames.map((name) => {
    const value = figureOf(input, name, i)
    let smaller = 0
    for (const other of buyers) if (figureOf(input, name, other) < value) smaller++
    return { name, value, median: medians[name], below: (100 * smaller) / buyers.length }
  })
}

/** The figures of a customer that her labels are made of. */
export function standingOf({ columns, asOf, scale, digits }: ExplainInput, i: number): Standing {
  const minorUnit = 10 ** digits
  const since = columns.signup[i]! === NO_DAY ? columns.firstPurchase[i]! : columns.signup[i]!
  const last = columns.lastEvent[i]! === NO_DAY ? columns.lastPurchase[i]! : columns.lastEvent[i]!
  const bought = columns.recency[i]! >= 0
  return {
    recency: bought ? columns.recency[i]! : null,
    orders: columns.frequency[i]!,
    // Finer decimals than the currency's count in full: what is missing is rounded up, never down.
    netMinor: scale > digits ? columns.net[i]! / 10 ** (scale - digits) : columns.net[i]! * 10 ** (digits - scale),
    minorUnit,
    givenValue: columns.valueGiven[i] === 1,
    since: since === NO_DAY ? null : asOf - since,
    silence: last === NO_DAY ? null : asOf - last,
    asOf,
  }
}

function whySegment({ recency, orders }: Standing, cuts: Cuts): Note[] {
  if (recency === null) return [{ code: 'explain.why.no_purchase' }]
  const r = recencyScore(recency, cuts)
  const f = frequencyScore(orders, cuts)
  return [
    { code: 'explain.why.segment', params: { r, f, label: labelName(labelOf(recency, orders, cuts)) } },
    scoreNote('recency', recency, r, cuts.r, 5 - r),
    scoreNote('frequency', orders, f, cuts.f, f - 1),
  ]
}

/** @param below how many cut-points lie below the value */
function scoreNote(what: string, value: number, score: number, cuts: readonly number[], below: number): Note {
  if (cuts.length === 0) return { code: `explain.why.${what}.alike`, params: { value, score } }
  const low = cuts[below - 1]
  const high = cuts[below]
  const params = { value, score, ...(low === undefined ? {} : { low }), ...(high === undefined ? {} : { high }) }
  const which = low === undefined ? 'first' : high === undefined ? 'last' : 'between'
  return { code: `explain.why.${what}.${which}`, params }
}

/** Features whose centroid lies this far (standard deviations) from everyone's mean set a cluster apart. */
const APART = 0.25

function placeOf({ features, point, centroids, own, ids }: Clusters): ClusterPlace {
  const width = features.names.length
  const distance = (cluster: number) => {
    let squares = 0
    for (let j = 0; j < width; j++) squares += (point[j]! - centroids[cluster * width + j]!) ** 2
    return Math.sqrt(squares)
  }
  let nearest = -1
  for (let cluster = 0; cluster < ids.length; cluster++) {
    if (cluster !== own && (nearest === -1 || distance(cluster) < distance(nearest))) nearest = cluster
  }
  const why = features.names
    .map((name, j) => ({ name, z: point[j]!, effect: centroids[own * width + j]!, j }))
    .filter(({ z, effect }) => Math.abs(effect) >= APART && z * effect > 0)
    .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect))
    .map(({ name, z, effect, j }): Note => {
      // Centroid and mean in the feature's own unit: the means are those of log1p.
      const unit = (score: number) => Math.expm1(score * features.deviations[j]! + features.means[j]!)
      const side = effect > 0 ? 'high' : 'low'
      const known = name === 'recency' || name === 'frequency' || name === 'monetary'
      return {
        code: known ? `explain.cluster.${name}.${side}` : `explain.cluster.other.${side}`,
        params: { feature: name, value: unit(z), cluster: unit(effect), usual: unit(0) },
      }
    })
  const away = nearest === -1 ? 0 : distance(nearest)
  return {
    clusterId: ids[own]!,
    why,
    nearest: nearest === -1 ? null : ids[nearest]!,
    margin: nearest === -1 ? null : away === 0 ? 0 : Math.max(0, 1 - distance(own) / away),
  }
}

/**
 * Everyone's nearest moves, counted: from which segment how many customers are how many orders from which other one, and
 * how many fall into which within 30 days of silence. Most customers first.
 * Cost: O(distinct pairs of recency and orders).
 */
export function segmentMoves({ columns, cuts }: Pick<ExplainInput, 'columns' | 'cuts'>): SegmentMove[] {
  const pairs = new Map<number, number>()
  for (const i of columns.buyers) {
    const key = columns.recency[i]! * 65_536 + Math.min(columns.frequency[i]!, 65_535)
    pairs.set(key, (pairs.get(key) ?? 0) + 1)
  }
  const counted = new Map<string, { move: Omit<SegmentMove, 'customers' | 'note'>; customers: number }>()
  const add = (move: Omit<SegmentMove, 'customers' | 'note'>, customers: number) => {
    const key = JSON.stringify(move)
    const known = counted.get(key)
    if (known === undefined) counted.set(key, { move, customers })
    else known.customers += customers
  }
  for (const [key, customers] of pairs) {
    const recency = Math.floor(key / 65_536)
    const orders = key % 65_536
    const from = labelName(labelOf(recency, orders, cuts))
    const { order, silence } = nearestMoves(recency, orders, cuts)
    if (order !== null)
      add({ by: 'order', from, to: labelName(order.label), orders: order.orders, days: null }, customers)
    if (silence !== null)
      add({ by: 'silence', from, to: labelName(silence.label), orders: null, days: SILENCE_DAYS }, customers)
  }
  return [...counted.values()]
    .sort((a, b) => b.customers - a.customers || (JSON.stringify(a.move) < JSON.stringify(b.move) ? -1 : 1))
    .map(({ move, customers }) => ({
      ...move,
      customers,
      note: {
        code: `explain.moves.${move.by}`,
        params: {
          customers,
          from: move.from,
          to: move.to,
          ...(move.orders === null ? {} : { orders: move.orders }),
          ...(move.days === null ? {} : { days: move.days }),
        },
      },
    }))
}
