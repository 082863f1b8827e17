import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ExpectedError } from '../../../contract/errors.ts'
import { isZip } from './formats.ts'
import { openHandle, readPiece } from './open-handle.ts'
import { openZip, unpack, ZipFault } from './zip.ts'
import type { Zip, ZipEntry } from './zip.ts'

/** More tables than these are hardly meant at once. */
const MOST_TABLES = 50
/** What all tables of an archive may unpack to, beside this many times its size. */
const FREE_BYTES = 16 * 1024 * 1024
const MOST_RATIO = 200

/** What mailers and systems put into archives beside what the person did. */
const hidden = /(^|\/)(__macosx\/|\.|~\$|thumbs\.db$|desktop\.ini$)|\/$/i
const tables = /\.(csv|tsv|tab|txt|asc|prn|dat|json|ndjson|jsonl|xlsx|xlsm|xlsb|xls|ods)(\.gz)?$/i
const archives = /\.(zip|7z|rar|tar|tgz|tar\.gz|bz2|xz|zst)$/i
const words = /(^|\/)(read[ _-]?me|liesmich|lies[ _-]mich|lisezmoi|li[cs]en[cs]e|lizenz|changelog|notice)[^/]*$/i

export interface ArchiveContent {
  /** What looks like a table, by its name in the archive, in the order of these names. */
  readonly tables: readonly { readonly name: string; readonly entry: ZipEntry }[]
  /** How many tables there are beyond these. */
  readonly more: number
  /** Archives in the archive, which are not opened. */
  readonly nested: readonly string[]
  /** Everything else that a person may have put there. */
  readonly aside: readonly string[]
}

/** The only file in an archive that is no document itself, where it may be a text; or null. */
export function onlyText({ entries, byName }: Zip): ZipEntry | null {
  if (isDocument(byName)) return null
  const files = entries.filter((entry) => !hidden.test(partPath(entry)))
  const only = files.length === 1 ? files[0]! : null
  return only === null || /\.(xlsx|xlsm|xlsb|xls|ods|gz|pdf|docx?|pptx?)$/i.test(only.name) || archives.test(only.name)
    ? null
    : only
}

/** What lies in an archive; null where it is the shell of one document, such as a workbook. */
export function contentOf({ entries, byName }: Zip): ArchiveContent | null {
  if (isDocument(byName)) return null
  const files = entries.filter((entry) => !hidden.test(partPath(entry)))
  const root = commonFolder(files.map(partPath))
  const named = files
    .map((entry) => ({ name: partPath(entry).slice(root.length).replaceAll('/', ' › '), entry }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }))
  const isTable = ({ entry }: { entry: ZipEntry }): boolean => tables.test(entry.name) && !words.test(partPath(entry))
  const isNested = ({ entry }: { entry: ZipEntry }): boolean => archives.test(entry.name)
  const found = named.filter(isTable)
  const names = (list: typeof named): string[] => list.map(({ name }) => name)
  return {
    tables: found.slice(0, MOST_TABLES),
    more: Math.max(0, found.length - MOST_TABLES),
    nested: names(named.filter((each) => !isTable(each) && isNested(each))),
    aside: names(named.filter((each) => !isTable(each) && !isNested(each))),
  }
}

function isDocument(byName: Zip['byName']): boolean {
  return (
    byName.has('[content_types].xml') || byName.has('mimetype') || [...byName.keys()].some((k) => k.endsWith('.iwa'))
  )
}

function partPath({ name }: ZipEntry): string {
  return name.replaceAll('\\', '/').replace(/^\/+/, '')
}

/** The folder that everything lies in, with its slash; empty: there is none. */
function commonFolder(paths: readonly string[]): string {
  const [first = ''] = paths
  let length = 0
  for (let at = first.indexOf('/') + 1; at > 0; at = first.indexOf('/', at) + 1) {
    if (!paths.every((path) => path.startsWith(first.slice(0, at)))) break
    length = at
  }
  return first.slice(0, length)
}

/**
 * What lies in a file that is an archive of tables, or null.
 * @throws ExpectedError of the `file.` family
 */
export async function lookIntoArchive(path: string, name: string): Promise<ArchiveContent | null> {
  const handle = await openHandle(path, name)
  try {
    const zip = await openArchive(handle, name)
    const content = zip === null || onlyText(zip) !== null ? null : contentOf(zip)
    return content === null || content.tables.length === 0 ? null : content
  } finally {
    await handle.close()
  }
}

async function openArchive(handle: FileHandle, name: string, isCancelled?: () => boolean): Promise<Zip | null> {
  const { size } = await handle.stat()
  return isZip(await readPiece(handle, 0, 4, name)) ? openZip(handle, size, name, isCancelled) : null
}

export interface UnpackedArchive extends Omit<ArchiveContent, 'tables'> {
  readonly tables: readonly { readonly name: string; readonly path: string }[]
}

/**
 * Unpacks the tables of an archive into files of their own, all of them or none.
 * @param folder an empty one
 * @param only the name of one of them, which alone is unpacked; null: all
 * @param progress told of the share (0–1) of the archive that is done
 * @throws ExpectedError file.password, file.unreadable where it is damaged or unpacks to far too much, file.format where
 * it holds no table, store.disk_full; CancelledError
 */
export async function unpackArchive(
  path: string,
  name: string,
  folder: string,
  only: string | null,
  isCancelled: () => boolean,
  progress: (share: number) => void = () => undefined,
): Promise<UnpackedArchive> {
  const handle = await openHandle(path, name)
  const made: { name: string; path: string }[] = []
  try {
    const { size } = await handle.stat()
    const zip = await openArchive(handle, name, isCancelled)
    const content = zip === null ? null : contentOf(zip)
    if (zip === null || content === null || content.tables.length === 0)
      throw new ExpectedError('file.format', { name, seen: 'a zip archive without a table in it' })
    let total = 0
    let packed = 0
    const onRead = (bytes: Uint8Array): void => {
      packed += bytes.length
      progress(packed / size)
    }
    async function* within(entry: ZipEntry): AsyncGenerator<Uint8Array> {
      for await (const piece of unpack(zip!, entry, onRead)) {
        total += piece.length
        if (total > FREE_BYTES + MOST_RATIO * size)
          throw new ExpectedError('file.unreadable', {
            name,
            reason: `it unpacks to more than ${MOST_RATIO} times its size`,
          })
        yield piece
      }
    }
    for (const [i, table] of content.tables.entries()) {
      if (only !== null && table.name !== only) continue
      const target = join(folder, `${i}.table`)
      made.push({ name: table.name, path: target })
      await pipeline(Readable.from(within(table.entry), { objectMode: true, highWaterMark: 2 }), fileAt(target))
    }
    return { ...content, tables: made }
  } catch (error) {
    await Promise.all(made.map((file) => rm(file.path, { force: true })))
    throw told(error, name, folder)
  } finally {
    await handle.close()
  }
}

function fileAt(path: string): ReturnType<typeof createWriteStream> {
  return createWriteStream(path, { flags: 'wx', mode: 0o600 })
}

function told(error: unknown, name: string, folder: string): unknown {
  if (error instanceof ZipFault)
    return new ExpectedError('file.unreadable', { name, reason: 'the zip archive is damaged' })
  const { code } = error as NodeJS.ErrnoException
  return code === 'ENOSPC' || code === 'EDQUOT' ? new ExpectedError('store.disk_full', { file: folder }) : error
}
