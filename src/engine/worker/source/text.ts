import type { ReadOptions } from '../../../contract/imports.ts'
import { detectEncoding, encodingByName } from '../../read/encoding.ts'
import { inspectBytes } from '../../read/inspect-file.ts'
import type { Further, Inspection } from '../../read/inspect-file.ts'
import { textBlocks } from './blocks.ts'
import { checkTable } from './choose-table.ts'
import { hasJapaneseEscapes, oldEncoding } from './old-encoding.ts'
import { readBeyond } from './open.ts'
import type { OpenedFile } from './open.ts'
import { Transcoder } from './transcoder.ts'

/** The text of a file as the engine reads it. */
export interface SourceText {
  readonly head: Uint8Array
  /** What it is transcoded from; null: the engine reads the bytes as they are. */
  readonly encoding: string | null
  readonly further: Further
  /** From the first byte on. */
  blocks(onRead?: (bytes: Uint8Array) => void): AsyncGenerator<Uint8Array>
  /** Where a record of the text starts in the file. */
  toFile(offset: number): number
}

/**
 * The text of a delimited file. UTF-8, UTF-16 and the Windows code pages 1252 and 1254 are left to the engine unless
 * `everything` is to be UTF-8; all else is transcoded here.
 */
export async function openText(
  file: OpenedFile,
  name: string,
  options: ReadOptions,
  everything: boolean,
): Promise<SourceText> {
  const further = await readBeyond(file, name)
  const encoding = foreignEncoding(file, options, further.pieces ?? [], everything)
  if (encoding === null)
    return {
      head: file.head,
      encoding,
      further,
      blocks: (onRead) => textBlocks(file.handle, file.isGzip, name, onRead),
      toFile: (offset) => offset,
    }
  const transcoder = new Transcoder(encoding)
  return {
    head: new Transcoder(encoding).push(file.head),
    encoding,
    further: { pieces: (further.pieces ?? []).map((piece) => new Transcoder(encoding).push(piece)) },
    async *blocks(onRead) {
      for await (const block of textBlocks(file.handle, file.isGzip, name, onRead)) yield transcoder.push(block)
      yield transcoder.finish()
    },
    toFile: (offset) => transcoder.toFile(offset),
  }
}

interface Inspected {
  readonly bytes: readonly Uint8Array[]
  /** Everything else that was asked. */
  readonly question: string
  readonly found: Inspection
}

/** A file is looked at for its preview, for its import, and to remember how it was read: mostly by the same thread. */
let latest: Inspected | null = null

function inspectOnce(
  head: Uint8Array,
  isWhole: boolean,
  options: ReadOptions,
  further: Further & { readonly joins: boolean },
): Inspection {
  const { pieces = [], tail = null, joins } = further
  const bytes = [head, ...pieces, ...(tail === null ? [] : [tail.bytes])]
  const question = JSON.stringify([isWhole, options, joins, tail?.offset, bytes.map(({ length }) => length)])
  const isSame =
    latest?.question === question && latest.bytes.every((before, i) => Buffer.compare(before, bytes[i]!) === 0)
  if (latest === null || !isSame) latest = { bytes, question, found: inspectBytes(head, isWhole, options, further) }
  return latest.found
}

/** Looks at a text. @throws ExpectedError `file.table` */
export function inspectText(
  text: SourceText,
  file: Pick<OpenedFile, 'isWhole'>,
  name: string,
  options: ReadOptions,
  joins: boolean,
): Inspection {
  const { encoding } = text
  const asUtf8 = encoding === null ? options : { ...options, encoding: 'utf-8' }
  const found = inspectOnce(text.head, file.isWhole, asUtf8, { ...text.further, joins })
  checkTable(found, options, name)
  return encoding === null ? found : { ...found, encoding, plan: { ...found.plan, encodingName: encoding } }
}

/** The encoding that the engine does not read itself, or null. */
function foreignEncoding(
  { head, isWhole }: OpenedFile,
  { encoding: asked }: ReadOptions,
  pieces: readonly Uint8Array[],
  everything: boolean,
): string | null {
  const ours = (encoding: string): string | null =>
    encoding === 'utf-8' || (!everything && encodingByName(encoding) !== null) ? null : encoding
  if (asked !== undefined) {
    const known = encodingByName(asked)
    if (known !== null) return ours(known)
    return isEncoding(asked) ? asked.toLowerCase() : null
  }
  let seen: Uint8Array = head
  let guess = detectEncoding(head, isWhole)
  for (const piece of pieces) {
    if (!guess.open) break
    seen = piece
    guess = detectEncoding(piece, false)
  }
  if (guess.encoding === 'utf-8') return guess.bomBytes === 0 && hasJapaneseEscapes(head) ? 'iso-2022-jp' : null
  return ours(guess.encoding.startsWith('utf-16') ? guess.encoding : oldEncoding(seen))
}

function isEncoding(name: string): boolean {
  try {
    new Transcoder(name).finish()
    return true
  } catch {
    return false
  }
}
