import type { RowCounts } from '../../contract/imports.ts'
import type { Warning } from '../../contract/messages.ts'
import { NO_DAY } from '../columns/types.ts'
import type { LayerResult, LayerPart } from './layer-reader.ts'
import { joinOrdersParts } from './orders/orders-part.ts'
import { orderWarnings, type ForeignRows } from './orders/order-warnings.ts'
import type { ReadPlan } from './plan.ts'

/** Whether rows of a file may be read without knowing those before them: only then can several readers share it. */
export function canReadInParts(plan: ReadPlan): boolean {
  return (
    plan.kind === 'orders' &&
    !plan.repeatedTotals &&
    !plan.headTotals &&
    !plan.orderOnFirstLine &&
    plan.fillDown === undefined &&
    !plan.adjustments.some(({ perOrder }) => perOrder) &&
    !plan.encoding.startsWith('utf-16') &&
    // A reader that starts further down does not know which line it is on.
    plan.footerLine === null
  )
}

export interface JoinedParts extends Omit<LayerResult, 'chunks' | 'rejected'> {
  readonly counts: RowCounts
  /** What is to be added to the line numbers of each part's rejected rows. */
  readonly lines: readonly number[]
}

/** A part as it is joined: what it yielded has been taken, and only the number of chunks counts. */
export type EndedPart = Omit<LayerPart, 'chunks' | 'rejected'> & { readonly chunks: number }

/**
 * The whole of parts that follow each other without a gap.
 * @returns null where a later part would have been read otherwise with the earlier ones in mind (its currency or its
 *   encoding was decided differently): then the file must be read in one go
 */
export function joinParts(parts: readonly EndedPart[]): JoinedParts | null {
  const first = parts[0]!
  let { currency } = first.orders.troubles
  let { encoding, evidence } = first
  let line = first.nextLine
  const lines = [0]
  for (const part of parts.slice(1)) {
    const own = part.orders.troubles.currency
    if (currency !== null && own !== null && own !== currency) return null
    currency ??= own
    // Once a code page was found every byte beyond ASCII is read by it; before that, the first one decides.
    if (evidence === 'code page' || (evidence === 'utf-8' && part.evidence === 'code page')) return null
    if (evidence === 'none') ({ encoding, evidence } = part)
    lines.push(line)
    line += part.nextLine
  }
  const sum = (of: (part: EndedPart) => number) => parts.reduce((total, part) => total + of(part), 0)
  const troubles = parts.map(({ orders }) => orders.troubles)
  const foreign = joinForeign(troubles.flatMap((each) => each.foreign))
  const warnings: Warning[] = orderWarnings({
    currency,
    foreign,
    repeated: sum(({ orders }) => orders.troubles.repeated),
    withoutCustomer: sum(({ orders }) => orders.troubles.withoutCustomer),
  })
  const strayQuotes = sum((part) => part.strayQuotes)
  if (strayQuotes > 0)
    warnings.push({ severity: 'info', code: 'import.warning.stray_quotes', params: { rows: strayQuotes } })
  const dated = parts.filter(({ firstDay }) => firstDay !== NO_DAY)
  return {
    tail: joinOrdersParts(
      parts.map(({ orders }) => orders),
      parts.map(({ chunks }) => chunks),
    ),
    firstDay: dated.length === 0 ? NO_DAY : Math.min(...dated.map(({ firstDay }) => firstDay)),
    lastDay: dated.length === 0 ? NO_DAY : Math.max(...dated.map(({ lastDay }) => lastDay)),
    currency,
    foreignRows: foreign,
    nextLine: line,
    encoding,
    warnings,
    counts: {
      read: sum(({ counts }) => counts.read),
      accepted: sum(({ counts }) => counts.accepted),
      rejected: sum(({ counts }) => counts.rejected),
      withoutCustomer: sum(({ counts }) => counts.withoutCustomer),
      purchases: sum(({ counts }) => counts.purchases),
      returns: sum(({ counts }) => counts.returns),
      zero: sum(({ counts }) => counts.zero),
      void: sum(({ counts }) => counts.void),
    },
    lines,
  }
}

function joinForeign(parts: readonly ForeignRows[]): ForeignRows[] {
  const rows = new Map<string, number>()
  for (const { currency, rows: some } of parts) rows.set(currency, (rows.get(currency) ?? 0) + some)
  return [...rows].map(([currency, all]) => ({ currency, rows: all }))
}
