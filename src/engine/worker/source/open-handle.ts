import { open, stat } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { ExpectedError } from '../../../contract/errors.ts'

/** @throws ExpectedError file.missing, file.folder, file.unreadable */
export async function openHandle(path: string, name: string): Promise<FileHandle> {
  try {
    const found = await stat(path)
    if (found.isDirectory()) throw new ExpectedError('file.folder', { name })
    // A pipe would be waited for without end, and a device has none.
    if (!found.isFile())
      throw new ExpectedError('file.unreadable', { name, reason: 'it is a pipe or a device, no file' })
    return await open(path, 'r')
  } catch (error) {
    if (error instanceof ExpectedError) throw error
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new ExpectedError('file.missing', { name })
    if (code === 'EISDIR') throw new ExpectedError('file.folder', { name })
    throw unreadable(name, error)
  }
}

const gone = 'the drive or share it is on does not answer'

export function unreadable(name: string, error: unknown): ExpectedError {
  const { code, message } = error as NodeJS.ErrnoException
  const reasons: Readonly<Record<string, string>> = {
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    EBUSY: 'it is in use',
    EIO: 'the disk reported an error',
    EMFILE: 'too many files are open',
    ESTALE: gone,
    ENODEV: gone,
    ENXIO: gone,
    ENOTCONN: gone,
    ETIMEDOUT: gone,
    EHOSTDOWN: gone,
  }
  return new ExpectedError('file.unreadable', { name, reason: reasons[code ?? ''] ?? code ?? message })
}

export async function readPiece(handle: FileHandle, at: number, length: number, name: string): Promise<Uint8Array> {
  const bytes = new Uint8Array(length)
  let got = 0
  try {
    while (got < length) {
      const { bytesRead } = await handle.read(bytes, got, length - got, at + got)
      if (bytesRead === 0) break
      got += bytesRead
    }
  } catch (error) {
    throw unreadable(name, error)
  }
  return bytes.subarray(0, got)
}
