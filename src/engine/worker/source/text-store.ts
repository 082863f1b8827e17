import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TextStore } from '../../read/xlsx/shared-strings.ts'

/** A file for texts that the memory has no room for. It is made with the first of them, and nobody else can open it. */
export class TextFile implements TextStore {
  private folder: string | null = null
  private fd = -1
  private length = 0

  /** @throws NodeJS.ErrnoException where the disk is full */
  write(bytes: Uint8Array): void {
    if (this.folder === null) {
      this.folder = mkdtempSync(join(tmpdir(), 'segmento-texts-'))
      this.fd = openSync(join(this.folder, 'texts'), 'wx+', 0o600)
      // Where the system allows it the file has no name from here on, and is gone with the process.
      rmSync(this.folder, { recursive: true, force: true })
    }
    for (let at = 0; at < bytes.length;) at += writeSync(this.fd, bytes, at, bytes.length - at, this.length + at)
    this.length += bytes.length
  }

  read(at: number, into: Uint8Array): number {
    let got = 0
    while (got < into.length) {
      const count = readSync(this.fd, into, got, into.length - got, at + got)
      if (count === 0) break
      got += count
    }
    return got
  }

  close(): void {
    if (this.folder === null) return
    closeSync(this.fd)
    rmSync(this.folder, { recursive: true, force: true })
    this.folder = null
  }
}
