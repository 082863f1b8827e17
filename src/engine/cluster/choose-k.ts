import type { Note, Warning } from '../../contract/messages.ts'
import { findKnee } from './knee.ts'

/** Results for one k; `silhouette` null for one cluster. */
export interface KMeasure {
  readonly k: number
  readonly inertia: number
  readonly silhouette: number | null
}

export interface KSuggestion {
  readonly suggested: number
  readonly reason: Note
  /** Kneedle's answer on the inertia curve from k = 1, or null. */
  readonly knee: number | null
  /** The best silhouette lies at the largest k tried: a wider range is worth trying. */
  readonly widerRangeOffered: boolean
  readonly warnings: readonly Warning[]
}

/** Two groups nearly always win the silhouette on customers and help no marketer. */
const LEAST_K = 3
/** The largest k that can be asked for. */
export const MOST_K = 50
/** A finer split must be better by more than this to be worth its complexity. */
const WORTH = 0.01

/**
 * Suggests a number of clusters: the smallest k ≥ 3 whose mean silhouette is within 0.01 of the best over 3 ≤ k ≤ max. The
 * knee of the inertia curve is the second opinion. Where there is no k ≥ 3, the largest k there is.
 *
 * @param measures k = 1, 2, 3 … without gaps, as far as there are as many clusters as asked for
 * @param maxK the largest k asked for
 * @param customers how many were clustered
 */
export function suggestK(measures: readonly KMeasure[], maxK: number, customers: number): KSuggestion {
  const last = measures.at(-1)
  if (last === undefined) throw new RangeError('cluster: needs a result for k = 1')
  const knee = kneeOf(measures)
  const warnings = last.k < maxK && customers > 1 ? [fewDistinct(last.k, maxK, customers)] : []

  const eligible = measures.filter(({ k, silhouette }) => k >= LEAST_K && silhouette !== null)
  if (eligible.length === 0) {
    return { suggested: last.k, reason: reasonForFew(last, maxK, customers), knee, widerRangeOffered: false, warnings }
  }
  const best = eligible.reduce((a, b) => (b.silhouette! > a.silhouette! ? b : a))
  const suggested = eligible.find(({ silhouette }) => silhouette! >= best.silhouette! - WORTH) ?? best
  return {
    suggested: suggested.k,
    reason: reasonFor(suggested, best, knee),
    knee,
    widerRangeOffered: best.k === maxK && maxK < MOST_K,
    warnings,
  }
}

function fewDistinct(largest: number, max: number, customers: number): Warning {
  if (largest === 1) return { severity: 'warning', code: 'cluster.all_alike', params: { customers } }
  return { severity: 'warning', code: 'cluster.few_distinct', params: { largest, max } }
}

function reasonForFew({ k, silhouette }: KMeasure, maxK: number, customers: number): Note {
  if (customers === 1) return { code: 'cluster.reason_one_customer' }
  if (k === maxK) return { code: 'cluster.reason_range', params: { k } }
  return k === 1
    ? { code: 'cluster.reason_alike' }
    : { code: 'cluster.reason_two', params: { silhouette: silhouette ?? 0 } }
}

function kneeOf(measures: readonly KMeasure[]): number | null {
  return findKnee(
    measures.map(({ k }) => k),
    measures.map(({ inertia }) => inertia),
    { curve: 'convex', direction: 'decreasing' },
  )
}

function reasonFor(suggested: KMeasure, best: KMeasure, knee: number | null): Note {
  const params = {
    k: suggested.k,
    silhouette: suggested.silhouette!,
    best: best.k,
    bestSilhouette: best.silhouette!,
  }
  const why = suggested.k === best.k ? 'best' : 'simpler'
  if (knee === null) return { code: `cluster.reason_${why}_no_knee`, params }
  const verdict = knee === suggested.k ? 'agree' : 'differ'
  return { code: `cluster.reason_${why}_${verdict}`, params: { ...params, knee } }
}
