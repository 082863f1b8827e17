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
const CACHED_BYTES = 256
/** Texts lie in blocks of about so many bytes, and at most so many texts: one is read for a text out of order. */
const BLOCK_BYTES = 8 * 1024
const BLOCK_TEXTS = 1024
/** Bytes of blocks in memory; what comes after them goes to the store, of which some blocks are at hand. */
const KEPT_BYTES = 32 * 1024 * 1024
const HELD_BLOCKS = 1024
/** Excel keeps 32,767 characters of a text. */
const MOST_BYTES = 1024 * 1024

/** Where texts go that are too many for the memory. */
export interface TextStore {
  /** Bytes from a place on; they are the caller's. */
  read(at: number, length: number): Uint8Array
  /** Adds them to its end. */
  write(bytes: Uint8Array): void
}

interface Block {
  readonly bytes: Uint8Array
  /** Where each text ends in the bytes. */
  readonly ends: Uint32Array
}

/**
 * Texts that cells refer to by number, as UTF-8; a few of them are kept decoded. Memory stays as it is however many there
 * are, where a store is given.
 */
export class SharedStrings {
  count = 0
  private readonly store: TextStore | null
  /** Number of the first text of each block, its place in the store, and how many bytes it has there. */
  private readonly firsts: number[] = []
  private readonly places: number[] = []
  private readonly sizes: number[] = []
  private readonly kept: Block[] = []
  private keptBytes = 0
  private stored = 0
  private readonly held = new Map<number, Block>()
  /** The block that is being filled, and where the text under way starts in it. */
  private bytes = new Uint8Array(4096)
  private ends = new Uint32Array(256)
  private length = 0
  private textAt = 0
  private texts = 0
  private last: Block | null = null
  private lastFirst = 0
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
    const { bytes, ends } = this.blockOf(index)
    const place = index - this.lastFirst
    const from = place === 0 ? 0 : ends[place - 1]!
    const to = ends[place]!
    const text = decodeUtf8(bytes, from, to)
    if (to - from <= CACHED_BYTES) {
      this.cachedIndex[slot] = index
      this.cachedText[slot] = text
    }
    return text
  }

  /** Adds a text piece by piece: `append`, then `close`. @throws XlsxFault where it is longer than any cell */
  append(buffer: Uint8Array, start: number, end: number): void {
    const needed = this.length + end - start
    if (needed - this.textAt > MOST_BYTES) throw new XlsxFault('damaged', 'a text without an end')
    if (needed > this.bytes.length) {
      const bigger = new Uint8Array(Math.max(needed, this.bytes.length * 2))
      bigger.set(this.bytes.subarray(0, this.length))
      this.bytes = bigger
    }
    if (end - start > 64) this.bytes.set(buffer.subarray(start, end), this.length)
    else for (let i = start, to = this.length; i < end; i++) this.bytes[to++] = buffer[i]!
    this.length = needed
  }

  close(): void {
    if (this.texts === this.ends.length) {
      const bigger = new Uint32Array(this.ends.length * 2)
      bigger.set(this.ends)
      this.ends = bigger
    }
    this.ends[this.texts++] = this.length
    this.textAt = this.length
    this.count++
    if (this.length >= BLOCK_BYTES || this.texts >= BLOCK_TEXTS) this.seal()
  }

  /** Replaces escapes in the text that is about to be closed. */
  unescapeLast(): void {
    const text = decodeUtf8(this.bytes, this.textAt, this.length)
    const plain = unescapeCell(text)
    if (plain === text) return
    this.length = this.textAt
    const bytes = encodeUtf8(plain)
    this.append(bytes, 0, bytes.length)
  }

  /** Puts the block that is full away. */
  private seal(): void {
    const block: Block = { bytes: this.bytes.slice(0, this.length), ends: this.ends.slice(0, this.texts) }
    const size = block.ends.byteLength + block.bytes.length
    const isRoom = this.stored === 0 && this.keptBytes + size <= KEPT_BYTES
    this.firsts.push(this.count - this.texts)
    this.places.push(this.stored)
    this.sizes.push(size)
    if (this.store === null || isRoom) {
      this.kept.push(block)
      this.keptBytes += size
    } else {
      this.store.write(new Uint8Array(block.ends.buffer))
      this.store.write(block.bytes)
      this.stored += size
    }
    this.length = 0
    this.textAt = 0
    this.texts = 0
    this.last = null
  }

  /** The block with a text; `lastFirst` is the number of its first one then. */
  private blockOf(index: number): Block {
    if (this.last !== null && index >= this.lastFirst && index < this.lastFirst + this.last.ends.length)
      return this.last
    let low = 0
    let high = this.firsts.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.firsts[middle]! <= index) low = middle + 1
      else high = middle
    }
    const number = low - 1
    const isFilling = index >= this.count - this.texts
    this.lastFirst = isFilling ? this.count - this.texts : this.firsts[number]!
    this.last = isFilling ? { bytes: this.bytes, ends: this.ends.subarray(0, this.texts) } : this.block(number)
    return this.last
  }

  private block(number: number): Block {
    if (number < this.kept.length) return this.kept[number]!
    const known = this.held.get(number)
    if (known !== undefined) {
      // The longest unused one goes first.
      this.held.delete(number)
      this.held.set(number, known)
      return known
    }
    const texts = (this.firsts[number + 1] ?? this.count - this.texts) - this.firsts[number]!
    const stored = this.store!.read(this.places[number]!, this.sizes[number]!)
    const block: Block = {
      ends: new Uint32Array(stored.buffer, stored.byteOffset, texts),
      bytes: stored.subarray(texts * 4),
    }
    if (this.held.size >= HELD_BLOCKS) this.held.delete(this.held.keys().next().value!)
    this.held.set(number, block)
    return block
  }
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
