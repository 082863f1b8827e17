import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { ExpectedError } from '../contract/errors.ts'
import type { ReadOptions } from '../contract/imports.ts'
import type { FilePreview } from '../engine/worker/source/index.ts'
import type { OfferedFile } from './ports.ts'

export interface LatestLook {
  readonly options: ReadOptions
  readonly preview: FilePreview
}

/** Files that were dropped, chosen or named, by an id that tells a page nothing about the disk. */
export class FileDesk {
  private readonly files = new Map<string, OfferedFile>()
  private readonly looks = new Map<string, LatestLook>()

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

  /** Keeps the latest look at a file, so that an import need not look again. */
  noteLook(id: string, look: LatestLook): void {
    if (this.files.has(id)) this.looks.set(id, look)
  }

  /** The latest look whatever its options, or null. */
  latestLook(id: string): FilePreview | null {
    return this.looks.get(id)?.preview ?? null
  }

  /** The look with just these options, or null. */
  lookOf(id: string, options: ReadOptions): FilePreview | null {
    const look = this.looks.get(id)
    return look !== undefined && JSON.stringify(look.options) === JSON.stringify(options) ? look.preview : null
  }

  /** Forgets the file; an upload's bytes go with it. */
  async discard(id: string): Promise<void> {
    const file = this.files.get(id)
    this.files.delete(id)
    this.looks.delete(id)
    if (file?.temporary === true) await rm(file.path, { force: true })
  }

  async close(): Promise<void> {
    await Promise.all([...this.files.keys()].map((id) => this.discard(id)))
  }
}
