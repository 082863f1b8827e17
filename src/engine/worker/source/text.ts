import type { ReadOptions } from '../../../contract/imports.ts'
import { detectEncoding, encodingByName } from '../../read/text/encoding.ts'
import { inspectBytes } from '../../read/inspect-file.ts'
import type { Further, Inspection } from '../../read/inspect-file.ts'
import { textBlocks } from './blocks.ts'
import { checkTable } from './choose-table.ts'
import { fewLettersNote } from './few-letters.ts'
import { readEnd } from './file-end.ts'
import { hasJapaneseEscapes, oldEncoding } from './old-encoding.ts'
import { LateEncoding } from './late-encoding.ts'
import { readFurther } from './open.ts'
import type { OpenedFile } from './open.ts'
import { Transcoder } from './transcoder.ts'
import { utf32Of } from './utf32.ts'

/** The text of a file as the engine reads it. */
export interface SourceText {
  readonly head: Uint8Array
  /** What it is transcoded from; null: the engine reads the bytes as they are. */
  readonly encoding: string | null
  readonly further: Further
  /** From the first byte on, to where the table ends where that is known as a place in the file. */
  blocks(onRead?: (bytes: Uint8Array) => void, fileEnd?: number | null): AsyncGenerator<Uint8Array>
  /** Where a record of the text starts in the file. */
  toFile(offset: number): number
}

export interface TextSettings {
  /** Whether all of it is to be UTF-8: the engine reads UTF-16 and the Windows code pages 1252 and 1254 itself. */
  readonly everything?: boolean
  /** A compressed file has to be unpacked to its end for what stands there; larger ones are not. Default: all are. */
  readonly mostPacked?: number
  /** Nobody looks at it: its end is not wanted. */
  readonly isKnown?: boolean
}

/** The text of a delimited file; what the engine does not read itself is transcoded here. */
export async function openText(
  file: OpenedFile,
  name: string,
  options: ReadOptions,
  { everything = false, mostPacked = Infinity, isKnown = false }: TextSettings = {},
): Promise<SourceText> {
  const pieces = await readFurther(file, name)
  const encoding = foreignEncoding(file, options, pieces, everything)
  const wide = encoding ?? wideOf(file, options)
  const tail = isKnown ? null : await readEnd(file, name, wide, mostPacked)
  const bytes = (
    onRead: ((bytes: Uint8Array) => void) | undefined,
    fileEnd: number | null = null,
  ): AsyncGenerator<Uint8Array> => upTo(textBlocks(file.handle, file.isGzip, name, onRead), fileEnd ?? Infinity)
  if (encoding === null) {
    const late = everything && options.encoding === undefined ? new LateEncoding() : null
    return {
      head: file.head,
      get encoding() {
        return late?.encoding ?? null
      },
      further: { pieces, tail },
      blocks: (onRead, fileEnd) => (late === null ? bytes(onRead, fileEnd) : late.decode(bytes(onRead, fileEnd))),
      toFile: (offset) => late?.toFile(offset) ?? offset,
    }
  }
  const transcoder = new Transcoder(encoding)
  return {
    head: new Transcoder(encoding).push(file.head),
    encoding,
    further: { pieces: pieces.map((piece) => new Transcoder(encoding).push(piece)), tail },
    async *blocks(onRead, fileEnd) {
      for await (const block of bytes(onRead, fileEnd)) yield transcoder.push(block)
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
  const question = JSON.stringify([
    isWhole,
    options,
    joins,
    tail?.offset,
    tail?.fileAt?.(0),
    bytes.map(({ length }) => length),
  ])
  const isSame =
    latest?.question === question && latest.bytes.every((before, i) => Buffer.compare(before, bytes[i]!) === 0)
  if (latest === null || !isSame) latest = { bytes, question, found: inspectBytes(head, isWhole, options, further) }
  return latest.found
}

/** What of a text lies before `end`; the rest is read as well, for whoever counts or hashes the file. */
async function* upTo(blocks: AsyncGenerator<Uint8Array>, end: number): AsyncGenerator<Uint8Array> {
  let at = 0
  for await (const block of blocks) {
    if (at < end) yield at + block.length > end ? block.subarray(0, end - at) : block
    at += block.length
  }
}

/** UTF-16 that the engine reads itself. */
function wideOf({ head, isWhole }: OpenedFile, { encoding: asked }: ReadOptions): string | null {
  const encoding = (asked === undefined ? null : encodingByName(asked)) ?? detectEncoding(head, isWhole).encoding
  return encoding.startsWith('utf-16') ? encoding : null
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
  const isGuess = options.encoding === undefined && !(encoding ?? found.encoding).startsWith('utf-')
  const few = isGuess
    ? fewLettersNote(text.head, encoding === null ? found.encoding : 'utf-8', encoding ?? found.encoding)
    : null
  const notes = few === null ? found.notes : [...found.notes, few]
  return encoding === null
    ? { ...found, notes }
    : { ...found, notes, encoding, plan: { ...found.plan, encodingName: encoding } }
}

/** The encoding that the engine does not read itself, or null. */
export function foreignEncoding(
  { head, isWhole }: Pick<OpenedFile, 'head' | 'isWhole'>,
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
  const wide = utf32Of(head)
  if (wide !== null) return wide
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
