import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs'

const LINE_FEED = 0x0a
const BLOCK_BYTES = 64 * 1024

/** One line of text with the number that it is sorted by. */
export interface Spooled {
  readonly number: number
  readonly text: string
}

/**
 * Lines that wait in a file beside the one they will go into, to be taken out again in the order they came in: there may
 * be more of them than memory should hold. A text holds no line feed.
 */
export class Spool {
  readonly #path: string
  readonly #file: number
  #block = Buffer.alloc(0)
  #at = 0
  #ahead: Spooled | null = null

  /** @throws Error with the code of the file system */
  constructor(path: string) {
    this.#path = path
    this.#file = openSync(path, 'w+')
  }

  add(lines: readonly Spooled[]): void {
    writeSync(this.#file, lines.map(({ number, text }) => `${number} ${text}\n`).join(''))
  }

  /** The next line, if its number is not above `most`; else null. Nothing may be added afterwards. */
  next(most: number): Spooled | null {
    this.#ahead ??= this.#read()
    if (this.#ahead === null || this.#ahead.number > most) return null
    const line = this.#ahead
    this.#ahead = null
    return line
  }

  remove(): void {
    closeSync(this.#file)
    rmSync(this.#path, { force: true })
  }

  #read(): Spooled | null {
    for (;;) {
      const end = this.#block.indexOf(LINE_FEED)
      if (end >= 0) {
        const line = this.#block.toString('utf8', 0, end)
        this.#block = this.#block.subarray(end + 1)
        const blank = line.indexOf(' ')
        return { number: Number(line.slice(0, blank)), text: line.slice(blank + 1) }
      }
      const more = Buffer.alloc(BLOCK_BYTES)
      const bytes = readSync(this.#file, more, 0, BLOCK_BYTES, this.#at)
      if (bytes === 0) return null
      this.#at += bytes
      this.#block = Buffer.concat([this.#block, more.subarray(0, bytes)])
    }
  }
}
