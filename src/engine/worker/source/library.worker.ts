import { readSync } from 'node:fs'
import * as xlsx from 'xlsx'
import { serveWorker } from '../endpoint.ts'
import { isMarkupTable } from './formats.ts'
import { cellTexts, isTooLarge, readMarkup, readQuietly } from './library-cells.ts'
import type { SheetTexts } from './library-cells.ts'

export interface LibrarySheet {
  readonly name: string
  readonly hidden: boolean
  /** Rows up to the last one with a cell. */
  readonly rows: number
  /** Rows that hold something. */
  readonly filled: number
  /** ISO code of the only currency that the number formats of a column show, by column. */
  readonly currencies: ReadonlyMap<number, string>
}

export type LibraryAnswer =
  | { readonly ok: true; readonly sheets: readonly LibrarySheet[] }
  | { readonly ok: false; readonly isLarge: boolean; readonly message: string }

/** Cells and letters that are handed over at once. */
const MOST_CELLS = 200_000
const MOST_LETTERS = 4_000_000

let book: xlsx.WorkBook | null = null
/** The sheet whose texts are at hand. */
let open: (SheetTexts & { readonly sheet: number }) | null = null

function textsOf(sheet: number): SheetTexts {
  if (open?.sheet !== sheet) open = { sheet, ...cellTexts(book!, book!.SheetNames[sheet]!) }
  return open
}

/** A workbook that SheetJS reads, in a thread whose memory has a limit of its own. */
const api = {
  /** Reads all of the file that is open as `fd` in this process. */
  open(fd: number, size: number): LibraryAnswer {
    const bytes = Buffer.alloc(size)
    let got = 0
    while (got < size) {
      const read = readSync(fd, bytes, got, size - got, got)
      if (read === 0) break
      got += read
    }
    try {
      if (isTooLarge(xlsx, bytes)) return { ok: false, isLarge: true, message: '' }
      book = isMarkupTable(bytes) ? readMarkup(xlsx, bytes) : readQuietly(xlsx, bytes)
    } catch (error) {
      return { ok: false, isLarge: false, message: error instanceof Error ? error.message : String(error) }
    }
    return {
      ok: true,
      sheets: book.SheetNames.map((name, i) => {
        const { rows, currencies } = textsOf(i)
        return {
          name,
          hidden: (book!.Workbook?.Sheets?.[i]?.Hidden ?? 0) > 0,
          rows: rows.length,
          currencies,
          filled: rows.reduce((count, row) => count + (row.some((cell) => cell !== '') ? 1 : 0), 0),
        }
      }),
    }
  },

  /** Forgets the workbook. */
  close(): void {
    book = null
    open = null
  },

  /** Rows of a sheet as texts from a 0-based one on, as many as go at once; none: there are no more. */
  rows(sheet: number, from: number): string[][] {
    const all = textsOf(sheet).rows
    const rows: string[][] = []
    let cells = 0
    let letters = 0
    for (let i = from; i < all.length && cells < MOST_CELLS && letters < MOST_LETTERS; i++) {
      const row = all[i]!
      rows.push(row)
      cells += row.length + 1
      for (const cell of row) letters += cell.length
    }
    return rows
  },
}

export type LibraryApi = typeof api

serveWorker(api)
