/** A sparse matrix, row by row: entries starts[i] … starts[i + 1] of row i, ascending by column. */
export interface SparseCounts {
  readonly rows: number
  readonly columns: number
  /** rows + 1 ascending offsets. */
  readonly starts: Uint32Array
  readonly column: Uint32Array
  /** How often, at most 65,535. */
  readonly count: Uint16Array
}

const MOST = 0xffff

/**
 * Gathers (row, column) pairs as they come and counts equal ones.
 * Cost: 4 bytes a pair, O(pairs × log of the longest row).
 */
export class PairCounter {
  private readonly room: Uint32Array
  private readonly filled: Uint32Array
  private readonly pairs: Uint32Array
  private readonly columns: number

  /** @param most per row, how many pairs may come at most */
  constructor(most: ArrayLike<number>, columns: number) {
    this.room = new Uint32Array(most.length + 1)
    for (let i = 0; i < most.length; i++) this.room[i + 1] = this.room[i]! + most[i]!
    this.filled = new Uint32Array(most.length)
    this.pairs = new Uint32Array(this.room[most.length]!)
    this.columns = columns
  }

  add(row: number, column: number): void {
    this.pairs[this.room[row]! + this.filled[row]!++] = column
  }

  finish(): SparseCounts {
    const { room, filled, pairs, columns } = this
    const rows = filled.length
    const starts = new Uint32Array(rows + 1)
    const count = new Uint16Array(filled.reduce((a, b) => a + b, 0))
    let end = 0
    for (let row = 0; row < rows; row++) {
      const own = pairs.subarray(room[row]!, room[row]! + filled[row]!).sort()
      // Read position never falls behind the write position, so the same array holds the result.
      for (let i = 0; i < own.length; i++) {
        if (i > 0 && own[i] === pairs[end - 1]) {
          if (count[end - 1]! < MOST) count[end - 1]!++
        } else {
          pairs[end] = own[i]!
          count[end++] = 1
        }
      }
      starts[row + 1] = end
    }
    return { rows, columns, starts, column: pairs.slice(0, end), count: count.slice(0, end) }
  }
}

/** Rows in which each column occurs. */
export function documentFrequency({ columns, column }: SparseCounts): Uint32Array {
  const rows = new Uint32Array(columns)
  for (const each of column) rows[each]!++
  return rows
}
