import type { FileHandle } from 'node:fs/promises'
import { ExpectedError } from '../../../contract/errors.ts'
import { detectEncoding } from '../../read/text/encoding.ts'
import { textBlocks } from './blocks.ts'
import { foreignFormat, isGzip, isMarkupTable, isWorkbook, isZip } from './formats.ts'
import { openHandle, readPiece, unreadable } from './open-handle.ts'
import { utf32Of } from './utf32.ts'
import { contentOf, onlyText } from './archive.ts'
import { openZip } from './zip.ts'

/** First bytes that are looked at to find out how a file is to be read. */
export const HEAD_BYTES = 1024 * 1024
const PIECES = 8
const PIECE_BYTES = 48 * 1024

export interface OpenedFile {
  readonly handle: FileHandle
  /** Bytes of the file. */
  readonly size: number
  /** First bytes of the file, or of the text in it where that is compressed. */
  readonly head: Uint8Array
  /** Nothing follows the head. */
  readonly isWhole: boolean
  /** A text compressed with gzip, or alone in a zip archive. */
  readonly isGzip: boolean
  readonly format: 'delimited' | 'workbook' | 'json'
}

/**
 * Opens a file and looks at what it is. The caller closes the handle.
 * @throws ExpectedError file.missing, file.folder, file.empty, file.unreadable, file.format, file.password
 */
export async function openFile(path: string, name: string): Promise<OpenedFile> {
  const handle = await openHandle(path, name)
  try {
    const { size } = await handle.stat()
    if (size === 0) throw new ExpectedError('file.empty', { name })
    const start = await readPiece(handle, 0, Math.min(size, HEAD_BYTES), name)
    if (isGzip(start) || (isZip(start) && (await isPackedText(handle, size, name))))
      return await openPacked(handle, size, name)
    if (isMarkupTable(start)) return { handle, size, head: start, isWhole: false, isGzip: false, format: 'workbook' }
    const head = start
    const isWhole = head.length >= size
    if (isJson(head, name)) {
      if (isBlank(head) && isWhole) throw new ExpectedError('file.empty', { name })
      return { handle, size, head, isWhole, isGzip: false, format: 'json' }
    }
    const seen = foreignFormat(head)
    if (seen !== null) throw new ExpectedError(seen === 'password' ? 'file.password' : 'file.format', { name, seen })
    if (!isWhole && !isWorkbook(head) && !head.includes(10) && !head.includes(13))
      throw new ExpectedError('file.format', { name, seen: 'one endless line' })
    if (isBlank(head) && isWhole) throw new ExpectedError('file.empty', { name })
    return { handle, size, head, isWhole, isGzip: false, format: isWorkbook(head) ? 'workbook' : 'delimited' }
  } catch (error) {
    await handle.close()
    throw error
  }
}

/**
 * Opens a text that was looked at before, with its first bytes. The caller closes the handle.
 * @throws ExpectedError file.missing, file.folder, file.unreadable
 */
export async function openKnown(
  path: string,
  name: string,
  headBytes: number,
): Promise<Pick<OpenedFile, 'handle' | 'size' | 'head'>> {
  const handle = await openHandle(path, name)
  try {
    const { size } = await handle.stat()
    return { handle, size, head: await readPiece(handle, 0, Math.min(size, headBytes), name) }
  } catch (error) {
    await handle.close()
    throw error
  }
}

/**
 * Whether a zip archive holds one text, as people mail it.
 * @throws ExpectedError file.unreadable; file.archive where it holds other tables than that; file.format where it holds
 * archives in their place
 */
async function isPackedText(handle: FileHandle, size: number, name: string): Promise<boolean> {
  const zip = await openZip(handle, size, name)
  if (zip === null) return false
  if (onlyText(zip) !== null) return true
  const { tables, nested } = contentOf(zip) ?? { tables: [], nested: [] }
  if (tables.length > 0)
    throw new ExpectedError('file.archive', { name, tables: tables.map((table) => table.name).join(', ') })
  if (nested.length > 0)
    throw new ExpectedError('file.format', {
      name,
      seen: 'an archive of archives; unpack it and drop what lies in them',
    })
  return false
}

/** A compressed file: what is in it has to be a text. */
async function openPacked(handle: FileHandle, size: number, name: string): Promise<OpenedFile> {
  const head = new Uint8Array(HEAD_BYTES)
  let length = 0
  let isWhole = true
  try {
    for await (const block of textBlocks(handle, true, name)) {
      const piece = block.subarray(0, HEAD_BYTES - length)
      head.set(piece, length)
      length += piece.length
      if (piece.length === block.length) continue
      isWhole = false
      break
    }
  } catch (error) {
    throw error instanceof ExpectedError ? error : unreadable(name, error)
  }
  const text = head.subarray(0, length)
  if (isBlank(text) && isWhole) throw new ExpectedError('file.empty', { name })
  if (isJson(text, name)) return { handle, size, head: text, isWhole, isGzip: true, format: 'json' }
  if (isWorkbook(text) || isGzip(text) || foreignFormat(text) !== null)
    throw new ExpectedError('file.format', {
      name,
      seen: isZip(await readPiece(handle, 0, 4, name))
        ? 'a zip archive; unpack it first'
        : 'a gzip archive; unpack it first',
    })
  if (!isWhole && !text.includes(10) && !text.includes(13))
    throw new ExpectedError('file.format', { name, seen: 'one endless line' })
  return { handle, size, head: text, isWhole, isGzip: true, format: 'delimited' }
}

/** JSON by its first bytes; lines of it also by the name, as the first one may be broken. */
function isJson(head: Uint8Array, name: string): boolean {
  const isNamed = /\.(ndjson|jsonl|jsonlines)(\.gz)?$/i.test(name)
  const seen = foreignFormat(head)
  return seen === 'JSON' || (isNamed && seen === null && !isWorkbook(head))
}

/** Pieces from the rest of the file, each from one line break to another: evidence that the head may lack. */
export async function readFurther(file: OpenedFile, name: string): Promise<Uint8Array[]> {
  if (file.isWhole || file.isGzip || wideUnit(file) > 1) return []
  const rest = file.size - file.head.length
  const starts = Array.from({ length: PIECES }, (_, i) => file.head.length + Math.floor(((i + 0.5) * rest) / PIECES))
  const read = await Promise.all(
    starts.map((at) => readPiece(file.handle, at, Math.min(PIECE_BYTES, file.size - at), name)),
  )
  return read.flatMap((piece) => {
    const from = piece.indexOf(10) + 1
    const to = piece.lastIndexOf(10) + 1
    return from > 0 && to > from ? [piece.subarray(from, to)] : []
  })
}

/** Bytes of a letter: 4 in UTF-32, 2 in UTF-16, else 1. */
function wideUnit({ head, isWhole }: OpenedFile): 1 | 2 | 4 {
  if (utf32Of(head) !== null) return 4
  return detectEncoding(head.subarray(0, 4096), isWhole).encoding.startsWith('utf-16') ? 2 : 1
}

function isBlank(bytes: Uint8Array): boolean {
  for (let i = bytes[0] === 0xef ? 3 : 0; i < bytes.length; i++) if (bytes[i]! > 0x20) return false
  return true
}
