import { NO_CODE } from '../columns/types.ts'

/** The customer of each order by its 64-bit hash, and which orders stand at more than one. Open addressing. */
export class OrderCustomers {
  private capacity = 1 << 12
  private low = new Uint32Array(this.capacity)
  private high = new Uint32Array(this.capacity)
  /** Customer + 1; 0: the slot is free. */
  private customer = new Uint32Array(this.capacity)
  private readonly shared = new Set<number>()
  private used = 0

  /** Rows without a customer say nothing. */
  add(low: number, high: number, customer: number): void {
    if (customer === NO_CODE) return
    const slot = this.slot(low, high)
    const known = this.customer[slot]!
    if (known === 0) {
      this.low[slot] = low
      this.high[slot] = high
      this.customer[slot] = customer + 1
      if (++this.used > this.capacity * 0.6) this.grow()
    } else if (known !== customer + 1) this.shared.add(this.key(slot))
  }

  /** Orders with more than one customer. */
  get count(): number {
    return this.shared.size
  }

  isShared(low: number, high: number): boolean {
    return this.shared.size > 0 && this.shared.has(low * 0x200000 + (high & 0x1fffff))
  }

  private key(slot: number): number {
    return this.low[slot]! * 0x200000 + (this.high[slot]! & 0x1fffff)
  }

  private slot(low: number, high: number): number {
    const mask = this.capacity - 1
    let slot = (Math.imul(low ^ Math.imul(high, 0x9e3779b1), 0x85ebca6b) >>> 8) & mask
    while (this.customer[slot] !== 0 && (this.low[slot] !== low || this.high[slot] !== high)) slot = (slot + 1) & mask
    return slot
  }

  private grow(): void {
    const { low, high, customer } = this
    this.capacity *= 2
    this.low = new Uint32Array(this.capacity)
    this.high = new Uint32Array(this.capacity)
    this.customer = new Uint32Array(this.capacity)
    for (let i = 0; i < customer.length; i++) {
      if (customer[i] === 0) continue
      const slot = this.slot(low[i]!, high[i]!)
      this.low[slot] = low[i]!
      this.high[slot] = high[i]!
      this.customer[slot] = customer[i]!
    }
  }
}
