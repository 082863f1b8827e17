import { grownInt } from './record-bytes.ts'
import { isBlankRow } from './rows.ts'
import type { Row } from './rows.ts'

/** Fills cells that are empty because they belong to the value above them, as merged ones are written. */
export class FillDown {
  private readonly columns: readonly number[]
  /** The latest value of each of them. */
  private readonly above: Uint8Array[]
  private readonly filled = {
    buffer: new Uint8Array(4096),
    starts: new Int32Array(64),
    ends: new Int32Array(64),
    count: 0,
    start: 0,
    end: 0,
    line: 0,
  }

  /** @param columns outer ones first: where one changes, those behind it are not filled from the group before */
  constructor(columns: readonly number[]) {
    this.columns = columns
    this.above = columns.map(() => new Uint8Array(0))
  }

  /** The row as it is, or one with its empty cells filled, which is good until the next; its raw bytes stay what they were. */
  fill(row: Row): Row {
    if (isBlankRow(row)) return row
    let isNew = false
    let isSame = true
    this.columns.forEach((column, at) => {
      if (column >= row.count) return
      if (isNew || !isBlank(row, column)) {
        isNew = true
        this.above[at] = row.buffer.slice(row.starts[column]!, row.ends[column]!)
      } else isSame = false
    })
    return isSame ? row : this.copy(row)
  }

  /** A row that cannot be read may have opened a group: nobody knows to whom those below it belong. */
  forget(): void {
    this.above.fill(new Uint8Array(0))
  }

  private copy(row: Row): Row {
    const { filled } = this
    const raw = row.end - row.start
    let room = raw + this.above.reduce((sum, cell) => sum + cell.length, 0)
    for (let i = 0; i < row.count; i++) room += row.ends[i]! - row.starts[i]!
    if (room > filled.buffer.length) filled.buffer = new Uint8Array(room * 2)
    // Cells that are missing at the end of a row are given places of their own behind these.
    while (filled.starts.length <= row.starts.length) {
      filled.starts = grownInt(filled.starts)
      filled.ends = grownInt(filled.ends)
    }
    filled.buffer.set(row.buffer.subarray(row.start, row.end))
    filled.end = raw
    filled.count = row.count
    filled.line = row.line
    let to = raw
    for (let i = 0; i < row.count; i++) {
      const at = this.columns.indexOf(i)
      const cell = at >= 0 && isBlank(row, i) ? this.above[at]! : row.buffer.subarray(row.starts[i]!, row.ends[i]!)
      filled.buffer.set(cell, to)
      filled.starts[i] = to
      to += cell.length
      filled.ends[i] = to
    }
    return filled
  }
}

function isBlank({ buffer, starts, ends }: Row, column: number): boolean {
  for (let i = starts[column]!; i < ends[column]!; i++) if (buffer[i]! > 0x20) return false
  return true
}
