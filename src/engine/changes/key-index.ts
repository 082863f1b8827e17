/** 64-bit keys, numbered in order of first appearance. Open addressing, linear probing, doubles at 60 % full. */
export class KeyIndex {
  size = 0
  private capacity: number
  /** Low and high word and number + 1 (0: free) of each place side by side: a look-up waits for memory once. */
  private places: Int32Array

  constructor(expected = 1024) {
    this.capacity = 2 ** Math.ceil(Math.log2(Math.max(1024, expected * 2)))
    this.places = new Int32Array(this.capacity * PLACE)
  }

  /** The key's number; a new key gets the next one. */
  add(low: number, high: number): number {
    const at = this.placeOf(low | 0, high | 0)
    const known = this.places[at + 2]!
    if (known !== 0) return known - 1
    this.places[at] = low
    this.places[at + 1] = high
    this.places[at + 2] = ++this.size
    if (this.size > this.capacity * 0.6) this.grow()
    return this.size - 1
  }

  /** The key's number, or −1. */
  find(low: number, high: number): number {
    return this.places[this.placeOf(low | 0, high | 0) + 2]! - 1
  }

  private placeOf(low: number, high: number): number {
    const { places } = this
    const mask = this.capacity - 1
    let at = ((low ^ Math.imul(high, 0x9e3779b1)) & mask) * PLACE
    while (places[at + 2] !== 0 && (places[at] !== low || places[at + 1] !== high))
      at = (at + PLACE) & (mask * PLACE + 3)
    return at
  }

  private grow(): void {
    const { places } = this
    this.capacity *= 2
    this.places = new Int32Array(this.capacity * PLACE)
    for (let from = 0; from < places.length; from += PLACE) {
      if (places[from + 2] === 0) continue
      const at = this.placeOf(places[from]!, places[from + 1]!)
      this.places[at] = places[from]!
      this.places[at + 1] = places[from + 1]!
      this.places[at + 2] = places[from + 2]!
    }
  }
}

/** Words of one place, one of them unused. */
const PLACE = 4

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
