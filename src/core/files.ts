import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { ExpectedError } from '../contract/errors.ts'
import type { ReadOptions } from '../contract/imports.ts'
import type { RememberedMapping } from '../contract/mappings.ts'
import type { FilePreview } from '../engine/worker/source/index.ts'
import type { OfferedFile } from './ports.ts'

export interface LatestLook {
  readonly options: ReadOptions
  readonly preview: FilePreview
  readonly remembered: RememberedMapping | null
}

/** Files that were dropped, chosen or named, by an id that tells a page nothing about the disk. */
export class FileDesk {
  private readonly files = new Map<string, OfferedFile>()
  private readonly looks = new Map<string, LatestLook>()
  private readonly asked = new Set<string>()
  private readonly note: (names: readonly string[]) => void
  private lost: readonly string[]

  /**
   * @param lost names of files that waited for the person's word when the app ended
   * @param note keeps the names of those that wait now
   */
  constructor(lost: readonly string[] = [], note: (names: readonly string[]) => void = () => undefined) {
    this.lost = lost
    this.note = note
  }

  /** @param isAsked the person decides about it; false: the app's own, such as the sample */
  offer(file: OfferedFile, isAsked = true): string {
    const id = randomUUID()
    this.files.set(id, file)
    if (isAsked) {
      this.asked.add(id)
      this.noteWaiting()
    }
    return id
  }

  /** Files that wait for the person's word, in the order they came. */
  waiting(): readonly { readonly id: string; readonly name: string; readonly look: LatestLook | null }[] {
    return [...this.asked].map((id) => ({ id, name: this.files.get(id)!.name, look: this.looks.get(id) ?? null }))
  }

  /** What `lost` was, once. */
  takeLost(): readonly string[] {
    const { lost } = this
    this.lost = []
    if (lost.length > 0) this.noteWaiting()
    return lost
  }

  private noteWaiting(): void {
    this.note(this.waiting().map(({ name }) => name))
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
    if (this.asked.delete(id)) this.noteWaiting()
    if (file?.temporary === true) await rm(file.path, { force: true })
  }

  /** The end of the app: what still waits is said at the next start. */
  async close(): Promise<void> {
    this.asked.clear()
    await Promise.all([...this.files.keys()].map((id) => this.discard(id)))
  }
}
