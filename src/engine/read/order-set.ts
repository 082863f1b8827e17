/** A set of 64-bit order hashes, as two signed words. */
export class OrderSet {
  private lows = new Int32Array(2048)
  private highs = new Int32Array(2048)
  private count = 0
  private hasZero = false

  /** True where the order was there already; adds it. */
  addOrHas(low: number, high: number): boolean {
    if (low === 0 && high === 0) {
      const had = this.hasZero
      this.hasZero = true
      return had
    }
    const mask = this.lows.length - 1
    let slot = low & mask
    while (this.lows[slot] !== 0 || this.highs[slot] !== 0) {
      if (this.lows[slot] === low && this.highs[slot] === high) return true
      slot = (slot + 1) & mask
    }
    this.lows[slot] = low
    this.highs[slot] = high
    if (++this.count * 2 > this.lows.length) this.grow()
    return false
  }

  private grow(): void {
    const { lows, highs } = this
    this.lows = new Int32Array(lows.length * 2)
    this.highs = new Int32Array(lows.length * 2)
    const mask = this.lows.length - 1
    for (let i = 0; i < lows.length; i++) {
      if (lows[i] === 0 && highs[i] === 0) continue
      let slot = lows[i]! & mask
      while (this.lows[slot] !== 0 || this.highs[slot] !== 0) slot = (slot + 1) & mask
      this.lows[slot] = lows[i]!
      this.highs[slot] = highs[i]!
    }
  }
}
