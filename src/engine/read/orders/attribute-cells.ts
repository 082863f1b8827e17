import type { AttributeColumn } from '../../columns/types.ts'
import type { Encoding } from '../text/encoding.ts'
import type { LatestStore } from './order-stores.ts'
import type { PartAttribute } from './orders-part.ts'
import type { ReadPlan } from '../plan.ts'
import { cutEnd, MOST_VALUE_BYTES } from '../stores/kept-cells.ts'
import { toUtf8Column } from '../text/rows.ts'
import type { Row } from '../text/rows.ts'

/** The columns that are kept under their own name: for each customer the latest value that is not blank. */
export class AttributeCells {
  private readonly plans: ReadPlan['attributes']
  private readonly values: readonly LatestStore[]

  /** @param values one for each of `plans` */
  constructor(plans: ReadPlan['attributes'], values: readonly LatestStore[]) {
    this.plans = plans
    this.values = values
  }

  /** Offers a row's cells, dated by day and second. */
  take({ buffer, starts, ends }: Row, customer: number, day: number, second: number): void {
    for (let i = 0; i < this.plans.length; i++) {
      const { index } = this.plans[i]!
      let from = starts[index]!
      let to = ends[index]!
      while (from < to && buffer[from]! <= 0x20) from++
      while (from < to && buffer[to - 1]! <= 0x20) to--
      if (to - from > MOST_VALUE_BYTES) to = cutEnd(buffer, from)
      if (from < to) this.values[i]!.offer(customer, day, second, buffer, from, to)
    }
  }

  /** @param customers how many there are */
  columns(customers: number, encoding: Encoding): AttributeColumn[] {
    return this.plans.map((_, i) => this.column(i, customers, encoding))
  }

  /** The same with the moment of each value, so that parts of a file can be joined. */
  dated(customers: number, encoding: Encoding): PartAttribute[] {
    return this.plans.map((_, i) => {
      const moments = this.values[i]!.moments(customers)
      return { ...this.column(i, customers, encoding), moments }
    })
  }

  /** Ends a column: what was kept for it is given up before the next one is laid out. */
  private column(i: number, customers: number, encoding: Encoding): AttributeColumn {
    const { name, role } = this.plans[i]!
    const { codes, dictionary } = this.values[i]!.finish(customers)
    return { name, role, codes, dictionary: toUtf8Column(dictionary, encoding) }
  }
}
