import { CR, LF, SPACE } from './text/bytes.ts'
import { Utf16Transcoder } from './text/encoding.ts'
import { isRemark, recordOptions } from './plan.ts'
import type { ReadPlan } from './plan.ts'
import { isBlankRow } from './text/rows.ts'
import { Tokenizer } from './text/tokenizer.ts'

type RowPlan = Pick<
  ReadPlan,
  | 'delimiter'
  | 'quote'
  | 'escape'
  | 'collapse'
  | 'isGrid'
  | 'expectedCells'
  | 'hasRemarks'
  | 'repeatedHeader'
  | 'skipBytes'
  | 'firstLine'
  | 'encoding'
>

/**
 * Counts the rows of a delimited file by the rules by which they will be read, and does nothing else with them. A line
 * that starts like a row and has no quote in it is one row; all others go through the tokenizer.
 */
export class RowCounter {
  /** Records below the header that are not blank. */
  count = 0
  private toSkip: number
  private readonly delimiter: number
  private readonly quote: number
  private readonly remark: number
  private readonly plan: RowPlan
  private readonly tokenizer: Tokenizer
  private readonly transcoder: Utf16Transcoder | null

  constructor(plan: RowPlan) {
    const { delimiter, quote, skipBytes, firstLine, encoding } = plan
    this.toSkip = skipBytes
    this.delimiter = delimiter[0]!
    this.quote = quote
    this.remark = plan.hasRemarks ? 0x23 : (plan.repeatedHeader?.[0] ?? -1)
    this.plan = plan
    this.tokenizer = new Tokenizer({ ...recordOptions(plan), skipBytes, firstLine }, this)
    this.transcoder =
      encoding === 'utf-16le' || encoding === 'utf-16be' ? new Utf16Transcoder(encoding === 'utf-16be') : null
  }

  /** The next bytes of the file, cut anywhere, from its very first byte. */
  push(bytes: Uint8Array): void {
    this.take(this.transcoder === null ? bytes : this.transcoder.push(bytes))
  }

  finish(): void {
    if (this.transcoder !== null) this.take(this.transcoder.finish())
    this.tokenizer.finish()
  }

  record(tokenizer: Tokenizer): void {
    if (!isBlankRow(tokenizer) && !isRemark(tokenizer, this.plan)) this.count++
  }

  broken(): void {
    this.count++
  }

  private take(bytes: Uint8Array): void {
    let at = Math.min(this.toSkip, bytes.length)
    if (at > 0) this.tokenizer.push(bytes.subarray(0, at))
    this.toSkip -= at
    let quote = indexFrom(bytes, this.quote, at)
    let carriage = indexFrom(bytes, CR, at)
    // Lines in a row that the tokenizer must see are pushed together.
    let pending = at
    while (at < bytes.length) {
      // Empty lines by the million.
      if (bytes[at] === LF && pending === at && this.tokenizer.isBetweenRecords) {
        pending = ++at
        continue
      }
      const end = bytes.indexOf(LF, at)
      if (end < 0) break
      if (quote < at) quote = indexFrom(bytes, this.quote, at)
      if (carriage < at) carriage = indexFrom(bytes, CR, at)
      const first = bytes[at]!
      if (first > SPACE && first !== this.delimiter && first !== this.remark && quote > end && carriage >= end - 1) {
        if (pending < at) this.tokenizer.push(bytes.subarray(pending, at))
        pending = at
        if (this.tokenizer.isBetweenRecords) {
          this.count++
          pending = end + 1
        }
      }
      at = end + 1
    }
    if (pending < bytes.length) this.tokenizer.push(bytes.subarray(pending))
  }
}

function indexFrom(bytes: Uint8Array, byte: number, from: number): number {
  const at = byte < 0 ? -1 : bytes.indexOf(byte, from)
  return at < 0 ? Infinity : at
}
