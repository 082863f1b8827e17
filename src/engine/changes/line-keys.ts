import type { ChunkColumn } from '../columns/chunk-codec.ts'
import type { DatasetChunk } from '../dataset/dataset.ts'

/** Columns that make up the key of an order and of a line. */
export const orderKeyColumns = ['customer', 'orderLow', 'orderHigh'] as const satisfies readonly ChunkColumn[]
export const lineKeyColumns = [
  ...orderKeyColumns,
  'day',
  'amount',
  'kind',
  'product',
] as const satisfies readonly ChunkColumn[]

/**
 * 64-bit keys of rows, as two words. An order is (customer, order number): two shops may count from 1 alike. A line is
 * its order, day, product, amount and kind. Among ten million different lines the chance of any two being taken for one
 * is about three in a million. Codes are the dataset's, so that lines of two files compare.
 */
export class LineKeys {
  low = 0
  high = 0

  order({ customer, orderLow, orderHigh }: DatasetChunk, row: number): void {
    const who = customer[row]!
    this.low = mix(orderLow[row]! ^ Math.imul(who + 1, 0x9e3779b1))
    this.high = mix(orderHigh[row]! ^ Math.imul(who + 1, 0x85ebca77) ^ this.low)
  }

  line(chunk: DatasetChunk, row: number): void {
    this.order(chunk, row)
    const amount = chunk.amount[row]!
    let a = this.low ^ Math.imul(chunk.day[row]!, 0x27d4eb2f)
    let b = this.high ^ Math.imul(chunk.product[row]! + 1, 0x165667b1)
    a = mix(a ^ Math.imul(amount | 0, 0x9e3779b1))
    b = mix(b ^ Math.imul(Math.floor(amount / 0x100000000) | 0, 0x85ebca77) ^ a)
    this.low = mix(a ^ chunk.kind[row]! ^ Math.imul(b, 0x2c1b3c6d))
    this.high = mix(b ^ this.low)
  }
}

function mix(value: number): number {
  let h = value
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}
