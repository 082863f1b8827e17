import { Utf16Transcoder } from './encoding.ts'
import type { ReadPlan } from './plan.ts'
import { isBlankRow } from './rows.ts'
import { Tokenizer } from './tokenizer.ts'

/** Counts the rows of a delimited file by the rules by which they will be read, and does nothing else with them. */
export class RowCounter {
  /** Records below the header that are not blank. */
  count = 0
  private readonly tokenizer: Tokenizer
  private readonly transcoder: Utf16Transcoder | null

  constructor(plan: ReadPlan) {
    const { delimiter, quote, skipBytes, firstLine, encoding } = plan
    this.tokenizer = new Tokenizer({ delimiter, quote, skipBytes, firstLine }, this)
    this.transcoder =
      encoding === 'utf-16le' || encoding === 'utf-16be' ? new Utf16Transcoder(encoding === 'utf-16be') : null
  }

  /** The next bytes of the file, cut anywhere, from its very first byte. */
  push(bytes: Uint8Array): void {
    this.tokenizer.push(this.transcoder === null ? bytes : this.transcoder.push(bytes))
  }

  finish(): void {
    if (this.transcoder !== null) this.tokenizer.push(this.transcoder.finish())
    this.tokenizer.finish()
  }

  record(tokenizer: Tokenizer): void {
    if (!isBlankRow(tokenizer)) this.count++
  }

  broken(): void {
    this.count++
  }
}
