import type { RowCounts } from '../../../contract/imports.ts'
import type { RowKind } from '../../columns/types.ts'

/** Rows that were written, as the kernel counts them. */
export interface WrittenRows {
  readonly accepted: number
  readonly withoutCustomer: number
  /** Accepted rows by RowKind. */
  readonly kinds: readonly number[]
  readonly firstDay: number
  readonly lastDay: number
}

/** Counts the rows of orders that were written. */
export class OrderTally {
  withoutCustomer = 0
  /** Days since 1970-01-01; ±Infinity: no row yet. */
  firstDay = Infinity
  lastDay = -Infinity
  private accepted = 0
  private readonly kinds = [0, 0, 0, 0]

  row(hasCustomer: boolean, kind: RowKind, day: number): void {
    if (hasCustomer) {
      this.accepted++
      this.kinds[kind]!++
    } else this.withoutCustomer++
    if (day < this.firstDay) this.firstDay = day
    if (day > this.lastDay) this.lastDay = day
  }

  add(rows: WrittenRows): void {
    this.accepted += rows.accepted
    this.withoutCustomer += rows.withoutCustomer
    for (const [kind, count] of rows.kinds.entries()) this.kinds[kind]! += count
    if (rows.firstDay < this.firstDay) this.firstDay = rows.firstDay
    if (rows.lastDay > this.lastDay) this.lastDay = rows.lastDay
  }

  counts(): Omit<RowCounts, 'read' | 'rejected'> {
    const { accepted, withoutCustomer } = this
    const [purchases, returns, zero, voided] = this.kinds as [number, number, number, number]
    return { accepted, withoutCustomer, purchases, returns, zero, void: voided }
  }
}
