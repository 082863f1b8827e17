import { longer, longerBytes } from '../stores/resize.ts'
import { decodeUtf8, encodeUtf8 } from '../text/bytes.ts'
import { XlsxFault } from './fault.ts'
import { unescapeCell } from './text.ts'
import { nameHash, XmlScanner } from './xml.ts'
import type { XmlSink } from './xml.ts'

const SI = nameHash('si')
const ITEM = nameHash('sstItem')
const T = nameHash('t')
const RPH = nameHash('rPh')
/** Texts kept decoded, and the longest of them. */
const CACHE = 1 << 15
const CACHED_BYTES = 512
/** Bytes of texts in memory; what comes after them goes to the store. */
const KEPT_BYTES = 32 * 1024 * 1024
/** Bytes that are written to the store at once, and read from it where texts are asked for in their order. */
const WINDOW_BYTES = 64 * 1024
/** Texts after which places are counted anew: 32 bits hold them then. */
const GROUP_SHIFT = 10
/** More texts than a workbook comes with, and Excel opens: where each of them ends is kept. */
const MOST_TEXTS = 1 << 23
/** Excel keeps 32,767 characters of a text. */
const MOST_BYTES = 1024 * 1024

/** Where texts go that are too many for the memory. */
export interface TextStore {
  /** Fills `into` with what lies from a place on, as far as there is something; returns how many bytes that is. */
  read(at: number, into: Uint8Array): number
  /** Adds bytes to its end. */
  write(bytes: Uint8Array): void
}

/**
 * Texts that cells refer to by number, as UTF-8, one behind the other; a few of them are kept decoded. Memory stays as it
 * is however many there are, but for four bytes a text, where a store is given.
 */
export class SharedStrings {
  count = 0
  private readonly store: TextStore | null
  /** Where each text ends, counted from where its group begins. */
  private ends = new Uint32Array(256)
  private readonly groups: number[] = [0]
  /** The first texts; what follows them lies in the store, but for its end. */
  private kept: Uint8Array<ArrayBuffer> = new Uint8Array(4096)
  private keptBytes = 0
  private stored = 0
  private readonly pending = new Uint8Array(WINDOW_BYTES)
  private pendingBytes = 0
  /** A piece of the store. */
  private readonly window = new Uint8Array(WINDOW_BYTES)
  private windowAt = 0
  private windowBytes = 0
  /** The text that is added, or read by itself. */
  private text = new Uint8Array(1024)
  private length = 0
  private readonly cachedIndex = new Int32Array(CACHE).fill(-1)
  private readonly cachedText: string[] = []

  constructor(store: TextStore | null = null) {
    this.store = store
  }

  /** Text of a number, or null where there is none. */
  at(index: number): string | null {
    if (!(index >= 0 && index < this.count)) return null
    const slot = index & (CACHE - 1)
    if (this.cachedIndex[slot] === index) return this.cachedText[slot]!
    const [from, to] = this.placeOf(index)
    const [bytes, at] = this.bytesAt(from, to)
    const text = decodeUtf8(bytes, at, at + to - from)
    if (to - from <= CACHED_BYTES) {
      this.cachedIndex[slot] = index
      this.cachedText[slot] = text
    }
    return text
  }

  /** Whether there is a text of that number which is more than blanks. */
  isFilled(index: number): boolean {
    if (!(index >= 0 && index < this.count)) return false
    const [from, to] = this.placeOf(index)
    const [bytes, at] = this.bytesAt(from, to)
    for (let i = at; i < at + to - from; i++) {
      if (bytes[i]! >= 0x80) return this.at(index)!.trim() !== ''
      if (bytes[i]! > 0x20) return true
    }
    return false
  }

  /** Adds a text piece by piece: `append`, then `close`. @throws XlsxFault where it is longer than any cell */
  append(buffer: Uint8Array, start: number, end: number): void {
    const needed = this.length + end - start
    if (needed > MOST_BYTES) throw new XlsxFault('damaged', 'a text without an end')
    if (needed > this.text.length) {
      const bigger = new Uint8Array(Math.max(needed, this.text.length * 2))
      bigger.set(this.text.subarray(0, this.length))
      this.text = bigger
    }
    copy(buffer, start, end, this.text, this.length)
    this.length = needed
  }

  /** @throws XlsxFault where there are more texts than any workbook has */
  close(): void {
    if (this.count === MOST_TEXTS) throw new XlsxFault('large', 'texts without an end')
    if (this.count === this.ends.length) this.ends = longer(this.ends, this.count * 2)
    const total = this.stored + this.keptBytes + this.pendingBytes
    if (this.count > 0 && (this.count & ((1 << GROUP_SHIFT) - 1)) === 0) this.groups.push(total)
    this.ends[this.count++] = total + this.length - this.groups.at(-1)!
    this.keep(this.length)
    this.length = 0
  }

  /** Replaces escapes in the text that is about to be closed. */
  unescapeLast(): void {
    const text = decodeUtf8(this.text, 0, this.length)
    const plain = unescapeCell(text)
    if (plain === text) return
    this.length = 0
    const bytes = encodeUtf8(plain)
    this.append(bytes, 0, bytes.length)
  }

  /** Puts the text away. */
  private keep(length: number): void {
    const spills = this.store !== null && (this.stored + this.pendingBytes > 0 || this.keptBytes + length > KEPT_BYTES)
    if (!spills) {
      const needed = this.keptBytes + length
      if (needed > this.kept.length) this.kept = longerBytes(this.kept, Math.max(needed, this.kept.length * 2))
      copy(this.text, 0, length, this.kept, this.keptBytes)
      this.keptBytes = needed
      return
    }
    if (this.pendingBytes + length > WINDOW_BYTES) {
      this.store!.write(this.pending.subarray(0, this.pendingBytes))
      this.stored += this.pendingBytes
      this.pendingBytes = 0
    }
    if (length > WINDOW_BYTES) {
      this.store!.write(this.text.subarray(0, length))
      this.stored += length
      return
    }
    copy(this.text, 0, length, this.pending, this.pendingBytes)
    this.pendingBytes += length
  }

  private placeOf(index: number): readonly [from: number, to: number] {
    const base = this.groups[index >> GROUP_SHIFT]!
    const isFirst = (index & ((1 << GROUP_SHIFT) - 1)) === 0
    return [isFirst ? base : base + this.ends[index - 1]!, base + this.ends[index]!]
  }

  /** The bytes of a text, and where it starts in them. */
  private bytesAt(from: number, to: number): readonly [bytes: Uint8Array, at: number] {
    if (from < this.keptBytes || from === to) return [this.kept, from]
    const place = from - this.keptBytes
    if (place >= this.stored) return [this.pending, place - this.stored]
    const end = place + to - from
    const windowEnd = this.windowAt + this.windowBytes
    if (place >= this.windowAt && end <= windowEnd) return [this.window, place - this.windowAt]
    // Most workbooks number their texts as they come: what follows is asked for next.
    if (place >= this.windowAt && place < windowEnd + WINDOW_BYTES && to - from <= WINDOW_BYTES) {
      this.windowBytes = this.store!.read(place, this.window)
      this.windowAt = place
      return [this.window, 0]
    }
    if (to - from > this.text.length) this.text = new Uint8Array(to - from)
    this.store!.read(place, this.text.subarray(0, to - from))
    return [this.text, 0]
  }
}

function copy(from: Uint8Array, start: number, end: number, to: Uint8Array, at: number): void {
  if (end - start > 64) to.set(from.subarray(start, end), at)
  else for (let i = start, k = at; i < end; i++, k++) to[k] = from[i]!
}

/** @returns a scanner for `sharedStrings.xml`: plain and rich texts; readings above the characters are left out */
export function sharedStringsScanner(into: SharedStrings): XmlScanner {
  let inItem = false
  let inText = false
  let phonetic = 0
  let escaped = false
  const end = (): void => {
    if (!inItem) return
    if (escaped) into.unescapeLast()
    into.close()
    inItem = false
    escaped = false
    phonetic = 0
  }
  const sink: XmlSink = {
    open({ name }) {
      if (name === SI || name === ITEM) {
        end()
        inItem = true
      } else if (name === RPH) phonetic++
      else if (name === T) inText = true
    },
    close({ name }) {
      if (name === T) inText = false
      else if (name === SI || name === ITEM) end()
      else if (name === RPH && phonetic > 0) phonetic--
    },
    text(xml) {
      if (!inText || !inItem || phonetic > 0) return
      if (!xml.special) return into.append(xml.buffer, xml.start, xml.end)
      escaped = true
      const bytes = encodeUtf8(xml.text())
      into.append(bytes, 0, bytes.length)
    },
  }
  return new XmlScanner(sink)
}
