import type { StringColumn } from './types.ts'

/** Value `index` as text. Bytes are UTF-8; ASCII, the common case, takes the short path. */
export function stringAt(column: StringColumn, index: number): string {
  return decodeUtf8(column.bytes, column.offsets[index]!, column.offsets[index + 1]!)
}

export function* strings(column: StringColumn): Generator<string> {
  for (let i = 0; i < column.count; i++) yield stringAt(column, i)
}

/** Decodes bytes[start, end); ill-formed sequences become U+FFFD. */
export function decodeUtf8(bytes: Uint8Array, start: number, end: number): string {
  let text = ''
  let i = start
  while (i < end) {
    const lead = bytes[i]!
    if (lead < 0x80) {
      text += String.fromCharCode(lead)
      i++
      continue
    }
    const length = lead > 0xf4 ? 0 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 0
    if (length === 0 || i + length > end) {
      text += '\ufffd'
      i++
      continue
    }
    let point = lead & (0xff >> (length + 1))
    let wellFormed = true
    for (let j = 1; j < length; j++) {
      const next = bytes[i + j]!
      if ((next & 0xc0) !== 0x80) wellFormed = false
      point = (point << 6) | (next & 0x3f)
    }
    // What fits into fewer bytes must not hide in more.
    const isOverlong = point < (length === 4 ? 0x10000 : length === 3 ? 0x800 : 0x80)
    if (!wellFormed || isOverlong || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) {
      text += '\ufffd'
      i++
      continue
    }
    text += String.fromCodePoint(point)
    i += length
  }
  return text
}

/** Appends the UTF-8 bytes of `text`; lone surrogates become U+FFFD. Returns the new length. */
export function encodeUtf8(text: string, into: Uint8Array, at: number): number {
  let n = at
  for (let i = 0; i < text.length; i++) {
    let point = text.charCodeAt(i)
    if (point < 0x80) {
      into[n++] = point
      continue
    }
    if (point >= 0xd800 && point <= 0xdfff) {
      const low = text.charCodeAt(i + 1)
      if (point <= 0xdbff && low >= 0xdc00 && low <= 0xdfff) {
        point = 0x10000 + ((point - 0xd800) << 10) + (low - 0xdc00)
        i++
      } else point = 0xfffd
    }
    if (point < 0x800) {
      into[n++] = 0xc0 | (point >> 6)
    } else {
      if (point < 0x10000) into[n++] = 0xe0 | (point >> 12)
      else {
        into[n++] = 0xf0 | (point >> 18)
        into[n++] = 0x80 | ((point >> 12) & 0x3f)
      }
      into[n++] = 0x80 | ((point >> 6) & 0x3f)
    }
    into[n++] = 0x80 | (point & 0x3f)
  }
  return n
}

/** Lays strings end to end. */
export function stringColumn(values: Iterable<string>): StringColumn {
  let bytes = new Uint8Array(1024)
  const offsets = [0]
  let length = 0
  for (const value of values) {
    const needed = length + value.length * 3
    if (needed > bytes.length) {
      const grown = new Uint8Array(Math.max(needed, bytes.length * 2))
      grown.set(bytes.subarray(0, length))
      bytes = grown
    }
    length = encodeUtf8(value, bytes, length)
    offsets.push(length)
  }
  return { count: offsets.length - 1, bytes: bytes.slice(0, length), offsets: Uint32Array.from(offsets) }
}

export const emptyStrings: StringColumn = { count: 0, bytes: new Uint8Array(0), offsets: new Uint32Array(1) }
