import { isPlaceholder } from './cell-bytes.ts'

/** The e-mail address of a row as the key of a customer without an id. */
export class EmailKey {
  readonly bytes = new Uint8Array(512)

  /** Copies an address in lower case, trimmed; its length, 0 where the cell holds none. */
  read(buffer: Uint8Array, start: number, end: number): number {
    let from = start
    let to = end
    while (from < to && buffer[from]! <= 0x20) from++
    while (from < to && buffer[to - 1]! <= 0x20) to--
    if (to - from > this.bytes.length || (to - from <= 4 && isPlaceholder(buffer, from, to))) return 0
    for (let i = from; i < to; i++) {
      const byte = buffer[i]!
      this.bytes[i - from] = byte >= 0x41 && byte <= 0x5a ? byte + 32 : byte
    }
    return to - from
  }
}
