import { LF } from '../../read/text/bytes.ts'
import type { Further } from '../../read/inspect-file.ts'
import { textBlocks } from './blocks.ts'
import { readPiece } from './open-handle.ts'
import type { OpenedFile } from './open.ts'
import { Transcoder } from './transcoder.ts'

/** Letters at the end of a text in which notes and totals are looked for. */
const TAIL_LETTERS = 64 * 1024

/**
 * The end of a text whose head is not all of it, from behind a line break.
 * @param encoding what it is in, where the engine does not read that as bytes; null: it does
 * @param mostPacked a compressed file has to be unpacked to its end for it; larger ones are not
 */
export async function readEnd(
  file: OpenedFile,
  name: string,
  encoding: string | null,
  mostPacked: number,
): Promise<NonNullable<Further['tail']> | null> {
  if (file.isWhole || (file.isGzip && file.size > mostPacked)) return null
  const unit = encoding === null ? 1 : encoding.startsWith('utf-32') ? 4 : encoding.startsWith('utf-16') ? 2 : 1
  const length = TAIL_LETTERS * unit
  const { bytes, at } = file.isGzip ? await unpackedEnd(file, name, length) : await endOfFile(file, name, length)
  // Letters of several bytes start at multiples of them.
  let from = (unit - (at % unit)) % unit
  const isBreak = (i: number): boolean => {
    const letter = bytes.subarray(i, i + unit)
    return letter.includes(LF) && letter.every((byte) => byte === LF || byte === 0)
  }
  while (from < bytes.length && !isBreak(from)) from += unit
  from += unit
  if (from >= bytes.length) return null
  const end = bytes.subarray(from)
  if (encoding === null) return { bytes: end, offset: at + from }
  const transcoder = new Transcoder(encoding)
  const text = transcoder.push(end)
  return { bytes: text, offset: 0, fileAt: (offset) => at + from + transcoder.toFile(offset) }
}

interface End {
  readonly bytes: Uint8Array
  /** Where they lie in the text. */
  readonly at: number
}

async function endOfFile(file: OpenedFile, name: string, length: number): Promise<End> {
  const at = Math.max(file.head.length, file.size - length)
  return { bytes: await readPiece(file.handle, at, file.size - at, name), at }
}

async function unpackedEnd(file: OpenedFile, name: string, length: number): Promise<End> {
  let kept = new Uint8Array(0)
  let total = 0
  for await (const block of textBlocks(file.handle, true, name)) {
    total += block.length
    const both = new Uint8Array(Math.min(length, kept.length + block.length))
    const fromBlock = block.subarray(Math.max(0, block.length - both.length))
    both.set(kept.subarray(kept.length - (both.length - fromBlock.length)))
    both.set(fromBlock, both.length - fromBlock.length)
    kept = both
  }
  const at = Math.max(file.head.length, total - kept.length)
  return { bytes: kept.subarray(at - (total - kept.length)), at }
}
