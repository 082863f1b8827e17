import { stat } from 'node:fs/promises'
import { ExpectedError } from '../contract/errors.ts'

/** What changes when somebody writes to a file, or puts another one in its place. */
export interface FileStamp {
  readonly size: number
  readonly modified: number
  readonly inode: number
}

/** null: it is not there, or not to be seen; whoever reads it says so. */
export async function stampOf(path: string): Promise<FileStamp | null> {
  try {
    const { size, mtimeMs, ino } = await stat(path)
    return { size, modified: mtimeMs, inode: ino }
  } catch {
    return null
  }
}

/** A file that is not to be seen any more is the same: whoever reads it says what is wrong. */
export function isSameStamp(before: FileStamp, after: FileStamp | null): boolean {
  return (
    after === null || (before.size === after.size && before.modified === after.modified && before.inode === after.inode)
  )
}

/**
 * To be called once a file was read whole: pieces of two versions of it add up to neither. A file that was deleted
 * meanwhile was read as it stood.
 * @throws ExpectedError file.changed
 */
export async function requireUnchanged(path: string, name: string, before: FileStamp | null): Promise<void> {
  const after = await stampOf(path)
  if (before === null || after === null) return
  if (!isSameStamp(before, after)) throw new ExpectedError('file.changed', { name })
}
