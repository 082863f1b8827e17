import { randomUUID } from 'node:crypto'
import { mkdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { OutputRef } from '../contract/app.ts'
import { CancelledError, ExpectedError } from '../contract/errors.ts'

export interface StoredOutput {
  readonly path: string
  readonly fileName: string
  readonly mime: string
}

/** Files written for the person to take away. The oldest go when there are many; all go with the app. */
export class OutputDesk {
  private static readonly kept = 40
  private readonly folder: string
  private readonly outputs = new Map<string, StoredOutput>()

  constructor(folder: string) {
    this.folder = folder
  }

  /** Lets `write` fill a file of its own; nothing is left where it fails or is cancelled. */
  async create(
    fileName: string,
    mime: string,
    signal: AbortSignal,
    write: (path: string) => Promise<void>,
  ): Promise<OutputRef> {
    await mkdir(this.folder, { recursive: true })
    const outputId = randomUUID()
    const path = join(this.folder, outputId)
    try {
      await write(path)
      if (signal.aborted) throw new CancelledError()
    } catch (error) {
      await rm(path, { force: true })
      throw unwritable(error)
        ? new ExpectedError('output.unwritable', { path: fileName, reason: reasonOf(error) })
        : error
    }
    this.outputs.set(outputId, { path, fileName, mime })
    for (const [oldest, { path: old }] of [...this.outputs].slice(0, -OutputDesk.kept)) {
      this.outputs.delete(oldest)
      await rm(old, { force: true })
    }
    return { outputId, fileName, mime, bytes: (await stat(path)).size }
  }

  /** @throws ExpectedError output.not_found */
  find(outputId: string): StoredOutput {
    const output = this.outputs.get(outputId)
    if (output === undefined) throw new ExpectedError('output.not_found')
    return output
  }

  async close(): Promise<void> {
    await Promise.all([...this.outputs.values()].map(({ path }) => rm(path, { force: true })))
    this.outputs.clear()
  }
}

/** What the disk says where there is no room, or no right to write. */
function unwritable(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT', 'EACCES', 'EROFS'].includes(String((error as { code?: unknown }).code))
}

function reasonOf(error: unknown): string {
  return (error as { code?: unknown }).code === 'ENOSPC' ? 'the disk is full' : (error as Error).message
}
