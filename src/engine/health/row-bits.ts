/** A set of row numbers, one bit a row. */
export class RowBits {
  readonly bytes: Uint8Array
  count = 0

  /** @param bytes of an earlier set; without them it is empty */
  constructor(rows: number, bytes?: Uint8Array) {
    this.bytes = bytes ?? new Uint8Array(Math.ceil(rows / 8))
  }

  add(row: number): void {
    const bit = 1 << (row & 7)
    if ((this.bytes[row >>> 3]! & bit) !== 0) return
    this.bytes[row >>> 3]! |= bit
    this.count++
  }

  /** Row numbers in ascending order: those from the `offset`-th on, at most `limit`. */
  page(offset: number, limit: number): number[] {
    const found: number[] = []
    let skip = offset
    for (let at = 0; at < this.bytes.length && found.length < limit; at++) {
      const byte = this.bytes[at]!
      if (byte === 0) continue
      for (let bit = 0; bit < 8 && found.length < limit; bit++) {
        if ((byte & (1 << bit)) === 0) continue
        if (skip > 0) skip--
        else found.push(at * 8 + bit)
      }
    }
    return found
  }
}
