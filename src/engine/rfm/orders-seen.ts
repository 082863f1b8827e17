/**
 * The distinct orders of one customer after the other, by 64-bit hash. Made empty by counting on a stamp; a customer of
 * few orders stays in the first bytes of it, which the processor's cache holds.
 */
export class OrdersSeen {
  private mask = 63
  private stamp = 0
  private entries = new Int32Array(64 * 4)

  /** Forgets everything. @param rows of the next customer: she has no more orders than that */
  next(rows: number): void {
    let capacity = 64
    while (capacity < rows * 2) capacity *= 2
    this.mask = capacity - 1
    if (this.entries.length < capacity * 4) {
      this.entries = new Int32Array(capacity * 4)
      this.stamp = 0
    }
    if (++this.stamp === 0x7fffffff) {
      this.entries.fill(0)
      this.stamp = 1
    }
  }

  /** @returns true where the order is new */
  add(low: number, high: number): boolean {
    const { entries, mask, stamp } = this
    let slot = (Math.imul(low ^ Math.imul(high, 0x85ebca6b), 0x9e3779b1) >>> 7) & mask
    for (;;) {
      const at = slot * 4
      if (entries[at] !== stamp) {
        entries[at] = stamp
        entries[at + 1] = low
        entries[at + 2] = high
        return true
      }
      if (entries[at + 1] === low && entries[at + 2] === high) return false
      slot = (slot + 1) & mask
    }
  }
}
