import { afterAscii, utf8SequenceLength, writeUtf8 } from './bytes.ts'

export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'windows-1254'] as const
export type Encoding = (typeof encodings)[number]

export interface EncodingGuess {
  readonly encoding: Encoding
  /** Bytes of the byte order mark. */
  readonly bomBytes: number
  /** Nothing beyond ASCII was seen. */
  readonly open: boolean
}

/** Names people and tools use for the encodings read here; null: not one of them. */
export function encodingByName(name: string): Encoding | null {
  const plain = name.toLowerCase().replace(/[^a-z0-9]/g, '')
  if (plain === 'utf8' || plain === 'ascii' || plain === 'usascii' || plain === 'utf8bom') return 'utf-8'
  if (plain === 'utf16' || plain === 'utf16le' || plain === 'ucs2') return 'utf-16le'
  if (plain === 'utf16be') return 'utf-16be'
  if (['windows1252', 'cp1252', 'latin1', 'iso88591', 'ansi'].includes(plain)) return 'windows-1252'
  if (['windows1254', 'cp1254', 'iso88599', 'latin5'].includes(plain)) return 'windows-1254'
  return null
}

/** Guesses the encoding from the first bytes; `whole`: nothing follows them. */
export function detectEncoding(head: Uint8Array, whole: boolean): EncodingGuess {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', bomBytes: 3, open: false }
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', bomBytes: 2, open: false }
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', bomBytes: 2, open: false }
  const wide = detectUtf16(head)
  if (wide !== null) return { encoding: wide, bomBytes: 0, open: false }
  // A sequence that the end of the head cuts in two is no fault.
  let end = head.length
  if (!whole) for (let back = 1; back <= 3 && back < end; back++) if (head[end - back]! >= 0xc0) end -= back
  const tally = new EncodingTally()
  tally.add(head, 0, end)
  if (tally.multibyte === 0 && tally.invalid === 0) return { encoding: 'utf-8', bomBytes: 0, open: !whole }
  return { encoding: tally.verdict(), bomBytes: 0, open: false }
}

/** Text of Latin letters in UTF-16 has a zero in every other byte. */
function detectUtf16(head: Uint8Array): Encoding | null {
  const n = Math.min(head.length, 4096) & ~1
  if (n < 4) return null
  let even = 0
  let odd = 0
  for (let i = 0; i < n; i += 2) {
    if (head[i] === 0) even++
    if (head[i + 1] === 0) odd++
  }
  if (odd > n * 0.2 && even < n * 0.02) return 'utf-16le'
  if (even > n * 0.2 && odd < n * 0.02) return 'utf-16be'
  return null
}

/** Counts what speaks for UTF-8 and what for a Windows code page. */
export class EncodingTally {
  multibyte = 0
  invalid = 0
  private turkish = 0
  private western = 0

  add(bytes: Uint8Array, start: number, end: number): void {
    // Text without a letter beyond ASCII is passed over at once; in others they stand close together.
    let i = afterAscii(bytes, start, end)
    while (i < end) {
      const byte = bytes[i]!
      if (byte < 0x80) {
        i++
        continue
      }
      const length = utf8SequenceLength(bytes, i, end)
      if (length > 0) {
        this.multibyte++
        i += length
        continue
      }
      this.invalid++
      // ı ş ğ İ Ş Ğ of code page 1254 stand where 1252 has ý þ ð Ý Þ Ð, letters of Icelandic.
      if (byte === 0xfd || byte === 0xfe || byte === 0xf0 || byte === 0xdd || byte === 0xde || byte === 0xd0)
        this.turkish++
      else if (byte === 0xe3 || byte === 0xf5 || byte === 0xe5 || byte === 0xe6 || byte === 0xf8) this.western++
      i++
    }
  }

  verdict(): Encoding {
    // In a code page two letters seldom look like one of UTF-8; stray bad bytes do not make a UTF-8 file something else.
    if (this.multibyte >= this.invalid) return 'utf-8'
    return this.turkish > this.western ? 'windows-1254' : 'windows-1252'
  }
}

/** What code page 1252 has between 0x80 and 0x9f; undefined places read as the control of the same number. */
const cp1252 =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178'
const turkishLetters: Readonly<Record<number, string>> = {
  0xd0: 'Ğ',
  0xdd: 'İ',
  0xde: 'Ş',
  0xf0: 'ğ',
  0xfd: 'ı',
  0xfe: 'ş',
}

/** Code point of each byte of a single-byte code page. */
export function codePage(encoding: Encoding): Uint16Array {
  const table = new Uint16Array(256)
  for (let byte = 0; byte < 256; byte++) {
    table[byte] = byte >= 0x80 && byte < 0xa0 ? cp1252.charCodeAt(byte - 0x80) : byte
    const turkish = encoding === 'windows-1254' ? turkishLetters[byte] : undefined
    if (turkish !== undefined) table[byte] = turkish.charCodeAt(0)
  }
  return table
}

/** Bytes of a single-byte code page as UTF-8. */
export function codePageToUtf8(bytes: Uint8Array, start: number, end: number, table: Uint16Array): Uint8Array {
  const out = new Uint8Array((end - start) * 3)
  let n = 0
  for (let i = start; i < end; i++) n = writeUtf8(out, n, table[bytes[i]!]!)
  return out.slice(0, n)
}

/**
 * Turns a stream of UTF-16 into UTF-8, at any cut. A lone surrogate is written as the three bytes its number gives, which
 * are no well-formed UTF-8, so that the row it stands in is found and rejected.
 */
export class Utf16Transcoder {
  private readonly bigEndian: boolean
  private half = -1
  private highSurrogate = 0

  constructor(bigEndian: boolean) {
    this.bigEndian = bigEndian
  }

  push(bytes: Uint8Array): Uint8Array {
    const out = new Uint8Array(((bytes.length + 1) >> 1) * 3 + 6)
    let n = 0
    for (let i = 0; i < bytes.length; i++) {
      if (this.half < 0) {
        this.half = bytes[i]!
        continue
      }
      const unit = this.bigEndian ? (this.half << 8) | bytes[i]! : (bytes[i]! << 8) | this.half
      this.half = -1
      if (this.highSurrogate !== 0) {
        const high: number = this.highSurrogate
        this.highSurrogate = 0
        if (unit >= 0xdc00 && unit <= 0xdfff) {
          n = writeUtf8(out, n, 0x10000 + ((high - 0xd800) << 10) + (unit - 0xdc00))
          continue
        }
        n = writeUtf8(out, n, high)
      }
      if (unit >= 0xd800 && unit <= 0xdbff) this.highSurrogate = unit
      else n = writeUtf8(out, n, unit)
    }
    return out.subarray(0, n)
  }

  /** What is left when nothing follows: half a character is written as a byte that is never valid. */
  finish(): Uint8Array {
    const out = new Uint8Array(4)
    let n = 0
    if (this.highSurrogate !== 0) n = writeUtf8(out, n, this.highSurrogate)
    if (this.half >= 0) out[n++] = 0xff
    return out.subarray(0, n)
  }
}

/** Bytes that a stretch of transcoded UTF-8 took up as UTF-16. */
export function utf16Length(bytes: Uint8Array, start: number, end: number): number {
  let units = 0
  for (let i = start; i < end; i++) {
    const byte = bytes[i]!
    if ((byte & 0xc0) !== 0x80) units += byte >= 0xf0 && byte !== 0xff ? 2 : 1
  }
  return units * 2
}
