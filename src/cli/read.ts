import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { basename, join } from 'node:path'
import { CancelledError, ExpectedError } from '../contract/errors.ts'
import type { ReadOptions } from '../contract/imports.ts'
import type { Note } from '../contract/messages.ts'
import { readTable, type TableFacts, type TableTarget } from '../core/reading/read-table.ts'
import type { ReadCommand } from './commands.ts'
import { cliText } from './failure.ts'
import { printable } from './printable.ts'

/**
 * `segmento read`: the table in a file as CSV on standard output, or of several files in a folder.
 * @throws ExpectedError for what the person can mend; CancelledError after Ctrl-C, nothing half-written is then left.
 */
export async function read(command: ReadCommand): Promise<void> {
  let isStopped = false
  const onSignal = () => {
    isStopped = true
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  const options: ReadOptions = {
    ...(command.sheet !== null && { sheet: command.sheet }),
    ...(command.table !== null && { table: command.table }),
  }
  const rows = command.rows ?? Infinity
  try {
    if (command.out === null) {
      const [file = ''] = command.files
      const facts = await readTable(file, options, rows, standardOutput(), command.report, () => isStopped)
      say(file, facts, command.report === null)
      return
    }
    makeFolder(command.out)
    for (const file of command.files) {
      const target = new TableFile(join(command.out, `${basename(file)}.csv`))
      try {
        const report = join(command.out, `${basename(file)}.json`)
        const facts = await readTable(file, options, rows, target, report, () => isStopped)
        target.finish()
        say(file, facts, false)
      } catch (error) {
        target.discard()
        throw error
      }
    }
    if (isStopped) throw new CancelledError()
  } finally {
    process.off('SIGINT', onSignal)
    process.off('SIGTERM', onSignal)
  }
}

/** What was read differently from how it looks, on standard error. */
function say(file: string, { notes, faults }: TableFacts, asksForReport: boolean): void {
  const all: Note[] = [...notes]
  if (faults > 0 && asksForReport) all.push({ code: 'import.note.faults', params: { rows: faults } })
  for (const note of all) process.stderr.write(`${printable(`${basename(file)}: ${cliText(note)}`)}\n`)
}

/** Waits while whoever reads is slower than we write. A reader that has seen enough ends the reading. */
function standardOutput(): TableTarget {
  const { stdout } = process
  return {
    write: (bytes) =>
      stdout.write(bytes) ? undefined : new Promise<void>((resolve) => stdout.once('drain', () => resolve())),
    get isFull() {
      return stdout.destroyed
    },
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    throw unwritable(folder, error)
  }
}

function unwritable(path: string, error: unknown): ExpectedError {
  return new ExpectedError('output.unwritable', { path, reason: (error as NodeJS.ErrnoException).code ?? '' })
}

/** A table in a file, which appears under its name only once it is whole. */
class TableFile implements TableTarget {
  readonly isFull = false
  readonly #path: string
  readonly #part: string
  readonly #file: number

  constructor(path: string) {
    this.#path = path
    this.#part = `${path}.part`
    try {
      this.#file = openSync(this.#part, 'w')
    } catch (error) {
      throw unwritable(path, error)
    }
  }

  write(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length;) at += writeSync(this.#file, bytes, at)
  }

  finish(): void {
    closeSync(this.#file)
    renameSync(this.#part, this.#path)
  }

  discard(): void {
    closeSync(this.#file)
    rmSync(this.#part, { force: true })
  }
}
