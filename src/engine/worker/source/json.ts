import { CancelledError, ExpectedError } from '../../../contract/errors.ts'
import type { ReadOptions } from '../../../contract/imports.ts'
import { detectEncoding, encodingByName, Utf16Transcoder } from '../../read/text/encoding.ts'
import type { JsonCut } from '../../read/json/cutter.ts'
import { JsonCutter } from '../../read/json/cutter.ts'
import { chooserOf, ListFinder, readsByLines } from '../../read/json/layout.ts'
import type { JsonLayout } from '../../read/json/layout.ts'
import { shapedCutter } from '../../read/json/shapes.ts'
import { JsonTable } from '../../read/json/table.ts'
import { textBlocks } from './blocks.ts'
import { chooseSheet } from './choose-sheet.ts'
import { unreadable } from './open-handle.ts'
import type { OpenedFile } from './open.ts'
import type { OpenedTable } from './table.ts'
import { foreignEncoding } from './text.ts'
import { Transcoder } from './transcoder.ts'

/** Records whose cells are looked at to find out how they are to be read. */
const SAMPLE_RECORDS = 5000
const SAMPLE_BYTES = 4 * 1024 * 1024

/**
 * Opens a JSON file: a list of objects, objects line by line, or a list somewhere in an object. It is gone through once
 * for its columns, as any record may bring new ones, and once more when it is read.
 * @throws ExpectedError file.format, file.sheet, file.empty, file.unreadable; CancelledError
 */
export async function openJson(
  file: OpenedFile,
  name: string,
  options: ReadOptions,
  isCancelled: () => boolean,
  scanned: number,
): Promise<OpenedTable> {
  const text = new JsonText(file, name, options, isCancelled)
  const layouts = await findLayouts(text, name)
  const looked = []
  for (const { layout, records } of layouts) {
    const title = layout.path.join('.')
    const wanted = options.sheet === undefined || options.sheet === title || layouts.length === 1
    const table = new JsonTable(layout, text.codePage)
    if (wanted) await sample(text, table)
    const inspection = wanted ? table.inspect(options, text.encoding, text.hasMark) : null
    looked.push({ name: title, hidden: false, filled: records ?? table.sampled, inspection, table, layout })
  }
  const best = layouts.length === 1 ? looked[0]! : chooseSheet(looked, name, options)
  const { table } = best
  const isWhole = await text.pour(
    cutterOf(best.layout, text, (cut) => table.scan(cut)),
    scanned,
  )
  const inspection = table.inspect(options, text.encoding, text.hasMark)
  if (table.sampled === 0 || inspection.columns.length === 0)
    throw new ExpectedError('file.format', {
      name,
      seen: table.broken > 0 ? 'damaged JSON' : 'JSON without a list of records',
    })
  const count = isWhole ? table.rows : Math.round((table.rows * file.size) / Math.max(1, text.bytesRead))
  const read = async (take: (cut: JsonCut) => void, between: (share: number) => Promise<void>): Promise<void> => {
    const cutter = cutterOf(best.layout, text, take)
    await text.pour(cutter, Infinity, between)
    table.isTruncated = cutter.isTruncated
  }
  return {
    sheets: layouts.length > 1 ? looked.map((each) => ({ name: each.name, rows: each.filled })) : [],
    sheet: layouts.length > 1 ? best.name : null,
    inspection,
    rows: { count, exact: isWhole },
    countRows: () => Promise.resolve({ count, exact: isWhole }),
    sample: {
      whole: isWhole && table.isSampledWhole,
      inspect: (other) => table.inspect(other, text.encoding, text.hasMark),
      feed: (other, reader) => table.feed(other, reader),
    },
    readCells(onRow, between) {
      const reading = table.reading(inspection)
      return read((cut) => reading.cells(cut, onRow), between)
    },
    pour(reader, between) {
      const reading = table.reading(inspection)
      return read((cut) => reading.into(cut, reader), between)
    },
    warnings: () => table.warnings(name),
  }
}

function cutterOf(layout: JsonLayout, text: JsonText, record: (cut: JsonCut) => void): JsonCutter {
  const placed = (cut: JsonCut): void => record({ ...cut, offset: text.toFile(cut.offset) })
  const { lines, path, shape } = layout
  if (shape !== undefined) return shapedCutter(path, shape, { wide: text.isWide, record: text.isOld ? placed : record })
  return new JsonCutter({ lines, choose: chooserOf(layout), wide: text.isWide, record: text.isOld ? placed : record })
}

async function findLayouts(text: JsonText, name: string): Promise<{ layout: JsonLayout; records: number | null }[]> {
  const byLines = readsByLines(text.head, text.isWhole, /\.(ndjson|jsonl|jsonlines)(\.gz)?$/i.test(name))
  if (byLines === null) throw new ExpectedError('file.format', { name, seen: 'JSON' })
  if (byLines) return [{ layout: { lines: true, path: [] }, records: null }]
  const finder = new ListFinder(text.isWide)
  const outermost = { layout: { lines: false, path: [] }, records: null }
  // A list at the outermost level, or a second object there, leaves nothing to be found further down.
  await text.pour(finder.cutter, Infinity, undefined, () => finder.rootLists > 0 || finder.rootObjects > 1)
  const shaped = finder.shaped()
  if (shaped !== null) return [shaped]
  const tables = finder.tables()
  return tables.length === 0
    ? [outermost]
    : tables.map(({ path, records }) => ({ layout: { lines: false, path }, records }))
}

async function sample(text: JsonText, table: JsonTable): Promise<void> {
  let bytes = 0
  const cutter = cutterOf(table.layout, text, (cut) => {
    if (table.sampled >= SAMPLE_RECORDS || bytes >= SAMPLE_BYTES) return
    bytes += cut.end - cut.start
    table.sample(cut)
  })
  await text.pour(cutter, Infinity, undefined, () => table.sampled >= SAMPLE_RECORDS || bytes >= SAMPLE_BYTES)
}

/** The text of a file as UTF-8, from its first byte, as often as it is asked for. */
class JsonText {
  /** Its first bytes as UTF-8, without a byte order mark. */
  readonly head: Uint8Array
  readonly isWhole: boolean
  readonly encoding: string
  readonly isWide: boolean
  readonly hasMark: boolean
  /** The encoding of the records' bytes where that is a code page. */
  readonly codePage: 'windows-1252' | 'windows-1254' | null
  /** What its bytes are transcoded from where neither UTF-8, UTF-16 nor a code page that the records' reader knows; else null. */
  private readonly old: string | null
  private transcoder: Transcoder | null = null
  /** Bytes of the file that the last pouring read. */
  bytesRead = 0
  private readonly file: OpenedFile
  private readonly name: string
  private readonly isCancelled: () => boolean

  get isOld(): boolean {
    return this.old !== null
  }

  constructor(file: OpenedFile, name: string, options: ReadOptions, isCancelled: () => boolean) {
    this.file = file
    this.name = name
    this.isCancelled = isCancelled
    const asked = options.encoding === undefined ? null : encodingByName(options.encoding)
    this.old = foreignEncoding(file, options, [], false)
    const encoding = this.old ?? asked ?? detectEncoding(file.head, file.isWhole).encoding
    this.encoding = encoding
    this.isWide = encoding === 'utf-16le' || encoding === 'utf-16be'
    this.codePage = encoding === 'windows-1252' || encoding === 'windows-1254' ? encoding : null
    const text =
      this.old !== null
        ? new Transcoder(this.old).push(file.head)
        : this.isWide
          ? new Utf16Transcoder(encoding === 'utf-16be').push(file.head)
          : file.head
    this.hasMark = startsWithMark(text)
    this.head = this.hasMark ? text.subarray(3) : text
    this.isWhole = file.isWhole
  }

  /** Where in the file that was poured last an offset of its text lies; of transcoded text, its line. */
  toFile(offset: number): number {
    return this.transcoder?.toFile(offset) ?? offset
  }

  /**
   * Pours the text into a cutter.
   * @param most bytes of the file after which it stops
   * @returns whether all of it was poured
   */
  async pour(
    cutter: JsonCutter,
    most: number,
    between: (share: number) => Promise<void> = async () => undefined,
    isEnough: () => boolean = () => false,
  ): Promise<boolean> {
    const { file, name } = this
    this.transcoder = this.old === null ? null : new Transcoder(this.old)
    const transcoder = this.transcoder ?? (this.isWide ? new Utf16Transcoder(this.encoding === 'utf-16be') : null)
    let isFirst = true
    this.bytesRead = 0
    const onRead = (bytes: Uint8Array): void => void (this.bytesRead += bytes.length)
    try {
      for await (const block of textBlocks(file.handle, file.isGzip, name, onRead)) {
        let text = transcoder === null ? block : transcoder.push(block)
        if (isFirst && this.hasMark) {
          cutter.skip(this.isWide ? 2 : 3)
          text = text.subarray(3)
        }
        isFirst = false
        cutter.push(text)
        await between(Math.min(1, this.bytesRead / Math.max(1, file.size)))
        if (this.isCancelled()) throw new CancelledError()
        if (isEnough() || this.bytesRead > most) return false
      }
    } catch (error) {
      throw error instanceof Error && 'syscall' in error ? unreadable(name, error) : error
    }
    if (transcoder !== null) cutter.push(transcoder.finish())
    cutter.finish()
    return true
  }
}

function startsWithMark(text: Uint8Array): boolean {
  return text[0] === 0xef && text[1] === 0xbb && text[2] === 0xbf
}
