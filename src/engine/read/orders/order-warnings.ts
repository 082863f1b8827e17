import type { Warning } from '../../../contract/messages.ts'

/** What a reader of orders noticed and has to tell. */
export interface OrderTroubles {
  /** ISO code of the rows that were taken, or null where none names one. */
  readonly currency: string | null
  /** Rows in other ones, which are kept apart. */
  readonly foreign: readonly ForeignRows[]
  /** Rows whose amount repeats the total of their order. */
  readonly repeated: number
  readonly withoutCustomer: number
}

export interface ForeignRows {
  /** ISO code. */
  readonly currency: string
  readonly rows: number
}

export function orderWarnings(troubles: OrderTroubles): Warning[] {
  const { currency, foreign, repeated, withoutCustomer } = troubles
  const warnings: Warning[] = []
  const add = (code: string, params: NonNullable<Warning['params']>): void => {
    warnings.push({ severity: 'warning', code, params })
  }
  for (const { currency: other, rows } of foreign)
    add('import.warning.other_currency', { rows, other, currency: currency ?? '' })
  if (repeated > 0) add('import.warning.repeated_totals', { rows: repeated })
  if (withoutCustomer > 0) add('import.warning.without_customer', { rows: withoutCustomer })
  return warnings
}
