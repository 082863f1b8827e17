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

  /** Row numbers in ascending order: those from the `offset`-th on, at most `limit`, of the rows from … to (exclusive). */
  page(offset: number, limit: number, from = 0, to = this.bytes.length * 8): number[] {
    const found: number[] = []
    let skip = offset
    for (const row of this.rows(from, to)) {
      if (found.length === limit) break
      if (skip > 0) skip--
      else found.push(row)
    }
    return found
  }

  /** All of them from … to (exclusive), ascending. */
  all(from: number, to: number): Uint32Array {
    const found = new Uint32Array(this.countIn(from, to))
    let next = 0
    for (const row of this.rows(from, to)) found[next++] = row
    return found
  }

  /** How many rows from … to (exclusive) are in the set. Cost: a step a byte, and one a row. */
  countIn(from: number, to: number): number {
    let count = 0
    for (const _ of this.rows(from, to)) count++
    return count
  }

  private *rows(from: number, to: number): Generator<number> {
    for (let at = from >>> 3; at * 8 < to && at < this.bytes.length; at++) {
      const byte = this.bytes[at]!
      if (byte === 0) continue
      for (let bit = 0; bit < 8; bit++) {
        const row = at * 8 + bit
        if ((byte & (1 << bit)) !== 0 && row >= from && row < to) yield row
      }
    }
  }
}
