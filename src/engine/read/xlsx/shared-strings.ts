import { decodeUtf8, encodeUtf8 } from '../bytes.ts'
import { unescapeCell } from './text.ts'
import { nameHash, XmlScanner } from './xml.ts'
import type { XmlSink } from './xml.ts'

const SI = nameHash('si')
const ITEM = nameHash('sstItem')
const T = nameHash('t')
const RPH = nameHash('rPh')
const CACHE = 1 << 15

/** Texts that cells refer to by number, laid end to end as UTF-8; a few of them are kept decoded. */
export class SharedStrings {
  count = 0
  private bytes = new Uint8Array(4096)
  private offsets = new Uint32Array(1024)
  private readonly cachedIndex = new Int32Array(CACHE).fill(-1)
  private readonly cachedText: string[] = []

  /** Text of a number, or null where there is none. */
  at(index: number): string | null {
    if (!(index >= 0 && index < this.count)) return null
    const slot = index & (CACHE - 1)
    if (this.cachedIndex[slot] === index) return this.cachedText[slot]!
    const text = decodeUtf8(this.bytes, this.offsets[index]!, this.offsets[index + 1]!)
    this.cachedIndex[slot] = index
    this.cachedText[slot] = text
    return text
  }

  /** Adds a text piece by piece: `append`, then `close`. */
  append(buffer: Uint8Array, start: number, end: number): void {
    const at = this.offsets[this.count + 1]!
    const needed = at + end - start
    if (needed > this.bytes.length) {
      const bigger = new Uint8Array(Math.max(needed, this.bytes.length * 2))
      bigger.set(this.bytes.subarray(0, at))
      this.bytes = bigger
    }
    if (end - start > 64) this.bytes.set(buffer.subarray(start, end), at)
    else for (let i = start, to = at; i < end; i++) this.bytes[to++] = buffer[i]!
    this.offsets[this.count + 1] = needed
  }

  close(): void {
    this.count++
    if (this.count + 2 > this.offsets.length) {
      const bigger = new Uint32Array(this.offsets.length * 2)
      bigger.set(this.offsets)
      this.offsets = bigger
    }
    this.offsets[this.count + 1] = this.offsets[this.count]!
  }

  /** Replaces escapes in the text that is about to be closed. */
  unescapeLast(): void {
    const start = this.offsets[this.count]!
    const text = decodeUtf8(this.bytes, start, this.offsets[this.count + 1]!)
    const plain = unescapeCell(text)
    if (plain === text) return
    this.offsets[this.count + 1] = start
    const bytes = encodeUtf8(plain)
    this.append(bytes, 0, bytes.length)
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
