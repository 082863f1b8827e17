import type { ReadOptions, RejectedRow, RowCounts } from '../../src/contract/imports.ts'
import { NO_CODE, NO_DAY } from '../../src/engine/columns/types.ts'
import type { StringColumn, TransactionChunk } from '../../src/engine/columns/types.ts'
import { decodeUtf8, encodeUtf8 } from '../../src/engine/read/text/bytes.ts'
import { dayText } from '../../src/engine/columns/calendar.ts'
import { inspectBytes } from '../../src/engine/read/inspect-file.ts'
import type { Inspection } from '../../src/engine/read/inspect-file.ts'
import { createLayerReader } from '../../src/engine/read/layer-reader.ts'
import type { LayerReaderSettings, LayerResult } from '../../src/engine/read/layer-reader.ts'

export interface ReadText {
  readonly inspection: Inspection
  readonly result: LayerResult
  readonly counts: RowCounts
  readonly chunks: readonly TransactionChunk[]
  readonly rejected: readonly RejectedRow[]
  /** `customer | day | amount | kind | product | category`, one for each row of the chunks. */
  readonly rows: readonly string[]
  /** Order hashes, one for each row, as text. */
  readonly orders: readonly string[]
  /** role → column name. */
  readonly roles: Readonly<Record<string, string>>
}

export function strings(column: StringColumn): string[] {
  return Array.from({ length: column.count }, (_, i) =>
    decodeUtf8(column.bytes, column.offsets[i], column.offsets[i + 1]),
  )
}

const kinds = ['purchase', 'return', 'zero', 'void']

export function exactAmount(amount: number, scale: number): string {
  const digits = String(Math.abs(amount)).padStart(scale + 1, '0')
  const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`
  return `${amount < 0 ? '-' : ''}${text.includes('.') ? text.replace(/\.?0+$/, '') : text}`
}

/** Detects and reads a whole file; `cuts` are positions at which its bytes are pushed apart. */
export function readText(
  text: string | Uint8Array,
  options: ReadOptions = {},
  cuts: readonly number[] = [],
  settings: LayerReaderSettings = {},
): ReadText {
  const bytes = typeof text === 'string' ? encodeUtf8(text) : text
  const inspection = inspectBytes(bytes, true, options)
  return readInspected(bytes, inspection, cuts, settings)
}

export function readInspected(
  bytes: Uint8Array,
  inspection: Inspection,
  cuts: readonly number[] = [],
  settings: LayerReaderSettings = {},
): ReadText {
  const reader = createLayerReader(inspection, settings)
  const chunks: TransactionChunk[] = []
  const rejected: RejectedRow[] = []
  let from = 0
  for (const cut of [...cuts, bytes.length]) {
    reader.push(bytes.subarray(from, cut))
    chunks.push(...reader.takeChunks())
    rejected.push(...reader.takeRejected())
    from = cut
  }
  const result = reader.finish()
  chunks.push(...result.chunks)
  rejected.push(...result.rejected)
  const rows: string[] = []
  const orders: string[] = []
  if (result.tail.kind === 'orders') {
    const customers = strings(result.tail.customers)
    const products = strings(result.tail.products)
    const categories = strings(result.tail.categories)
    const name = (list: string[], code: number): string => (code === NO_CODE ? '' : list[code]!)
    for (const chunk of chunks)
      for (let i = 0; i < chunk.rows; i++) {
        rows.push(
          [
            name(customers, chunk.customer[i]!),
            chunk.day[i] === NO_DAY ? '' : dayText(chunk.day[i]!),
            exactAmount(chunk.amount[i]!, chunk.scale),
            kinds[chunk.kind[i]!]!,
            name(products, chunk.product[i]!),
            name(categories, chunk.category[i]!),
          ].join(' | '),
        )
        orders.push(`${chunk.orderHigh[i]} ${chunk.orderLow[i]}`)
      }
  }
  const roles: Record<string, string> = {}
  for (const column of inspection.columns)
    if (column.role !== 'attribute' && column.role !== 'ignore') roles[column.role] = column.name
  return { inspection, result, counts: reader.counts, chunks, rejected, rows, orders, roles }
}

/** The kept value of an attribute for every customer (or row of a customers file), '' where there is none. */
export function attribute(result: LayerResult, name: string): string[] {
  const column = result.tail.attributes.find((candidate) => candidate.name === name)
  if (column === undefined) throw new Error(`no attribute ${name}`)
  const values = strings(column.dictionary)
  return Array.from(column.codes, (code) => (code === NO_CODE ? '' : values[code]!))
}
