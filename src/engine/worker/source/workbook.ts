import type { FileHandle } from 'node:fs/promises'
import { CancelledError, ExpectedError } from '../../../contract/errors.ts'
import type { ReadOptions } from '../../../contract/imports.ts'
import type { CellFacts } from '../../read/inspect-file.ts'
import type { Inspection } from '../../read/inspect.ts'
import { XlsxFault } from '../../read/xlsx/fault.ts'
import { textBlocks } from './blocks.ts'
import { isMarkupTable } from './formats.ts'
import { unreadable } from './open-handle.ts'
import { MarkupWeight, OdsWeight } from './weigh-workbook.ts'
import { openLibraryWorkbook } from './workbook-library.ts'
import { openXlsx } from './workbook-xlsx.ts'
import { describeZip, openZip, unpack, unpackedBytes, ZipFault } from './zip.ts'
import type { Zip } from './zip.ts'

export interface OpenedWorkbook {
  readonly sheets: readonly { readonly name: string; readonly rows: number }[]
  readonly sheet: string
  readonly inspection: Inspection
  readonly rows: { readonly count: number; readonly exact: boolean }
  /**
   * Rows of the table, none left out.
   * @returns null where `rows` is exact already, or the sheet unpacks to more bytes than may be gone through for it
   */
  count(mostBytes: number): Promise<number | null>
  /** Other sheets with the columns of the one that is read. */
  readonly alike: readonly string[]
  /** The rows that were looked at, from the first on. */
  readonly sample: {
    readonly rows: readonly (readonly string[])[]
    readonly isWhole: boolean
    readonly facts: CellFacts
  }
  /**
   * Every row of the sheet with cells from row `firstLine` on, as texts; `line` is its 1-based row.
   * @param between called once a block with the share of the sheet that is read
   */
  read(
    firstLine: number,
    onRow: (cells: readonly string[], line: number) => void,
    between: (share: number) => Promise<void>,
  ): Promise<void>
}

const none: ReadonlySet<string> = new Set()

/** What a workbook may unpack to where all of it has to be in memory. */
const MOST_IN_MEMORY = 512 * 1024 * 1024

/**
 * Opens a workbook and proposes the sheet that holds the table. XLSX and XLSM are streamed; XLS, XLSB, ODS and
 * workbooks whose parts are not UTF-8 are left to SheetJS.
 * @throws ExpectedError file.password, file.format, file.sheet, file.unreadable, file.empty; CancelledError
 */
export async function openWorkbook(
  handle: FileHandle,
  head: Uint8Array,
  size: number,
  name: string,
  options: ReadOptions,
  isCancelled: () => boolean = () => false,
): Promise<OpenedWorkbook> {
  return guarded(name, async () => {
    const library = (zip: Zip | null, unpacked: number, hidden: ReadonlySet<string> = none): Promise<OpenedWorkbook> =>
      openLibraryWorkbook(handle, size, name, options, head, zip, unpacked, hidden, isCancelled)
    // A table of a web page becomes about as large as a workbook that is unpacked.
    if (head[0] !== 0x50) {
      if (isMarkupTable(head)) {
        const weight = new MarkupWeight()
        for await (const block of textBlocks(handle, false, name)) {
          if (isCancelled()) throw new CancelledError()
          weight.push(block)
        }
      }
      return library(null, size)
    }
    const zip = await openZip(handle, size, name, isCancelled)
    if (zip === null) throw new ExpectedError('file.format', { name, seen: await describeZip(null) })
    if ((await describeZip(zip)) === 'password') throw new ExpectedError('file.password', { name })
    try {
      const opened = await openXlsx(zip, name, options)
      if (opened !== null)
        return {
          ...opened,
          count: (mostBytes) => guarded(name, () => opened.count(mostBytes)),
          read: (...rest) => guarded(name, () => opened.read(...rest)),
        }
    } catch (error) {
      if (!(error instanceof XlsxFault && error.kind === 'encoding')) throw error
    }
    const content = zip.byName.get('content.xml')
    if (content === undefined) return library(zip, await unpackedBytes(zip, MOST_IN_MEMORY))
    const weight = new OdsWeight()
    for await (const piece of unpack(zip, content)) weight.push(piece)
    weight.finish()
    // Pictures and the like lie in the memory as they are.
    const beside = Math.max(0, (await unpackedBytes(zip, MOST_IN_MEMORY)) - content.size)
    return library(zip, weight.bytes + Math.round(beside / 8), weight.hidden)
  })
}

/** Faults of the reading as sentences. */
async function guarded<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof XlsxFault && error.kind === 'large') throw new ExpectedError('file.too_large', { name })
    if (error instanceof XlsxFault)
      throw new ExpectedError('file.format', {
        name,
        seen: error.kind === 'doctype' ? 'a workbook with a document type declaration' : 'a damaged workbook',
      })
    if (error instanceof ZipFault) throw new ExpectedError('file.format', { name, seen: 'a damaged workbook' })
    if (error instanceof Error && 'syscall' in error) throw unreadable(name, error)
    throw error
  }
}
