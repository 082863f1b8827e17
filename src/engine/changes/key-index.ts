/** 64-bit keys, numbered in order of first appearance. Open addressing, linear probing, doubles at 60 % full. */
export class KeyIndex {
  size = 0
  private capacity: number
  private low: Uint32Array
  private high: Uint32Array
  /** Number + 1; 0: free. */
  private numbers: Uint32Array

  constructor(expected = 1024) {
    this.capacity = 2 ** Math.ceil(Math.log2(Math.max(1024, expected * 2)))
    this.low = new Uint32Array(this.capacity)
    this.high = new Uint32Array(this.capacity)
    this.numbers = new Uint32Array(this.capacity)
  }

  /** The key's number; a new key gets the next one. Words may be signed: they are compared as 32 bits. */
  add(low: number, high: number): number {
    const slot = this.slotOf(low >>> 0, high >>> 0)
    const known = this.numbers[slot]!
    if (known !== 0) return known - 1
    this.low[slot] = low
    this.high[slot] = high
    this.numbers[slot] = ++this.size
    if (this.size > this.capacity * 0.6) this.grow()
    return this.size - 1
  }

  /** The key's number, or −1. */
  find(low: number, high: number): number {
    return this.numbers[this.slotOf(low >>> 0, high >>> 0)]! - 1
  }

  private slotOf(low: number, high: number): number {
    const mask = this.capacity - 1
    let slot = (low ^ Math.imul(high, 0x9e3779b1)) & mask
    while (this.numbers[slot] !== 0 && (this.low[slot] !== low || this.high[slot] !== high)) slot = (slot + 1) & mask
    return slot
  }

  private grow(): void {
    const { low, high, numbers } = this
    this.capacity *= 2
    this.low = new Uint32Array(this.capacity)
    this.high = new Uint32Array(this.capacity)
    this.numbers = new Uint32Array(this.capacity)
    for (let i = 0; i < numbers.length; i++) {
      if (numbers[i] === 0) continue
      const slot = this.slotOf(low[i]!, high[i]!)
      this.low[slot] = low[i]!
      this.high[slot] = high[i]!
      this.numbers[slot] = numbers[i]!
    }
  }
}

/** Says of a key that it was certainly never added, or that it may have been: one bit a key, some in the dark. */
export class KeyBits {
  private readonly bits: Uint32Array
  private readonly mask: number

  /** About sixteen bits a key, so that one in twenty strangers is taken for known; at most 32 MB. */
  constructor(expected: number) {
    const wanted = 2 ** Math.ceil(Math.log2(Math.max(1024, expected * 16)))
    const places = Math.min(wanted, 2 ** 28)
    this.bits = new Uint32Array(places / 32)
    this.mask = places - 1
  }

  has(low: number, high: number): boolean {
    const place = (low ^ Math.imul(high, 0x85ebca6b)) & this.mask
    return (this.bits[place >>> 5]! & (1 << (place & 31))) !== 0
  }

  /** Whether the key may have been there before. */
  add(low: number, high: number): boolean {
    const place = (low ^ Math.imul(high, 0x85ebca6b)) & this.mask
    const word = this.bits[place >>> 5]!
    const bit = 1 << (place & 31)
    this.bits[place >>> 5] = word | bit
    return (word & bit) !== 0
  }
}
