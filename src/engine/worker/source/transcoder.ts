import { CR, LF } from '../../read/text/bytes.ts'
import { decodeDos, isDosPage } from './dos-pages.ts'
import { Utf32Decoder } from './utf32.ts'

/** What no UTF-8 holds: stands for bytes that are none of the file's encoding, so that their row is found and rejected. */
const INVALID = 0xff
const REPLACEMENT = '\ufffd'
/** Lines whose places are kept: those of the longest record and more. */
const KEPT_LINES = 4_000_000

/** Turns the bytes of a file in any encoding that is known by name into UTF-8, at any cut, and keeps count of its lines. */
export class Transcoder {
  private readonly decode: (bytes: Uint8Array, more: boolean) => string
  /** Offsets at which lines start, in the file and in the UTF-8. */
  private readonly inFile: number[] = [0]
  private readonly inText: number[] = [0]
  /** Bytes of a letter: 2 in UTF-16, 4 in UTF-32, else 1. */
  private readonly unitBytes: 1 | 2 | 4
  private readonly isBigEndian: boolean
  /** A letter of which not all bytes are there yet, and how many are. */
  private unit = 0
  private unitLength = 0
  private fileLength = 0
  private textLength = 0

  /** @throws RangeError where there is no such encoding */
  constructor(encoding: string) {
    const wide32 = /^utf-?32/.test(encoding)
    if (isDosPage(encoding)) this.decode = (bytes) => decodeDos(encoding, bytes)
    else if (wide32) {
      const decoder = new Utf32Decoder(encoding.endsWith('be'))
      this.decode = (bytes, more) => decoder.decode(bytes, more)
    } else {
      const decoder = new TextDecoder(encoding, { ignoreBOM: true })
      this.decode = (bytes, more) => decoder.decode(bytes, { stream: more })
    }
    this.unitBytes = wide32 ? 4 : encoding.startsWith('utf-16') ? 2 : 1
    this.isBigEndian = encoding.endsWith('be')
  }

  push(bytes: Uint8Array): Uint8Array {
    this.noteFile(bytes)
    return this.take(this.decode(bytes, true))
  }

  finish(): Uint8Array {
    return this.take(this.decode(new Uint8Array(0), false))
  }

  /** Where in the file the line starts that starts at this offset of the UTF-8. */
  toFile(offset: number): number {
    let low = 0
    let high = this.inText.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.inText[middle]! <= offset) low = middle
      else high = middle - 1
    }
    return this.inFile[low]!
  }

  private take(text: string): Uint8Array {
    let bytes: Uint8Array = Buffer.from(text)
    if (text.includes(REPLACEMENT)) bytes = withInvalid(bytes)
    for (let i = 0; i < bytes.length; i++)
      if (bytes[i] === LF || bytes[i] === CR) this.inText.push(this.textLength + i + 1)
    this.textLength += bytes.length
    const spare = Math.min(this.inText.length, this.inFile.length) - KEPT_LINES
    if (spare > KEPT_LINES) {
      this.inText.splice(0, spare)
      this.inFile.splice(0, spare)
    }
    return bytes
  }

  /** No encoding read here has a line break as a part of another letter, UTF-16 and UTF-32 apart. */
  private noteFile(bytes: Uint8Array): void {
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i]!
      let letter = byte
      if (this.unitBytes > 1) {
        const shift = 8 * (this.isBigEndian ? this.unitBytes - 1 - this.unitLength : this.unitLength)
        this.unit += byte * 2 ** shift
        if (++this.unitLength < this.unitBytes) continue
        letter = this.unit
        this.unit = this.unitLength = 0
      }
      if (letter === LF || letter === CR) this.inFile.push(this.fileLength + i + 1)
    }
    this.fileLength += bytes.length
  }
}

/** EF BF BD as one byte that is never valid. */
function withInvalid(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(bytes.length)
  let n = 0
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] === 0xef && bytes[i + 1] === 0xbf && bytes[i + 2] === 0xbd) {
      out[n++] = INVALID
      i += 2
    } else out[n++] = bytes[i]!
  }
  return out.subarray(0, n)
}
