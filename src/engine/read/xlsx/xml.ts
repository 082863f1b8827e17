import { CR, LF, QUOTE, SPACE, TAB, decodeAscii, decodeUtf8 } from '../text/bytes.ts'
import { XlsxFault } from './fault.ts'
import { unescapeXml } from './text.ts'

/** Takes what the scanner finds; everything about it stands in the scanner's public fields. */
export interface XmlSink {
  open(xml: XmlScanner): void
  /** Also called for an element that closes itself. */
  close(xml: XmlScanner): void
  /** A run of text or a CDATA section; an element may have several. */
  text(xml: XmlScanner): void
  /** Takes the place of all that is told of a whole cell with one plain value: its tag's attributes and its text stand there. */
  cell?(xml: XmlScanner): void
}

/** A tag, or a text between two tags, is never longer than that in a workbook: a cell holds 32,767 characters. */
const MAX_TOKEN = 1024 * 1024
const MAX_ATTRIBUTES = 64
const LESS = 0x3c
const GREATER = 0x3e
const SLASH = 0x2f
const BANG = 0x21
const QUESTION = 0x3f
const COLON = 0x3a
const EQUALS = 0x3d
const APOSTROPHE = 0x27
const AMPERSAND = 0x26
const UNDERSCORE = 0x5f
const LETTER_C = 0x63
const LETTER_V = 0x76
const PREFIXED = 0x5bd1e995

/** Number by which a local name is known: names are compared a million times. */
export function nameHash(name: string): number {
  let hash = 0
  for (let i = 0; i < name.length; i++) hash = (Math.imul(hash, 31) + name.charCodeAt(i)) | 0
  return hash
}

/**
 * Cuts XML in UTF-8 into tags and texts, at any cut of the stream. Names are local: prefixes are dropped. It is lenient
 * about nesting, which the readers of parts look after, and refuses document type declarations.
 * @throws XlsxFault
 */
export class XmlScanner {
  buffer = new Uint8Array(64 * 1024)
  /** nameHash of the element's local name. */
  name = 0
  /** The text in the buffer. */
  start = 0
  end = 0
  /** The text holds a reference, a carriage return or an underscore: it may not be taken as it stands. */
  special = false
  /** Bytes of the stream before the current token. */
  offset = 0

  private isCdata = false
  private attributes = 0
  private readonly attributeNames = new Int32Array(MAX_ATTRIBUTES)
  private readonly valueStarts = new Int32Array(MAX_ATTRIBUTES)
  private readonly valueEnds = new Int32Array(MAX_ATTRIBUTES)
  private length = 0
  private nextAttempt = 0
  private isFirst = true
  private stopped = false
  private readonly sink: XmlSink

  constructor(sink: XmlSink) {
    this.sink = sink
  }

  /** Nothing more is wanted: the rest is not looked at. */
  stop(): void {
    this.stopped = true
  }

  push(bytes: Uint8Array): void {
    if (this.stopped) return
    const needed = this.length + bytes.length
    if (needed > this.buffer.length) {
      const bigger = new Uint8Array(Math.max(needed, this.buffer.length * 2))
      bigger.set(this.buffer.subarray(0, this.length))
      this.buffer = bigger
    }
    this.buffer.set(bytes, this.length)
    this.length = needed
    if (this.length >= this.nextAttempt) this.scan(false)
  }

  finish(): void {
    if (this.stopped) return
    this.scan(true)
    if (this.length > 0 && !this.stopped) throw new XlsxFault('damaged', 'a part ends inside a tag')
  }

  /** Text of the current run, references resolved. */
  text(): string {
    const text = decodeUtf8(this.buffer, this.start, this.end)
    if (!this.special) return text
    const lines = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
    return this.isCdata ? lines : unescapeXml(lines)
  }

  /** Place of an attribute of the current tag, for valueStart and valueEnd, or -1. */
  find(name: number): number {
    for (let i = 0; i < this.attributes; i++) if (this.attributeNames[i] === name) return i
    return -1
  }

  valueStart(index: number): number {
    return this.valueStarts[index]!
  }

  valueEnd(index: number): number {
    return this.valueEnds[index]!
  }

  /** Value of an attribute without a prefix, or null. */
  attribute(name: string): string | null {
    return this.value(this.find(nameHash(name)))
  }

  /** Value of an attribute with any prefix (`r:id`), or null. */
  prefixed(name: string): string | null {
    return this.value(this.find(nameHash(name) ^ PREFIXED))
  }

  private value(index: number): string | null {
    return index < 0 ? null : unescapeXml(decodeUtf8(this.buffer, this.valueStarts[index]!, this.valueEnds[index]!))
  }

  private scan(final: boolean): void {
    if (this.isFirst) {
      if (this.length < 4 && !final) return
      this.isFirst = false
      checkStart(this.buffer)
    }
    const { buffer, length } = this
    const base = this.offset
    let at = 0
    while (at < length && !this.stopped) {
      this.offset = base + at
      let next = this.sink.cell === undefined ? -1 : this.scanCell(at)
      if (next < 0) next = buffer[at] === LESS ? this.scanTag(at) : this.scanText(at, final)
      if (next < 0) break
      at = next
    }
    const left = length - at
    if (left > MAX_TOKEN) throw new XlsxFault('damaged', 'a tag or a text without an end')
    if (left > 0 && at > 0) buffer.copyWithin(0, at, length)
    this.offset = base + at
    this.length = left
    // A token that was not complete is looked at again when twice as much of it is there.
    this.nextAttempt = left * 2
  }

  /**
   * A cell as nine in ten of a sheet's tags are part of, `<c r="B2" s="1" t="s"><v>12</v></c>`, in one go.
   * @returns the position after it, or -1: it is another, or not all of it is there
   */
  private scanCell(at: number): number {
    const { buffer, length, attributeNames, valueStarts, valueEnds } = this
    if (buffer[at] !== LESS || buffer[at + 1] !== LETTER_C) return -1
    let i = at + 2
    let count = 0
    for (; buffer[i] === SPACE; i++) {
      const name = buffer[i + 1]!
      if (count === MAX_ATTRIBUTES || !isLetter(name) || buffer[i + 2] !== EQUALS || buffer[i + 3] !== QUOTE) return -1
      i += 4
      // The hash of one letter is the letter.
      attributeNames[count] = name
      valueStarts[count] = i
      while (i < length && buffer[i] !== QUOTE) i++
      valueEnds[count++] = i
    }
    if (buffer[i] !== GREATER || buffer[i + 1] !== LESS || buffer[i + 2] !== LETTER_V || buffer[i + 3] !== GREATER)
      return -1
    const start = i + 4
    const most = Math.min(length, start + MAX_PLAIN)
    for (i = start; i < most; i++) {
      const byte = buffer[i]!
      if (byte === LESS) break
      if (byte === AMPERSAND || byte === UNDERSCORE || byte === CR) return -1
    }
    if (i + CELL_END.length > length) return -1
    for (let k = 0; k < CELL_END.length; k++) if (buffer[i + k] !== CELL_END[k]) return -1
    this.attributes = count
    this.start = start
    this.end = i
    this.special = false
    this.isCdata = false
    this.sink.cell!(this)
    return i + CELL_END.length
  }

  private scanText(at: number, final: boolean): number {
    const { buffer, length } = this
    let special = false
    let i = at
    for (; i < length; i++) {
      const byte = buffer[i]!
      if (byte === LESS) break
      if (byte === AMPERSAND || byte === UNDERSCORE || byte === CR) special = true
    }
    if (i >= length && !final) return -1
    this.emit(at, i, special, false)
    return i
  }

  private emit(start: number, end: number, special: boolean, isCdata: boolean): void {
    if (end - start > MAX_TOKEN) throw new XlsxFault('damaged', 'a text without an end')
    this.start = start
    this.end = end
    this.special = special
    this.isCdata = isCdata
    this.sink.text(this)
  }

  private scanTag(at: number): number {
    const { buffer, length } = this
    if (at + 1 >= length) return -1
    const second = buffer[at + 1]!
    if (second === BANG) return this.scanDeclaration(at)
    if (second === QUESTION) {
      const end = this.search(at + 2, QUESTION, GREATER, -1)
      if (end < 0) return -1
      checkDeclaration(decodeAscii(buffer, at, Math.min(end, at + 200)))
      return end + 2
    }
    const closing = second === SLASH
    let i = closing ? at + 2 : at + 1
    let hash = 0
    for (; ; i++) {
      if (i >= length) return -1
      const byte = buffer[i]!
      if (byte === GREATER || byte === SLASH || isSpace(byte)) break
      if (byte === LESS) throw new XlsxFault('damaged', 'a tag inside a tag')
      hash = byte === COLON ? 0 : (Math.imul(hash, 31) + byte) | 0
    }
    this.attributes = 0
    if (closing) {
      while (i < length && buffer[i] !== GREATER) i++
      if (i >= length) return -1
      this.name = hash
      this.sink.close(this)
      return i + 1
    }
    for (;;) {
      while (i < length && isSpace(buffer[i]!)) i++
      if (i >= length) return -1
      const byte = buffer[i]!
      if (byte === GREATER || byte === SLASH) {
        if (byte === SLASH && i + 1 >= length) return -1
        const isEmpty = byte === SLASH
        if (isEmpty && buffer[i + 1] !== GREATER) throw new XlsxFault('damaged', 'a stray slash in a tag')
        this.name = hash
        this.sink.open(this)
        if (isEmpty && !this.stopped) this.sink.close(this)
        return isEmpty ? i + 2 : i + 1
      }
      i = this.scanAttribute(i)
      if (i < 0) return -1
    }
  }

  /** Position after the attribute at `at`, or -1. */
  private scanAttribute(at: number): number {
    const { buffer, length } = this
    let i = at
    let hash = 0
    let prefix = 0
    let isPrefixed = false
    for (; ; i++) {
      if (i >= length) return -1
      const byte = buffer[i]!
      if (byte === EQUALS || isSpace(byte)) break
      if (byte === GREATER || byte === LESS) throw new XlsxFault('damaged', 'an attribute without a value')
      if (byte === COLON) {
        prefix = hash
        isPrefixed = true
        hash = 0
      } else hash = (Math.imul(hash, 31) + byte) | 0
    }
    while (i < length && isSpace(buffer[i]!)) i++
    if (i >= length) return -1
    if (buffer[i] !== EQUALS) throw new XlsxFault('damaged', 'an attribute without a value')
    i++
    while (i < length && isSpace(buffer[i]!)) i++
    if (i >= length) return -1
    const quote = buffer[i]!
    if (quote !== QUOTE && quote !== APOSTROPHE) throw new XlsxFault('damaged', 'an attribute without quotes')
    const from = ++i
    while (i < length && buffer[i] !== quote) i++
    if (i >= length) return -1
    if (this.attributes < MAX_ATTRIBUTES && !(isPrefixed && prefix === xmlns)) {
      this.attributeNames[this.attributes] = isPrefixed ? hash ^ PREFIXED : hash
      this.valueStarts[this.attributes] = from
      this.valueEnds[this.attributes] = i
      this.attributes++
    }
    return i + 1
  }

  /** Comments are passed over, CDATA sections are text. */
  private scanDeclaration(at: number): number {
    const { buffer, length } = this
    if (at + 9 > length) return -1
    if (buffer[at + 2] === DASH && buffer[at + 3] === DASH) {
      const end = this.search(at + 4, DASH, DASH, GREATER)
      return end < 0 ? -1 : end + 3
    }
    const opening = decodeAscii(buffer, at, at + 9)
    if (opening === '<![CDATA[') {
      const end = this.search(at + 9, BRACKET, BRACKET, GREATER)
      if (end < 0) return -1
      this.emit(at + 9, end, true, true)
      return end + 3
    }
    if (opening.toUpperCase() === '<!DOCTYPE')
      throw new XlsxFault('doctype', 'a document type declaration, which workbooks must not have')
    throw new XlsxFault('damaged', 'an unknown declaration')
  }

  private search(from: number, first: number, second: number, third: number): number {
    const { buffer, length } = this
    for (let i = from; i + (third < 0 ? 1 : 2) < length; i++)
      if (buffer[i] === first && buffer[i + 1] === second && (third < 0 || buffer[i + 2] === third)) return i
    return -1
  }
}

/** `</v></c>` */
const CELL_END = Uint8Array.of(0x3c, 0x2f, 0x76, 0x3e, 0x3c, 0x2f, 0x63, 0x3e)
/** Bytes of a value that is not worth a look of its own. */
const MAX_PLAIN = 1024

const DASH = 0x2d
const BRACKET = 0x5d
const xmlns = nameHash('xmlns')

function isLetter(byte: number): boolean {
  return byte >= 0x61 && byte <= 0x7a
}

function isSpace(byte: number): boolean {
  return byte === SPACE || byte === LF || byte === CR || byte === TAB
}

/** Parts are UTF-8 but for the oddest of writers. */
function checkStart(buffer: Uint8Array): void {
  const [first, second] = buffer
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff) || first === 0 || second === 0)
    throw new XlsxFault('encoding', 'a part in UTF-16')
}

function checkDeclaration(text: string): void {
  if (!text.startsWith('<?xml')) return
  const encoding = /encoding\s*=\s*["']([^"']*)["']/.exec(text)?.[1]
  if (encoding !== undefined && !/^(utf-?8|us-ascii|ascii)$/i.test(encoding))
    throw new XlsxFault('encoding', `a part in ${encoding}`)
}
