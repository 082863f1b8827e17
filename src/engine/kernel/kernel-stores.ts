import type { StringColumn, TransactionChunk } from '../columns/types.ts'
import type {
  ChunkStore,
  CodeStore,
  LatestStore,
  OrderStores,
  SpellingStore,
  TextStore,
} from '../read/orders/order-stores.ts'
import type { SpellingCounts } from '../read/stores/spellings.ts'
import { EncodedChunk } from '../columns/encoded-chunk.ts'
import type { MemoryView } from './memory-view.ts'

/** A dictionary in the kernel's memory (assembly/dictionary.ts). */
export class KernelDictionary implements CodeStore, TextStore {
  private readonly memory: MemoryView
  private readonly at: number

  constructor(memory: MemoryView, at: number) {
    this.memory = memory
    this.at = at
  }

  get count(): number {
    return this.memory.word(this.at)
  }

  code(source: Uint8Array, start: number, end: number): number {
    return this.memory.calls.codeOf(this.at, this.memory.put(source, start, end), end - start) >>> 0
  }

  codeNear(source: Uint8Array, start: number, end: number): number {
    return this.code(source, start, end)
  }

  note(code: number, meaning: number): void {
    this.memory.calls.setMeaning(this.at, code, meaning)
  }

  column(): StringColumn {
    const { memory, at, count } = this
    const offsets = memory.words(memory.word(at + 12), count + 1)
    return { count, bytes: memory.copy(memory.word(at + 16), offsets[count]!), offsets }
  }
}

/** assembly/latest.ts */
class KernelLatest implements LatestStore {
  private readonly memory: MemoryView
  private readonly at: number

  constructor(memory: MemoryView, at: number) {
    this.memory = memory
    this.at = at
  }

  offer(customer: number, day: number, second: number, bytes: Uint8Array, start: number, end: number): void {
    const { calls } = this.memory
    calls.offer(this.at, customer, day, second, this.memory.put(bytes, start, end), end - start)
  }

  finish(count: number): { codes: Uint32Array; dictionary: StringColumn } {
    const { memory, at } = this
    memory.calls.compact(at)
    return { codes: this.laid(count).codes, dictionary: new KernelDictionary(memory, memory.word(at)).column() }
  }

  moments(count: number): Float64Array {
    return this.laid(count).moments
  }

  private laid(count: number): { codes: Uint32Array; moments: Float64Array } {
    const { memory, at } = this
    const { calls } = memory
    const size = count * 12 + 8
    const moments = calls.take(size)
    calls.lay(at, count, moments + count * 8, moments)
    const laid = {
      codes: memory.words(moments + count * 8, count),
      moments: new Float64Array(memory.copy(moments, count * 8).buffer),
    }
    calls.give(moments, size)
    return laid
  }
}

/** assembly/spellings.ts */
class KernelSpellings implements SpellingStore {
  private readonly memory: MemoryView
  private readonly at: number

  constructor(memory: MemoryView, at: number) {
    this.memory = memory
    this.at = at
  }

  add(product: number, bytes: Uint8Array, start: number, end: number): void {
    this.memory.calls.addSpelling(this.at, product, this.memory.put(bytes, start, end), end - start)
  }

  counted(): SpellingCounts {
    const { memory, at } = this
    const pairs = memory.word(at + 4)
    const count = memory.word(pairs)
    // Each pair is two words: the product and the name.
    const keys = new Uint32Array(memory.copy(memory.word(pairs + 16), count * 8).buffer)
    return {
      names: new KernelDictionary(memory, memory.word(at)).column(),
      product: keys.filter((_, i) => i % 2 === 0),
      name: keys.filter((_, i) => i % 2 === 1),
      rows: memory.words(memory.word(at + 8), count),
    }
  }
}

/** assembly/chunk.ts */
export class KernelChunks implements ChunkStore {
  readonly money = new Float64Array(1)
  private readonly memory: MemoryView
  private done: TransactionChunk[] = []
  private latest = new Uint8Array(0)

  constructor(memory: MemoryView) {
    this.memory = memory
  }

  add(
    customer: number,
    orderLow: number,
    orderHigh: number,
    day: number,
    scale: number,
    kind: number,
    product: number,
    category: number,
    source: Uint8Array,
    idFrom: number,
    idTo: number,
  ): void {
    const id = this.memory.put(source, idFrom, idTo)
    const amount = this.money[0]!
    const length = idTo - idFrom
    const { calls } = this.memory
    calls.addRow(customer, orderLow, orderHigh, day, amount, scale, kind, product, category, id, length)
  }

  take(): TransactionChunk[] {
    const { done } = this
    this.done = []
    return done
  }

  /** What is handed on is new each time. */
  recycle(): void {
    return undefined
  }

  finish(): void {
    this.memory.calls.finishChunk()
  }

  takeChunk(at: number, bytes: number): void {
    this.latest = this.memory.copy(at, bytes)
  }

  takeIds(at: number, bytes: number): void {
    this.done.push(new EncodedChunk({ bytes: this.latest, orderIds: bytes === 0 ? null : this.memory.copy(at, bytes) }))
  }
}

/** Everything a reader of orders keeps, in a kernel's memory. */
export function kernelStores(
  memory: MemoryView,
  attributes: readonly number[],
): OrderStores & { readonly chunks: KernelChunks } {
  const dictionary = (which: number) => new KernelDictionary(memory, memory.calls.dictionary(which))
  return {
    customers: dictionary(0),
    products: dictionary(1),
    categories: dictionary(2),
    statuses: dictionary(3),
    types: dictionary(4),
    currencies: dictionary(5),
    cancels: dictionary(6),
    spellings: new KernelSpellings(memory, memory.calls.spellings()),
    attributes: attributes.map((at) => new KernelLatest(memory, at)),
    chunks: new KernelChunks(memory),
  }
}
