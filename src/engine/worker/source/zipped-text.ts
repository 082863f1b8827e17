import type { FileHandle } from 'node:fs/promises'
import { ExpectedError } from '../../../contract/errors.ts'
import { onlyText } from './archive.ts'
import { entryStart, openZip, unpack, ZipFault } from './zip.ts'

/**
 * The text that lies alone in a zip archive, block by block.
 * @param onRead told of all bytes of the archive, in order
 * @throws ExpectedError file.unreadable, file.password
 */
export async function* unzippedText(
  handle: FileHandle,
  name: string,
  onRead: (bytes: Uint8Array) => void,
): AsyncGenerator<Uint8Array> {
  const { size } = await handle.stat()
  const zip = await openZip(handle, size, name)
  const entry = zip === null ? null : onlyText(zip)
  if (zip === null || entry === null) throw damaged(name)
  try {
    const start = await entryStart(zip, entry)
    await pass(handle, 0, start, onRead)
    yield* unpack(zip, entry, onRead)
    await pass(handle, start + entry.compressedSize, size, onRead)
  } catch (error) {
    throw error instanceof ZipFault ? damaged(name) : error
  }
}

function damaged(name: string): ExpectedError {
  return new ExpectedError('file.unreadable', { name, reason: 'the zip archive is damaged' })
}

async function pass(handle: FileHandle, from: number, to: number, onRead: (bytes: Uint8Array) => void): Promise<void> {
  const block = new Uint8Array(65_536)
  for (let at = from; at < to;) {
    const { bytesRead } = await handle.read(block, 0, Math.min(block.length, to - at), at)
    if (bytesRead === 0) return
    onRead(block.subarray(0, bytesRead))
    at += bytesRead
  }
}
