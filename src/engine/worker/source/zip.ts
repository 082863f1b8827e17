import { isUtf8 } from 'node:buffer'
import type { FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { crc32, createInflateRaw } from 'node:zlib'
import type { InflateRaw } from 'node:zlib'
import { CancelledError, ExpectedError } from '../../../contract/errors.ts'
import { decodeDos } from './dos-pages.ts'

export interface ZipEntry {
  readonly name: string
  readonly method: number
  readonly encrypted: boolean
  readonly compressedSize: number
  /** Bytes unpacked, as the directory says; what is really there is counted. */
  readonly size: number
  readonly crc: number
  /** Offset of the entry's local header, and the bytes its name takes there. */
  readonly offset: number
  readonly nameBytes: number
}

export interface Zip {
  readonly handle: FileHandle
  readonly name: string
  readonly isCancelled: () => boolean
  /** In the order of the directory. */
  readonly entries: readonly ZipEntry[]
  /** By name, in lower case and without a slash in front. */
  readonly byName: ReadonlyMap<string, ZipEntry>
}

/** An archive that cannot be unpacked as its directory says. */
export class ZipFault extends Error {
  constructor(detail: string) {
    super(`zip: ${detail}`)
    this.name = 'ZipFault'
  }
}

const END = 0x06054b50
const END64 = 0x06064b50
const LOCATOR64 = 0x07064b50
const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50
const MOST_ENTRIES = 10_000
const MOST_DIRECTORY = 8 * 1024 * 1024
/** Sheets unpack to ten or thirty times their size; a part that goes on and on beyond this is a bomb. */
const FREE_BYTES = 16 * 1024 * 1024
const MOST_RATIO = 200
const PIECE = 128 * 1024

/**
 * Reads the central directory of a zip archive, ZIP64 ones as well.
 * @returns null where there is none that can be read
 * @throws ExpectedError file.unreadable: too many entries, entries that overlap, or two with one name
 */
export async function openZip(
  handle: FileHandle,
  size: number,
  name: string,
  isCancelled: () => boolean = () => false,
): Promise<Zip | null> {
  const tail = await readAt(handle, Math.max(0, size - 65_557), Math.min(size, 65_557))
  const tailAt = size - tail.length
  const view = viewOf(tail)
  let end = tail.length - 22
  while (end >= 0 && view.getUint32(end, true) !== END) end--
  if (end < 0) return null
  let count = view.getUint16(end + 10, true)
  let length = view.getUint32(end + 12, true)
  let start = view.getUint32(end + 16, true)
  let endAt = tailAt + end
  if (count === 0xffff || length === 0xffffffff || start === 0xffffffff) {
    if (end < 20 || view.getUint32(end - 20, true) !== LOCATOR64) return null
    const at = Number(view.getBigUint64(end - 12, true))
    if (at > size - 56) return null
    const record = viewOf(await readAt(handle, at, 56))
    if (record.byteLength < 56 || record.getUint32(0, true) !== END64) return null
    count = Number(record.getBigUint64(32, true))
    length = Number(record.getBigUint64(40, true))
    start = Number(record.getBigUint64(48, true))
    endAt = at
  }
  if (count > MOST_ENTRIES || length > MOST_DIRECTORY) throw refuse(name, 'it holds too many parts')
  // Something may stand in front of the archive: offsets count from its own start.
  const shift = endAt - length - start
  if (shift < 0 || start + length > size) return null
  const directory = await readAt(handle, start + shift, length)
  const entries = readDirectory(directory, count, shift)
  if (entries === null) return null
  refuseOverlaps(entries, start + shift, name)
  const byName = new Map<string, ZipEntry>()
  for (const entry of entries) {
    const key = partKey(entry.name)
    const first = byName.get(key)
    // Which one counts would be for each program to say.
    if (first !== undefined && (first.crc !== entry.crc || first.size !== entry.size))
      throw refuse(name, 'two of its parts have the same name')
    if (first === undefined) byName.set(key, entry)
  }
  return { handle, name, isCancelled, entries, byName }
}

export function partKey(path: string): string {
  return path.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase()
}

function readDirectory(bytes: Uint8Array, count: number, shift: number): ZipEntry[] | null {
  const view = viewOf(bytes)
  const entries: ZipEntry[] = []
  let at = 0
  for (let n = 0; n < count; n++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== CENTRAL) return null
    const nameLength = view.getUint16(at + 28, true)
    const extraLength = view.getUint16(at + 30, true)
    const next = at + 46 + nameLength + extraLength + view.getUint16(at + 32, true)
    if (next > bytes.length) return null
    const sizes = { size: view.getUint32(at + 24, true), compressedSize: view.getUint32(at + 20, true) }
    let offset = view.getUint32(at + 42, true)
    // ZIP64: of these three, those that are all ones stand in the extra field, in this order.
    const extra = findExtra(view, at + 46 + nameLength, extraLength)
    let field = extra.at
    const wide = (): number => {
      if (field + 8 > extra.end) return -1
      field += 8
      return Number(view.getBigUint64(field - 8, true))
    }
    if (sizes.size === 0xffffffff) sizes.size = wide()
    if (sizes.compressedSize === 0xffffffff) sizes.compressedSize = wide()
    if (offset === 0xffffffff) offset = wide()
    if (sizes.size < 0 || sizes.compressedSize < 0 || offset < 0) return null
    entries.push({
      name: nameOf(bytes.subarray(at + 46, at + 46 + nameLength)),
      nameBytes: nameLength,
      method: view.getUint16(at + 10, true),
      encrypted: (view.getUint16(at + 8, true) & 1) !== 0,
      crc: view.getUint32(at + 16, true),
      offset: offset + shift,
      ...sizes,
    })
    at = next
  }
  return entries
}

/** Names are UTF-8, or else in the code page of DOS, which Windows still packs with. */
function nameOf(bytes: Uint8Array): string {
  return isUtf8(bytes) ? Buffer.from(bytes).toString() : decodeDos('cp850', bytes)
}

/** Where the ZIP64 field of an entry lies. */
function findExtra(view: DataView, start: number, length: number): { at: number; end: number } {
  let at = start
  while (at + 4 <= start + length) {
    const size = view.getUint16(at + 2, true)
    if (view.getUint16(at, true) === 1) return { at: at + 4, end: Math.min(at + 4 + size, start + length) }
    at += 4 + size
  }
  return { at: 0, end: 0 }
}

/** Entries that share bytes let a small file unpack to a huge one. */
function refuseOverlaps(entries: readonly ZipEntry[], directory: number, name: string): void {
  const byPlace = entries.toSorted((a, b) => a.offset - b.offset)
  byPlace.forEach((entry, i) => {
    const end = entry.offset + 30 + entry.nameBytes + entry.compressedSize
    if (end > (byPlace[i + 1]?.offset ?? directory)) throw refuse(name, 'parts of it lie on top of each other')
  })
}

/**
 * Unpacks an entry piece by piece, counting what really comes out.
 * @param worth bytes that what was found so far may take, however well it is packed
 * @throws ExpectedError file.password; file.unreadable where far too much comes out; ZipFault where it is damaged;
 * CancelledError
 */
export async function* unpack(
  zip: Zip,
  entry: ZipEntry,
  onRead: (packed: Uint8Array) => void = () => undefined,
  worth: () => number = () => 0,
): AsyncGenerator<Uint8Array> {
  if (entry.encrypted) throw new ExpectedError('file.password', { name: zip.name })
  if (entry.method !== 0 && entry.method !== 8) throw new ZipFault(`method ${entry.method}`)
  const start = await entryStart(zip, entry)
  let total = 0
  let crc = 0
  const packed = pieces(zip.handle, start, entry.compressedSize, onRead)
  const inflater = entry.method === 0 ? null : createInflateRaw({ chunkSize: PIECE })
  for await (const piece of inflater === null ? packed : inflate(packed, inflater)) {
    if (zip.isCancelled()) throw new CancelledError()
    total += piece.length
    if (inflater !== null && total > FREE_BYTES + worth() && total > inflater.bytesWritten * MOST_RATIO)
      throw refuse(zip.name, `a part of it unpacks to more than ${MOST_RATIO} times its size`)
    crc = crc32(piece, crc)
    yield piece
  }
  if (crc !== entry.crc) throw new ZipFault('a checksum is wrong')
}

/** Where the packed bytes of an entry begin. @throws ZipFault */
export async function entryStart(zip: Zip, entry: ZipEntry): Promise<number> {
  const header = viewOf(await readAt(zip.handle, entry.offset, 30))
  if (header.byteLength < 30 || header.getUint32(0, true) !== LOCAL) throw new ZipFault('no entry where one should be')
  return entry.offset + 30 + header.getUint16(26, true) + header.getUint16(28, true)
}

async function* pieces(
  handle: FileHandle,
  start: number,
  length: number,
  onRead: (packed: Uint8Array) => void,
): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < length; at += PIECE) {
    const piece = await readAt(handle, start + at, Math.min(PIECE, length - at))
    if (piece.length === 0) return
    onRead(piece)
    yield piece
  }
}

/** The threads of zlib unpack the next pieces while the last one is read. */
async function* inflate(packed: AsyncGenerator<Uint8Array>, inflated: InflateRaw): AsyncGenerator<Uint8Array> {
  const source = Readable.from(packed, { objectMode: true, highWaterMark: 2 })
  source.on('error', (error) => inflated.destroy(error))
  source.pipe(inflated)
  try {
    for await (const piece of inflated) yield piece as Uint8Array
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) throw error
    throw new ZipFault(error instanceof Error ? error.message : String(error))
  } finally {
    source.destroy()
    inflated.destroy()
  }
}

/** Text of a small entry, or null where it cannot be unpacked within `limit` bytes. */
async function smallText(zip: Zip, entry: ZipEntry, limit: number): Promise<string | null> {
  const found: Uint8Array[] = []
  let length = 0
  try {
    for await (const piece of unpack(zip, entry)) {
      found.push(piece)
      length += piece.length
      if (length > limit) return null
    }
  } catch {
    return null
  }
  return Buffer.concat(found).toString()
}

/**
 * Unpacks everything once and throws it away, before a reader that takes all of it into memory gets the file.
 * @returns how many bytes that was
 * @throws ExpectedError file.unreadable where it is more than `limit` bytes
 */
export async function unpackedBytes(zip: Zip, limit: number): Promise<number> {
  let total = 0
  for (const entry of zip.entries) {
    if (entry.encrypted) continue
    try {
      for await (const piece of unpack(zip, entry)) {
        total += piece.length
        if (total > limit) throw refuse(zip.name, `it unpacks to more than ${Math.round(limit / 2 ** 20)} MB`)
      }
    } catch (error) {
      if (!(error instanceof ZipFault)) throw error
    }
  }
  return total
}

/** What a zip archive that is no readable workbook is: `password`, or a name for people. */
export async function describeZip(zip: Zip | null): Promise<string> {
  const entries = zip?.entries ?? []
  // OpenDocument keeps its manifest readable and says in it what is encrypted.
  const manifest = zip?.byName.get('meta-inf/manifest.xml')
  if (manifest !== undefined && ((await smallText(zip!, manifest, 1 << 20)) ?? '').includes('encryption-data'))
    return 'password'
  const has = (start: string): boolean => entries.some((entry) => entry.name.startsWith(start))
  if (has('word/')) return 'a Word document'
  if (has('ppt/')) return 'a PowerPoint presentation'
  if (has('Index/') && entries.some((entry) => entry.name.endsWith('.iwa')))
    return 'a document of Apple Numbers or Pages; export it from there'
  if (has('xl/') || has('content.xml')) return 'a damaged workbook'
  return entries.length > 0 ? 'a zip archive without a table in it' : 'a zip archive that is damaged'
}

function refuse(name: string, reason: string): ExpectedError {
  return new ExpectedError('file.unreadable', { name, reason })
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

async function readAt(handle: FileHandle, at: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length)
  let got = 0
  while (got < length) {
    const { bytesRead } = await handle.read(bytes, got, length - got, at + got)
    if (bytesRead === 0) break
    got += bytesRead
  }
  return bytes.subarray(0, got)
}
