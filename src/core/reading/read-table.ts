import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { ExpectedError } from '../../contract/errors.ts'
import type { ReadOptions, RejectedRow } from '../../contract/imports.ts'
import type { Note } from '../../contract/messages.ts'
import { formatNote } from '../../contract/messages/format.ts'
import { readFile, type ReadSink } from '../../engine/worker/source/read.ts'
import { readTable as readTableOf } from '../../engine/worker/source/read-table.ts'
import { lookIntoArchive, unpackArchive } from '../../engine/worker/source/archive.ts'
import type { ArchiveContent } from '../../engine/worker/source/archive.ts'
import { archiveNotes } from '../imports/archive-notes.ts'
import { requireUnchanged, stampOf } from '../file-stamp.ts'
import { Spool } from './spool.ts'
import type { ReadTable } from '../../engine/worker/source/read-table.ts'

/** Where a table goes; `write` resolves once more is wanted. */
export interface TableTarget {
  write(bytes: Uint8Array): Promise<void> | void
  readonly isFull: boolean
}

/** What is worth saying of a table that was read. */
export interface TableFacts {
  readonly rows: number
  /** Rows with faults. */
  readonly faults: number
  /** What was read differently from how it looks. */
  readonly notes: readonly Note[]
}

/**
 * Reads the table in a file into `target` as CSV, and what was detected into a JSON file, which appears only once it is
 * whole. Of an archive of tables, `options.sheet` says which one. Memory does not grow with the faults of rows. Among
 * those that are broken as text stand, by their lines, those that an import would reject for a value, which takes a
 * second reading.
 * @param rows how many of its rows; Infinity: all
 * @throws ExpectedError of the `file.` family, `output.unwritable`; CancelledError
 */
export async function readTable(
  path: string,
  options: ReadOptions,
  rows: number,
  target: TableTarget,
  reportFile: string | null,
  isCancelled: () => boolean,
): Promise<TableFacts> {
  const name = basename(path)
  const archive = await lookIntoArchive(path, name)
  if (archive === null) return await readOne({ path, name }, options, rows, target, reportFile, isCancelled)
  const { sheet, ...rest } = options
  const table = chosenTable(archive, name, sheet)
  const folder = await mkdtemp(join(tmpdir(), 'segmento-'))
  try {
    const { tables } = await unpackArchive(path, name, folder, table, isCancelled)
    const file = { path: tables[0]!.path, name: `${name} › ${table}` }
    const facts = await readOne(file, rest, rows, target, reportFile, isCancelled)
    return { ...facts, notes: [...archiveNotes(name, archive).slice(1), ...facts.notes] }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** @throws ExpectedError file.archive where it is to be said which one, file.archive_table where there is none such */
function chosenTable(archive: ArchiveContent, name: string, asked: string | undefined): string {
  const names = archive.tables.map((table) => table.name)
  const tables = names.join(', ')
  if (asked === undefined && names.length > 1) throw new ExpectedError('file.archive', { name, tables })
  const wanted = asked?.replaceAll('/', ' › ')
  const found = wanted === undefined ? names[0] : (names.find((each) => each === wanted) ?? onlyOne(names, wanted))
  if (found === undefined) throw new ExpectedError('file.archive_table', { name, table: asked!, tables })
  return found
}

/** The one that ends like this, whatever folder it lies in and however it is capitalised. */
function onlyOne(names: readonly string[], wanted: string): string | undefined {
  const alike = names.filter((each) => ` › ${each}`.toLowerCase().endsWith(` › ${wanted.toLowerCase()}`))
  return alike.length === 1 ? alike[0] : undefined
}

interface NamedFile {
  readonly path: string
  readonly name: string
}

async function readOne(
  { path, name }: NamedFile,
  options: ReadOptions,
  rows: number,
  target: TableTarget,
  reportFile: string | null,
  isCancelled: () => boolean,
): Promise<TableFacts> {
  const report = reportFile === null ? null : new RejectedFile(reportFile)
  const stamp = await stampOf(path)
  let faults = 0
  try {
    const table = await readTableOf(
      path,
      name,
      options,
      rows,
      {
        bytes: (bytes) => target.write(bytes),
        rejected(found) {
          faults += found.length
          report?.addBroken(found)
        },
        get isFull() {
          return target.isFull
        },
      },
      isCancelled,
    )
    if (!target.isFull) await requireUnchanged(path, name, stamp)
    if (report !== null && rows === Infinity && !target.isFull) {
      await addUnreadableValues({ path, name }, options, report, isCancelled)
    }
    report?.finish(reportOf(table))
    return { rows: table.rows, faults, notes: table.inspection?.layoutNotes ?? [{ code: 'import.note.empty' }] }
  } catch (error) {
    report?.discard()
    throw error
  }
}

/** What an import would reject beyond what is broken as text. A table that is none for an import has no such rows. */
async function addUnreadableValues(
  { path, name }: NamedFile,
  options: ReadOptions,
  report: RejectedFile,
  isCancelled: () => boolean,
): Promise<void> {
  const sink: ReadSink = {
    chunk: () => undefined,
    copies: true,
    rejected: (rows) => report.addUnreadable(rows.filter(({ kind }) => kind === 'cast')),
    progress: () => undefined,
  }
  try {
    await readFile(path, name, options, sink, isCancelled)
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error
  }
}

/** The report without its rejected rows; the names of its fields are those of design/cli.md. */
function reportOf({ inspection, sheet, rows }: ReadTable): Record<string, unknown> {
  return {
    format: inspection?.format ?? 'delimited',
    encoding: inspection?.encoding ?? 'utf-8',
    bom: inspection?.bom ?? false,
    delimiter: inspection?.delimiter ?? null,
    quote: inspection?.quote ?? null,
    preamble_lines: inspection?.preambleLines ?? 0,
    header_rows: inspection?.headerRows ?? 0,
    footer_lines: inspection?.footerLines ?? 0,
    tables: inspection?.tables.length ?? 0,
    table: inspection?.table ?? null,
    decimal: inspection?.decimal ?? null,
    thousands: inspection?.thousands ?? null,
    date_format: inspection?.dateOrder ?? null,
    sheet,
    rows,
    columns: inspection?.columns.slice(inspection.indent).map(({ name, type, role }) => ({ name, type, role })) ?? [],
  }
}

/** Letters of a report that are written in one go. */
const WRITTEN_AT_ONCE = 64 * 1024

/**
 * A report whose rejected rows come first, in the order of their lines, and all else at the end. Rows that are broken as
 * text are known from the first reading and wait in a file of their own until the second comes to their lines.
 */
class RejectedFile {
  readonly #path: string
  readonly #part: string
  readonly #file: number
  readonly #broken: Spool
  #rows = 0
  /** Not written yet. */
  #text = ''

  constructor(path: string) {
    this.#path = path
    this.#part = `${path}.part`
    try {
      this.#file = openSync(this.#part, 'w')
      this.#broken = new Spool(`${path}.rows.part`)
    } catch (error) {
      rmSync(this.#part, { force: true })
      throw new ExpectedError('output.unwritable', { path, reason: (error as NodeJS.ErrnoException).code ?? '' })
    }
    writeSync(this.#file, '{\n  "rejected": [')
  }

  addBroken(rows: readonly RejectedRow[]): void {
    this.#broken.add(rows.map((row) => ({ number: row.line, text: rowText(row) })))
  }

  /** @param rows in the order of their lines */
  addUnreadable(rows: readonly RejectedRow[]): void {
    for (const row of rows) {
      this.#takeBroken(row.line)
      this.#write(rowText(row))
    }
  }

  finish(report: Record<string, unknown>): void {
    this.#takeBroken(Infinity)
    this.#broken.remove()
    this.#flush()
    const rest = JSON.stringify(report, null, 2).slice(2)
    writeSync(this.#file, `${this.#rows === 0 ? '' : '\n  '}],\n${rest}\n`)
    closeSync(this.#file)
    renameSync(this.#part, this.#path)
  }

  discard(): void {
    this.#broken.remove()
    closeSync(this.#file)
    rmSync(this.#part, { force: true })
  }

  #takeBroken(line: number): void {
    for (let row = this.#broken.next(line); row !== null; row = this.#broken.next(line)) this.#write(row.text)
  }

  #write(text: string): void {
    this.#text += `${this.#rows++ === 0 ? '' : ','}\n    ${text}`
    if (this.#text.length > WRITTEN_AT_ONCE) this.#flush()
  }

  #flush(): void {
    writeSync(this.#file, this.#text)
    this.#text = ''
  }
}

function rowText({ line, byteOffset, column, kind, message, raw }: RejectedRow): string {
  return JSON.stringify({ line, byte_offset: byteOffset, column, kind, message: formatNote(message), raw })
}
