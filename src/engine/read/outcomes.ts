import type { Ambiguity, ReadOutcome } from '../../contract/ambiguities.ts'
import type { ReadOptions } from '../../contract/imports.ts'
import { OrderSet } from '../columns/order-set.ts'
import { NO_CODE, RowKind, type TransactionChunk } from '../columns/types.ts'
import { dayText } from '../columns/calendar.ts'
import { inspectBytes, inspectCells, type CellFacts, type Further } from './inspect-file.ts'
import { createLayerReader, type LayerReader } from './layer-reader.ts'
import { SheetRows } from './layout/sheet-rows.ts'
import type { Inspection } from './plan.ts'
import type { OpenQuestion } from './meaning/questions.ts'

/** A sample that can be looked at and read again with other options. */
export interface Sample {
  readonly whole: boolean
  inspect(options: ReadOptions): Inspection
  /** All rows of the sample; `drain` is called between them, so that what the reader holds can be taken before it is much. */
  feed(inspection: Inspection, reader: LayerReader, drain?: () => void): void
}

/** A megabyte may hold half a million broken rows, each of which is kept with its text until it is taken. */
const DRAINED_BYTES = 16 * 1024

/** The first bytes of a delimited file, and pieces from further down that only help to see how it is written. */
export function byteSample(head: Uint8Array, whole: boolean, further: Further): Sample {
  return {
    whole,
    inspect: (options) => inspectBytes(head, whole, options, further),
    feed({ plan }, reader, drain) {
      const wide = plan.encoding === 'utf-16le' || plan.encoding === 'utf-16be'
      // The last record may go on behind the sample.
      const bytes = whole || wide ? head : head.subarray(0, head.lastIndexOf(10) + 1)
      const step = drain === undefined ? bytes.length : DRAINED_BYTES
      for (let at = 0; at < bytes.length; at += step) {
        reader.push(bytes.subarray(at, at + step))
        drain?.()
      }
    },
  }
}

/** The first rows of a sheet. */
export function cellSample(
  rows: readonly (readonly string[])[],
  whole: boolean,
  facts: CellFacts | null = null,
): Sample {
  return {
    whole,
    inspect: (options) => inspectCells(rows, options, whole, facts),
    feed({ plan }, reader, drain) {
      const sheet = SheetRows.of(plan)
      for (let i = plan.firstLine - 1; i < rows.length; i++) {
        reader.pushCells(sheet?.take(rows[i]!) ?? rows[i]!, i + 1)
        drain?.()
      }
    },
  }
}

/**
 * Reads the sample once for every answer to what is open and says what comes of it. Questions whose answers all lead to
 * the same are no questions.
 * @param today days since 1970-01-01, or null: nothing lies in the future then
 * Cost: one look and one reading of the sample for every answer that is not the assumed one
 */
export function weigh(
  inspection: Inspection,
  options: ReadOptions,
  sample: Sample,
  today: number | null,
): { ambiguities: Ambiguity[]; looked: { rows: number; whole: boolean } } {
  const isOrders = inspection.kind === 'orders' && inspection.problems.length === 0
  if (!isOrders || inspection.questions.length === 0)
    return { ambiguities: [], looked: { rows: inspection.sampleRows, whole: sample.whole } }
  const assumed = outcomeOf(inspection, sample, today, null)
  const ambiguities = inspection.questions.flatMap((question) => weighOne(question, options, sample, assumed, today))
  return { ambiguities, looked: { rows: assumed.rows, whole: sample.whole } }
}

function weighOne(
  question: OpenQuestion,
  options: ReadOptions,
  sample: Sample,
  assumed: ReadOutcome,
  today: number | null,
): Ambiguity[] {
  const weighed = question.options.map((option) => ({
    ...option,
    outcome: option.assumed
      ? assumed
      : outcomeOf(sample.inspect({ ...options, ...option.choose }), sample, today, assumed.bestMonth?.month ?? null),
  }))
  const outcomes = new Set(weighed.map(({ outcome }) => JSON.stringify(outcome)))
  return outcomes.size > 1 || question.settled ? [{ ...question, options: weighed }] : []
}

/**
 * What the reader of the import makes of the sample.
 * @param month the month to compare by; null: the one with the most revenue
 */
function outcomeOf(inspection: Inspection, sample: Sample, today: number | null, month: string | null): ReadOutcome {
  if (inspection.problems.length > 0)
    return { ...nothing, rows: inspection.sampleRows, unreadable: inspection.sampleRows }
  const reader = createLayerReader(inspection, { keepsRejected: false })
  sample.feed(inspection, reader)
  const { chunks, tail, firstDay, lastDay } = reader.finish()
  if (tail.kind !== 'orders') return nothing
  const { read, rejected } = reader.counts
  const none = read === rejected
  const tally = new Tally(today)
  for (const chunk of chunks) tally.add(chunk)
  return {
    rows: read,
    unreadable: rejected,
    revenue: tally.revenue,
    orders: tally.orders.size,
    customers: tail.customers.count,
    firstDate: none ? null : dayText(firstDay),
    lastDate: none ? null : dayText(lastDay),
    future: tally.future,
    bestMonth: month === null ? tally.bestMonth() : tally.in(month),
  }
}

/** Share (0–1) of the sample's rows that the reader of the import cannot read; 1 where it cannot be imported at all. */
export function shareUnreadable(inspection: Inspection, sample: Sample): number {
  if (inspection.problems.length > 0) return 1
  const reader = createLayerReader(inspection)
  sample.feed(inspection, reader)
  reader.finish()
  const { read, rejected } = reader.counts
  return read === 0 ? 0 : rejected / read
}

const nothing: ReadOutcome = {
  rows: 0,
  unreadable: 0,
  revenue: 0,
  orders: 0,
  customers: 0,
  firstDate: null,
  lastDate: null,
  future: 0,
  bestMonth: null,
}

/** Sums of a sample: shown with a few digits, so numbers will do. */
class Tally {
  revenue = 0
  future = 0
  readonly orders = new OrderSet()
  private readonly months = new Map<string, number>()
  private readonly today: number

  constructor(today: number | null) {
    this.today = today ?? Infinity
  }

  add({ rows, scale, customer, orderLow, orderHigh, day, amount, kind }: TransactionChunk): void {
    for (let i = 0; i < rows; i++) {
      if (day[i]! > this.today) this.future++
      if (customer[i] === NO_CODE) continue
      if (kind[i] === RowKind.purchase) this.orders.add(0, orderLow[i]!, orderHigh[i]!)
      const money = amount[i]! / 10 ** scale
      this.revenue += money
      const month = dayText(day[i]!).slice(0, 7)
      this.months.set(month, (this.months.get(month) ?? 0) + money)
    }
  }

  in(month: string): ReadOutcome['bestMonth'] {
    return { month, revenue: this.months.get(month) ?? 0 }
  }

  bestMonth(): ReadOutcome['bestMonth'] {
    let best: { month: string; revenue: number } | null = null
    for (const [month, revenue] of this.months) if (best === null || revenue > best.revenue) best = { month, revenue }
    return best
  }
}
