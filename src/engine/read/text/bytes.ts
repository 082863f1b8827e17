/** Byte values the readers look for, and the little that is needed to turn bytes into text without a DOM or Node. */
export const TAB = 0x09
export const LF = 0x0a
export const CR = 0x0d
export const SPACE = 0x20
export const QUOTE = 0x22
export const APOSTROPHE = 0x27
export const COMMA = 0x2c
export const MINUS = 0x2d
export const POINT = 0x2e
export const ZERO = 0x30
export const NINE = 0x39

/** UTF-8 bytes of a string; a lone surrogate becomes U+FFFD. */
export function encodeUtf8(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3)
  let n = 0
  for (let i = 0; i < text.length; i++) {
    let code = text.charCodeAt(i)
    if (code >= 0xd800 && code <= 0xdfff) {
      const low = code < 0xdc00 && i + 1 < text.length ? text.charCodeAt(i + 1) : 0
      if (low >= 0xdc00 && low <= 0xdfff) {
        code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00)
        i++
      } else code = 0xfffd
    }
    n = writeUtf8(bytes, n, code)
  }
  return bytes.slice(0, n)
}

/** Writes one code point at `at`; returns the position after it. */
export function writeUtf8(bytes: Uint8Array, at: number, code: number): number {
  let n = at
  if (code < 0x80) bytes[n++] = code
  else if (code < 0x800) {
    bytes[n++] = 0xc0 | (code >> 6)
    bytes[n++] = 0x80 | (code & 63)
  } else if (code < 0x10000) {
    bytes[n++] = 0xe0 | (code >> 12)
    bytes[n++] = 0x80 | ((code >> 6) & 63)
    bytes[n++] = 0x80 | (code & 63)
  } else {
    bytes[n++] = 0xf0 | (code >> 18)
    bytes[n++] = 0x80 | ((code >> 12) & 63)
    bytes[n++] = 0x80 | ((code >> 6) & 63)
    bytes[n++] = 0x80 | (code & 63)
  }
  return n
}

/** Length of the well-formed UTF-8 sequence at `i` (RFC 3629: no overlong forms, no surrogates), or 0. */
export function utf8SequenceLength(bytes: Uint8Array, i: number, end: number): number {
  const lead = bytes[i]!
  if (lead < 0x80) return 1
  const length = lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xf0 && lead < 0xf5 ? 4 : 0
  if (length === 0 || i + length > end) return 0
  const second = bytes[i + 1]!
  const lowest = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80
  const highest = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf
  if (second < lowest || second > highest) return 0
  for (let k = 2; k < length; k++) if ((bytes[i + k]! & 0xc0) !== 0x80) return 0
  return length
}

/** Position of the first byte beyond ASCII, or `end`. Four at a time: most of most files is ASCII. */
export function afterAscii(bytes: Uint8Array, start: number, end: number): number {
  let i = start
  while (i < end && ((bytes.byteOffset + i) & 3) !== 0) {
    if (bytes[i]! >= 0x80) return i
    i++
  }
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset + i, Math.max(0, end - i) >> 2)
  let word = 0
  while (word < words.length && (words[word]! & 0x80808080) === 0) word++
  i += word * 4
  while (i < end && bytes[i]! < 0x80) i++
  return i
}

/** Position of the first byte that is not well-formed UTF-8, or -1. */
export function firstInvalidUtf8(bytes: Uint8Array, start: number, end: number): number {
  let i = start
  while (i < end) {
    if (bytes[i]! < 0x80) {
      i++
      continue
    }
    const length = utf8SequenceLength(bytes, i, end)
    if (length === 0) return i
    i += length
  }
  return -1
}

/** Text of UTF-8 bytes; each byte that is not well-formed becomes U+FFFD. */
export function decodeUtf8(bytes: Uint8Array, start = 0, end = bytes.length): string {
  let text = ''
  let run = start
  let i = start
  while (i < end) {
    if (bytes[i]! < 0x80) {
      i++
      continue
    }
    text += decodeAscii(bytes, run, i)
    const length = utf8SequenceLength(bytes, i, end)
    if (length === 0) {
      text += '\ufffd'
      i++
    } else {
      let code = bytes[i]! & (length === 2 ? 31 : length === 3 ? 15 : 7)
      for (let k = 1; k < length; k++) code = (code << 6) | (bytes[i + k]! & 63)
      text += String.fromCodePoint(code)
      i += length
    }
    run = i
  }
  return text + decodeAscii(bytes, run, end)
}

/** Longer text is made at once, which takes longer to start. */
const SHORT = 24

/** Each byte as the code point of the same number. */
export function decodeAscii(bytes: Uint8Array, start: number, end: number): string {
  let text = ''
  if (end - start <= SHORT) {
    let i = start
    for (; i + 4 <= end; i += 4) text += String.fromCharCode(bytes[i]!, bytes[i + 1]!, bytes[i + 2]!, bytes[i + 3]!)
    for (; i < end; i++) text += String.fromCharCode(bytes[i]!)
    return text
  }
  for (let i = start; i < end; i += 8192)
    text += String.fromCharCode.apply(null, bytes.subarray(i, Math.min(end, i + 8192)) as unknown as number[])
  return text
}
