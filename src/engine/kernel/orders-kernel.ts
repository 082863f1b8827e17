import { CHUNK_ROWS } from '../columns/types.ts'
import type { OrderStores } from '../read/orders/order-stores.ts'
import type { WrittenRows } from '../read/orders/order-tally.ts'
import { kernelStores } from './kernel-stores.ts'
import type { KernelChunks } from './kernel-stores.ts'
import { MemoryView } from './memory-view.ts'
import { instantiate } from './web-assembly.ts'

/** In the order in which the kernel knows them. */
const roles = [
  'customer',
  'email',
  'order',
  'date',
  'amount',
  'price',
  'quantity',
  'product',
  'name',
  'category',
  'status',
  'type',
  'currency',
  'cancelled',
] as const

/** How the kernel is to read a file. */
export interface KernelPlan {
  readonly delimiter: number
  /** −1: none. */
  readonly quote: number
  readonly columnCount: number
  readonly maxRecordBytes: number
  /** Rows that start with this byte are left to others; −1: none. */
  readonly remarkByte: number
  /** So are rows of this many bytes; −1: none. */
  readonly headerLength: number
  /** Index of each role's column; −1: none. */
  readonly columns: Readonly<Record<(typeof roles)[number], number>>
  readonly attributes: readonly number[]
  readonly dateOrder: 'dmy' | 'mdy' | 'ymd'
  /** Years of two digits below it are of this century. */
  readonly pivot: number
  readonly customerPointZero: boolean
  readonly orderPointZero: boolean
  readonly cancelMark: boolean
  /** Decimal comma of the money, and of the quantity. */
  readonly moneyComma: boolean
  readonly quantityComma: boolean
  /** Decimals that the money has beside those that are written: 2 where it is in cents. */
  readonly moneyDigits: number
  readonly zoneOffset: (epochMilliseconds: number) => number
}

/** What is to be thought of bytes beyond ASCII. */
export const Letters = { unknown: 0, utf8: 1, any: 2 } as const
export type Letters = (typeof Letters)[keyof typeof Letters]

/** Bytes that are laid before the kernel at once. */
export const INPUT_BYTES = 256 * 1024
const ROOM = 2 * INPUT_BYTES

export const MOST_COLUMNS = 512
/** Of more columns the values are kept in less memory elsewhere. */
export const MOST_ATTRIBUTES = 16

const dateOrders = ['dmy', 'mdy', 'ymd']

/**
 * Reads rows of orders in WebAssembly: those it understands exactly, up to the first that it does not. About a fifth of
 * the time that the same takes in JavaScript. Its dictionaries and its chunk lie in its own memory; `stores` lets others
 * add to them, row by row, in between.
 */
export class OrdersKernel {
  readonly stores: OrderStores
  private readonly memory: MemoryView
  private readonly tally: number
  private readonly input: number
  /** Bytes that are there: from `at` to `end`. */
  private at: number
  private end: number

  private constructor(memory: MemoryView, stores: OrderStores) {
    this.memory = memory
    this.stores = stores
    this.tally = memory.calls.tallyState()
    this.input = memory.calls.take(ROOM)
    this.at = this.input
    this.end = this.input
  }

  /** @returns null where there is no WebAssembly */
  static start(plan: KernelPlan): OrdersKernel | null {
    // It hands nothing over before rows are read.
    let chunks: KernelChunks
    const calls = instantiate({
      takeChunk: (at, bytes) => chunks.takeChunk(at, bytes),
      takeIds: (at, bytes) => chunks.takeIds(at, bytes),
      zoneOffset: plan.zoneOffset,
    })
    if (calls === null) return null
    calls.start(CHUNK_ROWS)
    calls.setRecords(plan.delimiter, plan.quote, plan.columnCount, plan.maxRecordBytes)
    calls.setGuards(plan.remarkByte, plan.headerLength)
    calls.setDates(dateOrders.indexOf(plan.dateOrder), plan.pivot)
    calls.setIds(plan.customerPointZero, plan.orderPointZero, plan.cancelMark)
    calls.setNumbers(plan.moneyComma, plan.quantityComma, plan.moneyDigits)
    for (const [number, role] of roles.entries()) calls.setColumn(number, plan.columns[role])
    const attributes = plan.attributes.map((column) => calls.addAttribute(column))
    calls.ready()
    const memory = new MemoryView(calls)
    const stores = kernelStores(memory, attributes)
    chunks = stores.chunks
    return new OrdersKernel(memory, stores)
  }

  /** Bytes that were given and not read. */
  get left(): number {
    return this.end - this.at
  }

  /** Adds bytes behind those that are left, at most INPUT_BYTES; false: no room, too many are left. */
  give(bytes: Uint8Array): boolean {
    const { left } = this
    if (left + bytes.length > ROOM) return false
    const memory = this.memory.bytes
    if (this.at > this.input) memory.copyWithin(this.input, this.at, this.end)
    memory.set(bytes, this.input + left)
    this.at = this.input
    this.end = this.input + left + bytes.length
    this.memory.calls.restart(this.at)
    return true
  }

  /** Reads and writes rows; returns whether it came to the end of the bytes, and not to a row for somebody else. */
  run(letters: Letters): { readonly isThrough: boolean; readonly bytes: number; readonly lines: number } {
    const { memory, tally } = this
    const { calls } = memory
    calls.resetTally()
    calls.setEncodingMode(letters)
    const isThrough = calls.run(this.end) === 0
    const before = this.at
    this.at = memory.word(tally)
    return { isThrough, bytes: this.at - before, lines: memory.word(tally + 4) }
  }

  /** What the last `run` wrote; null: no row. */
  written(): WrittenRows | null {
    const { memory, tally } = this
    const accepted = memory.word(tally + 8)
    const withoutCustomer = memory.word(tally + 12)
    if (accepted + withoutCustomer === 0) return null
    return {
      accepted,
      withoutCustomer,
      kinds: [16, 20, 24, 28].map((at) => memory.word(tally + at)),
      firstDay: memory.word(tally + 32) | 0,
      lastDay: memory.word(tally + 36) | 0,
    }
  }

  /** Takes bytes out for somebody else: at least `least`, up to the end of a line, or all that are there. */
  takeLines(least: number): Uint8Array {
    const { bytes } = this.memory
    const feed = bytes.subarray(this.at, this.end).indexOf(0x0a, least)
    const to = feed < 0 ? this.end : this.at + feed + 1
    const taken = bytes.slice(this.at, to)
    this.at = to
    this.memory.calls.resume(to)
    return taken
  }
}
