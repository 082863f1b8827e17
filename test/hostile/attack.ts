/** A file made to be misread, and what may come of it. */
export interface Attack {
  readonly bytes: () => Uint8Array | string
  readonly gives: Outcome
}

export interface Outcome {
  /** `customer | day | amount` that must be among what is read; null: any. Left out: it must not be read. */
  readonly rows?: readonly string[] | null
  /** Rows read in all; by default as many as `rows`. */
  readonly read?: number
  readonly atMost?: number
  readonly anyOrder?: boolean
  /** Sentences that do as well. */
  readonly codes?: readonly string[]
}

export const honestRows = {
  rows: ['A | 2026-01-05 | 3.5', 'B | 2026-01-06 | 4.5', 'C | 2026-01-07 | 5.5'],
} as const satisfies Outcome
