import type { FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { ExpectedError } from '../../../contract/errors.ts'
import { isZip } from './formats.ts'
import { unzippedText } from './zipped-text.ts'

export const BLOCK_BYTES = 512 * 1024
const PACKED_BYTES = 64 * 1024
/** Deflate packs a thousand zeros into one byte; no table is like that. */
const FREE_BYTES = 10 * 1024 * 1024
const MOST_RATIO = 1000

/**
 * The bytes of a file, or of the text in it where it is compressed, from its first. A block is the caller's until the
 * next one is asked for.
 * @param onRead told of the bytes as they stand in the file, in order
 * @throws ExpectedError file.unreadable: a damaged archive, or one that unpacks to far too much; errors of the system
 */
export function textBlocks(
  handle: FileHandle,
  isGzip: boolean,
  name: string,
  onRead: (bytes: Uint8Array) => void = () => undefined,
): AsyncGenerator<Uint8Array> {
  return isGzip ? unpacked(handle, name, onRead) : fileBlocks(handle, BLOCK_BYTES, onRead)
}

async function* unpacked(
  handle: FileHandle,
  name: string,
  onRead: (bytes: Uint8Array) => void,
): AsyncGenerator<Uint8Array> {
  const { buffer, bytesRead } = await handle.read(new Uint8Array(4), 0, 4, 0)
  yield* isZip(buffer.subarray(0, bytesRead)) ? unzippedText(handle, name, onRead) : gunzipped(handle, name, onRead)
}

/** Two blocks: one is filled by the disk while the other is read. */
async function* fileBlocks(
  handle: FileHandle,
  size: number,
  onRead: (bytes: Uint8Array) => void,
): AsyncGenerator<Uint8Array> {
  const blocks = [new Uint8Array(size), new Uint8Array(size)]
  let position = 0
  let turn = 0
  const fill = (): Promise<{ bytesRead: number }> => handle.read(blocks[turn]!, 0, size, position)
  let pending = fill()
  try {
    for (;;) {
      const { bytesRead } = await pending
      if (bytesRead === 0) return
      const block = blocks[turn]!.subarray(0, bytesRead)
      position += bytesRead
      turn = 1 - turn
      pending = fill()
      onRead(block)
      yield block
    }
  } finally {
    // The file must not be closed while a read is under way.
    await pending.catch(() => undefined)
  }
}

async function* gunzipped(
  handle: FileHandle,
  name: string,
  onRead: (bytes: Uint8Array) => void,
): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip({ chunkSize: BLOCK_BYTES })
  const source = Readable.from(copies(fileBlocks(handle, PACKED_BYTES, onRead)), { objectMode: true, highWaterMark: 2 })
  source.on('error', (error) => gunzip.destroy(error))
  source.pipe(gunzip)
  let total = 0
  try {
    for await (const block of gunzip) {
      total += (block as Uint8Array).length
      if (total > FREE_BYTES && total > gunzip.bytesWritten * MOST_RATIO)
        throw new ExpectedError('file.unreadable', {
          name,
          reason: `it unpacks to more than ${MOST_RATIO} times its size`,
        })
      yield block as Uint8Array
    }
  } catch (error) {
    if (error instanceof ExpectedError || (error instanceof Error && 'syscall' in error)) throw error
    throw new ExpectedError('file.unreadable', { name, reason: 'the gzip archive is damaged' })
  } finally {
    source.destroy()
    gunzip.destroy()
    // Ends only when no read is under way any more.
    await new Promise<void>((resolve) => (source.closed ? resolve() : source.once('close', () => resolve())))
  }
}

/** The disk fills a block again while the last one waits to be unpacked. */
async function* copies(blocks: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const block of blocks) yield block.slice()
}
