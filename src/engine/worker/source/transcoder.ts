import { CR, LF } from '../../read/bytes.ts'
import { decodeCp850 } from './cp850.ts'

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
  private readonly isWide: boolean
  private readonly isBigEndian: boolean
  /** UTF-16: the first byte of a letter whose second is not there yet, or -1. */
  private half = -1
  private fileLength = 0
  private textLength = 0

  /** @throws RangeError where there is no such encoding */
  constructor(encoding: string) {
    if (encoding === 'cp850') this.decode = decodeCp850
    else {
      const decoder = new TextDecoder(encoding, { ignoreBOM: true })
      this.decode = (bytes, more) => decoder.decode(bytes, { stream: more })
    }
    this.isWide = encoding.startsWith('utf-16')
    this.isBigEndian = encoding === 'utf-16be'
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

  /** No encoding read here has a line break as a part of another letter, UTF-16 apart, whose letters are two bytes. */
  private noteFile(bytes: Uint8Array): void {
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i]!
      if (!this.isWide) {
        if (byte === LF || byte === CR) this.inFile.push(this.fileLength + i + 1)
      } else if (this.half < 0) this.half = byte
      else {
        const unit = this.isBigEndian ? (this.half << 8) | byte : (byte << 8) | this.half
        if (unit === LF || unit === CR) this.inFile.push(this.fileLength + i + 1)
        this.half = -1
      }
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
