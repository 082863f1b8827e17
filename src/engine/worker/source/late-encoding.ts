import { detectEncoding } from '../../read/text/encoding.ts'
import { oldEncoding } from './old-encoding.ts'
import { Transcoder } from './transcoder.ts'

/** Bytes before the first letter that are looked at. */
const BEFORE = 64

/** Text that began as plain ASCII: the first block with other letters says what it is in, and is transcoded from there. */
export class LateEncoding {
  /** What it turned out to be; null: UTF-8, or nothing but ASCII so far. */
  encoding: string | null = null
  private transcoder: Transcoder | null = null
  private from = 0

  async *decode(blocks: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
    let isOpen = true
    let at = 0
    for await (const block of blocks) {
      if (this.transcoder !== null) yield this.transcoder.push(block)
      else {
        const first = isOpen ? block.findIndex((byte) => byte >= 0x80) : -1
        if (first >= 0) {
          isOpen = false
          const rest = block.subarray(first)
          if (detectEncoding(rest, false).encoding !== 'utf-8') {
            // Which letters stand before them says something too.
            this.encoding = oldEncoding(block.subarray(Math.max(0, first - BEFORE)))
            this.transcoder = new Transcoder(this.encoding)
            this.from = at + first
            yield block.subarray(0, first)
            yield this.transcoder.push(rest)
          } else yield block
        } else yield block
      }
      at += block.length
    }
    if (this.transcoder !== null) yield this.transcoder.finish()
  }

  /** Where in the file the line starts that starts at this offset of the text. */
  toFile(offset: number): number {
    return this.transcoder === null || offset <= this.from
      ? offset
      : this.from + this.transcoder.toFile(offset - this.from)
  }
}
