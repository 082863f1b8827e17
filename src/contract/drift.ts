import { z } from 'zod'
import type { Note } from './messages.ts'
import { operation } from './operation.ts'

/** Who changed segment (or cluster) between the previous run and the latest one. */
export interface Drift {
  readonly by: 'segment' | 'cluster'
  readonly previous: { readonly runId: string; readonly createdAt: string; readonly asOf: string }
  readonly asOf: string
  /** Labels of both runs in their usual order: segment labels with "No purchase" last, or cluster ids as text. */
  readonly from: readonly string[]
  readonly to: readonly string[]
  /** from × to: customers of both runs. */
  readonly counts: readonly (readonly number[])[]
  /** By `to`: customers the previous run did not know. */
  readonly appeared: readonly number[]
  /** By `from`: customers the latest run does not know any more. */
  readonly gone: readonly number[]
  readonly moved: number
  readonly stayed: number
  readonly note: Note
}

/** How far the clusters would be the same had other customers come. */
export interface Stability {
  readonly k: number
  readonly resamples: number
  /** Customers in each resample, and those the labels are compared on. */
  readonly sample: number
  readonly compared: number
  /** Adjusted Rand index against the clusters shown: mean, and the 2.5 and 97.5 % quantiles over the resamples. */
  readonly mean: number
  readonly low: number
  readonly high: number
  readonly verdict: 'stable' | 'fair' | 'shaky'
  readonly note: Note
}

export const driftOperations = {
  /** null: there is no earlier run whose customers are still kept. */
  'segments.drift': operation<Drift | null>()(
    'query',
    z.strictObject({ projectId: z.string(), by: z.enum(['segment', 'cluster']).default('segment') }),
  ),
  /** null for fewer than two clusters. */
  'analysis.stability': operation<Stability | null>()('query', z.strictObject({ projectId: z.string() })),
}
