import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { ExpectedError } from '../contract/errors.ts'
import type { OfferedFile } from './ports.ts'

/** Files that were dropped, chosen or named, by an id that tells a page nothing about the disk. */
export class FileDesk {
  private readonly files = new Map<string, OfferedFile>()

  offer(file: OfferedFile): string {
    const id = randomUUID()
    this.files.set(id, file)
    return id
  }

  /** @throws ExpectedError file.missing */
  find(id: string): OfferedFile {
    const file = this.files.get(id)
    if (file === undefined) throw new ExpectedError('file.missing', { name: 'This file' })
    return file
  }

  /** Forgets the file; an upload's bytes go with it. */
  async discard(id: string): Promise<void> {
    const file = this.files.get(id)
    this.files.delete(id)
    if (file?.temporary === true) await rm(file.path, { force: true })
  }

  async close(): Promise<void> {
    await Promise.all([...this.files.keys()].map((id) => this.discard(id)))
  }
}
