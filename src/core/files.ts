import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { ExpectedError } from '../contract/errors.ts'
import type { ReadOptions } from '../contract/imports.ts'
import type { RememberedMapping } from '../contract/mappings.ts'
import type { FilePreview } from '../engine/worker/source/index.ts'
import type { FileStamp } from './file-stamp.ts'
import type { OfferedFile } from './ports.ts'

export interface LatestLook {
  readonly options: ReadOptions
  readonly preview: FilePreview
  readonly remembered: RememberedMapping | null
  /** The file as it was looked at; null: it was not to be seen. */
  readonly stamp: FileStamp | null
}

/** What is kept of a waiting file beyond the end of the app. */
export interface NotedFile {
  readonly name: string
  /** Id of the project that was made for it, or null. */
  readonly madeFor: string | null
}

/** Files that were dropped, chosen or named, by an id that tells a page nothing about the disk. */
export class FileDesk {
  private readonly files = new Map<string, OfferedFile>()
  private readonly looks = new Map<string, LatestLook>()
  /** What the person chose last, whether a look with it came to its end or not. */
  private readonly choices = new Map<string, ReadOptions>()
  /** Files that wait, and the project that was made for one. */
  private readonly asked = new Map<string, string | null>()
  /** What an archive became. */
  private readonly unpacked = new Map<string, readonly string[]>()
  private readonly note: (files: readonly NotedFile[]) => void
  private lost: readonly NotedFile[]

  /**
   * @param lost files that waited for the person's word when the app ended
   * @param note keeps what is to be known of those that wait now
   */
  constructor(lost: readonly NotedFile[] = [], note: (files: readonly NotedFile[]) => void = () => undefined) {
    this.lost = lost
    this.note = note
  }

  /** @param isAsked the person decides about it; false: the app's own, such as the sample */
  offer(file: OfferedFile, isAsked = true): string {
    const id = randomUUID()
    this.files.set(id, file)
    if (isAsked) {
      this.asked.set(id, null)
      this.noteWaiting()
    }
    return id
  }

  /**
   * Files take the place of an archive among those that wait; its own bytes go.
   * @returns their ids
   * @throws ExpectedError file.missing: it was discarded meanwhile
   */
  async replace(id: string, files: readonly OfferedFile[]): Promise<readonly string[]> {
    const archive = this.find(id)
    const ids = files.map((file) => {
      const own = randomUUID()
      this.files.set(own, file)
      return own
    })
    const waiting = [...this.asked]
    this.asked.clear()
    for (const [waitingId, project] of waiting)
      if (waitingId === id) for (const own of ids) this.asked.set(own, null)
      else this.asked.set(waitingId, project)
    this.files.delete(id)
    this.looks.delete(id)
    this.choices.delete(id)
    this.unpacked.set(id, ids)
    this.noteWaiting()
    if (archive.temporary) await rm(archive.path, { force: true })
    return ids
  }

  /** Ids of the files that took the place of an archive, or null. */
  unpackedFrom(id: string): readonly string[] | null {
    return this.unpacked.get(id)?.filter((own) => this.files.has(own)) ?? null
  }

  /** Files that wait for the person's word, in the order they came. */
  waiting(): readonly {
    readonly id: string
    readonly name: string
    readonly look: LatestLook | null
    /** How it is to be read; null: not looked at yet. */
    readonly options: ReadOptions | null
  }[] {
    return [...this.asked.keys()].map((id) => {
      const look = this.looks.get(id) ?? null
      return { id, name: this.files.get(id)!.name, look, options: this.choices.get(id) ?? look?.options ?? null }
    })
  }

  /** What `lost` was, once. */
  takeLost(): readonly NotedFile[] {
    const { lost } = this
    this.lost = []
    if (lost.length > 0) this.noteWaiting()
    return lost
  }

  /** Whether the person has not decided about it yet. */
  isWaiting(id: string): boolean {
    return this.asked.has(id)
  }

  /** The project is made for this file: it goes with it where nothing comes in. */
  noteProject(id: string, projectId: string): void {
    if (!this.asked.has(id)) return
    this.asked.set(id, projectId)
    this.noteWaiting()
  }

  /** It came in: nothing is asked about it any more, though it may still be read. */
  settle(id: string): void {
    if (this.asked.delete(id)) this.noteWaiting()
  }

  /** Id of the project that was made for a file, or null. */
  madeFor(id: string): string | null {
    return this.asked.get(id) ?? null
  }

  private noteWaiting(): void {
    this.note([...this.asked].map(([id, madeFor]) => ({ name: this.files.get(id)!.name, madeFor })))
  }

  /** @throws ExpectedError file.missing */
  find(id: string): OfferedFile {
    const file = this.files.get(id)
    if (file === undefined) throw new ExpectedError('file.missing', { name: 'This file' })
    return file
  }

  /** Keeps what was chosen, from the moment it is known: the page may be gone before the look is over. */
  noteChoice(id: string, options: ReadOptions): void {
    if (this.files.has(id)) this.choices.set(id, options)
  }

  /** Keeps the latest look at a file, so that an import need not look again. */
  noteLook(id: string, look: LatestLook): void {
    if (this.files.has(id)) this.looks.set(id, look)
  }

  /** The latest look whatever its options, or null. */
  latestLook(id: string): FilePreview | null {
    return this.looks.get(id)?.preview ?? null
  }

  /** The file as it was when it was looked at last; null: nobody looked. */
  stampSeen(id: string): FileStamp | null {
    return this.looks.get(id)?.stamp ?? null
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
    this.settle(id)
    if (file?.temporary === true) await rm(file.path, { force: true })
  }

  /** The end of the app: what still waits is said at the next start. */
  async close(): Promise<void> {
    this.asked.clear()
    await Promise.all([...this.files.keys()].map((id) => this.discard(id)))
  }
}
