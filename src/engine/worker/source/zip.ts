import { inflateRawSync } from 'node:zlib'

export interface ZipEntry {
  readonly name: string
  readonly method: number
  readonly compressedSize: number
  /** Offset of the entry's local header. */
  readonly offset: number
}

const END = 0x06054b50
const CENTRAL = 0x02014b50
const MOST_ENTRIES = 100_000

/** The central directory of a zip archive; null where there is none. ZIP64 archives give null as well. */
export function zipEntries(bytes: Uint8Array): ZipEntry[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const lowest = Math.max(0, bytes.length - 65_557)
  let end = bytes.length - 22
  while (end >= lowest && view.getUint32(end, true) !== END) end--
  if (end < lowest) return null
  const entries: ZipEntry[] = []
  let at = view.getUint32(end + 16, true)
  for (let n = view.getUint16(end + 10, true); n > 0 && entries.length < MOST_ENTRIES; n--) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== CENTRAL) return null
    const nameLength = view.getUint16(at + 28, true)
    entries.push({
      name: Buffer.from(
        bytes.buffer,
        bytes.byteOffset + at + 46,
        Math.min(nameLength, bytes.length - at - 46),
      ).toString(),
      method: view.getUint16(at + 10, true),
      compressedSize: view.getUint32(at + 20, true),
      offset: view.getUint32(at + 42, true),
    })
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}

/** Text of a small entry, or null where it cannot be unpacked within `limit` bytes. */
export function zipText(bytes: Uint8Array, entry: ZipEntry, limit: number): string | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (entry.offset + 30 > bytes.length) return null
  const start = entry.offset + 30 + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true)
  const packed = bytes.subarray(start, start + entry.compressedSize)
  try {
    if (entry.method === 0) return Buffer.from(packed.subarray(0, limit)).toString()
    return entry.method === 8 ? inflateRawSync(packed, { maxOutputLength: limit }).toString() : null
  } catch {
    return null
  }
}

/** What a zip archive that is no readable workbook is: `password`, or a name for people. */
export function describeZip(bytes: Uint8Array): string {
  const entries = zipEntries(bytes) ?? []
  // OpenDocument keeps its manifest readable and says in it what is encrypted.
  const manifest = entries.find((entry) => entry.name === 'META-INF/manifest.xml')
  if (manifest !== undefined && (zipText(bytes, manifest, 1 << 20) ?? '').includes('encryption-data')) return 'password'
  const has = (start: string): boolean => entries.some((entry) => entry.name.startsWith(start))
  if (has('word/')) return 'a Word document'
  if (has('ppt/')) return 'a PowerPoint presentation'
  if (has('xl/') || has('content.xml')) return 'a damaged workbook'
  return entries.length > 0 ? 'a zip archive; unpack it first' : 'a zip archive that is damaged'
}
