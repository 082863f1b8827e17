import type { KernelCalls } from './web-assembly.ts'

/** The memory of a kernel. Its arrays hold until the kernel is called: it may need more memory, and move. */
export class MemoryView {
  readonly calls: KernelCalls
  private ofBytes = new Uint8Array(0)
  private ofWords = new Uint32Array(0)
  private scratch = 0
  private scratchSize = 0

  constructor(calls: KernelCalls) {
    this.calls = calls
  }

  get bytes(): Uint8Array {
    if (this.ofBytes.length === 0) this.ofBytes = new Uint8Array(this.calls.memory.buffer)
    return this.ofBytes
  }

  /** The word at an address. */
  word(at: number): number {
    if (this.ofWords.length === 0) this.ofWords = new Uint32Array(this.calls.memory.buffer)
    return this.ofWords[at >> 2]!
  }

  /** A copy of `count` words. */
  words(at: number, count: number): Uint32Array<ArrayBuffer> {
    return new Uint32Array(this.calls.memory.buffer, at, count).slice()
  }

  /** A copy of `count` bytes. */
  copy(at: number, count: number): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.calls.memory.buffer, at, count).slice()
  }

  /** Lays bytes where the kernel can see them, until the next call of this; the address. */
  put(source: Uint8Array, start: number, end: number): number {
    const size = end - start
    if (size > this.scratchSize) {
      if (this.scratchSize > 0) this.calls.give(this.scratch, this.scratchSize)
      this.scratchSize = Math.max(1024, size * 2)
      this.scratch = this.calls.take(this.scratchSize + 64)
      this.scratchSize += 64
    }
    const { bytes, scratch } = this
    for (let i = start, k = scratch; i < end; i++, k++) bytes[k] = source[i]!
    return scratch
  }
}
