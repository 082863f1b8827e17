import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import Papa from 'papaparse'
import type { ImportLayer, ReadOptions, RejectedRow, Role } from '../../contract/imports.ts'
import { CancelledError } from '../../contract/errors.ts'
import { formatNote } from '../../contract/messages/format.ts'
import type { FilePreview } from '../../engine/worker/source/index.ts'
import type { CoreContext } from '../context.ts'
import type { CallContext } from '../dispatch.ts'
import { attributeHeads, findLayer, readAs, readRejected } from '../store/layers-table.ts'
import { lookAt } from './look-at.ts'
import { requireLayer } from './require-layer.ts'

/** Columns of a file of rejected rows that say where each comes from; on the way back they are known by these names. */
const mark = {
  import: 'segmento_import',
  line: 'segmento_line',
  problem: 'segmento_problem',
  raw: 'segmento_as_in_file',
} as const
const marks: readonly string[] = Object.values(mark)

const SLICE = 1000

/**
 * Writes the rejected rows of an import under the header of its own file, to be mended and imported again. What the rows
 * were cut into is shown cell by cell; where that went wrong, the whole row stands in the last column too.
 */
export async function exportForMending(core: CoreContext, importId: string, { signal }: CallContext) {
  const layer = requireLayer(core, importId)
  const header = readAs(core.store, importId).columns ?? []
  const name = `to mend ${layer.fileName.replace(/\.[^.]{1,5}$/, '')}.csv`
  return core.outputs.create(name, 'text/csv', signal, async (path) => {
    const file = await open(path, 'w')
    try {
      // Without the mark, spreadsheets read UTF-8 as something else.
      await file.writeFile(`\ufeff${Papa.unparse([[...header, ...marks]])}\r\n`)
      for (let offset = 0; ; offset += SLICE) {
        if (signal.aborted) throw new CancelledError()
        const { rows } = readRejected(core.store, importId, { offset, limit: SLICE })
        if (rows.length === 0) break
        const lines = rows.map((row) => [
          ...cellsOf(row, layer, header),
          layer.id,
          row.line,
          row.column === '' ? formatNote(row.message) : `${row.column}: ${formatNote(row.message)}`,
          row.raw,
        ])
        await file.writeFile(`${Papa.unparse(lines)}\r\n`)
      }
    } finally {
      await file.close()
    }
  })
}

/** As many cells as the header has names; more of them come together in the last one. */
function cellsOf(row: RejectedRow, layer: ImportLayer, header: readonly string[]): string[] {
  const cells = cutRow(row.raw, layer.delimiter ?? '\t', header)
  const shown = header.map((_, i) => cells[i] ?? '')
  if (cells.length > header.length && header.length > 0)
    shown[header.length - 1] = cells.slice(header.length - 1).join(layer.delimiter ?? ' ')
  return shown
}

function cutRow(raw: string, delimiter: string, header: readonly string[]): string[] {
  if (raw.trimStart().startsWith('{')) {
    try {
      const value = JSON.parse(raw) as Record<string, unknown>
      return header.map((name) => {
        const cell = value[name]
        return cell === undefined || cell === null ? '' : typeof cell === 'string' ? cell : JSON.stringify(cell)
      })
    } catch {
      return [raw]
    }
  }
  const { data, errors } = Papa.parse<string[]>(raw, { delimiter })
  // A quotation mark that is not closed takes the rest of the row into one cell: then marks are letters like others.
  return errors.length === 0 && data.length === 1 ? data[0]! : raw.split(delimiter)
}

export interface Mending {
  /** The import whose rows these were. */
  readonly layerId: string
  /** How that import was read: the same for its rows, unless the person says otherwise. */
  readonly options: ReadOptions
}

/** Whether a file holds mended rows of an import of this project. */
export function mendingOf(
  { store }: Pick<CoreContext, 'store'>,
  projectId: string | null,
  { columns }: Pick<FilePreview, 'columns'>,
): Mending | null {
  const id = columns.find(({ name }) => name === mark.import)?.samples[0]?.raw.trim()
  const layer = id === undefined ? null : findLayer(store, id)
  if (layer === null || layer.projectId !== projectId) return null
  const { dateOrder, decimal, revenue, orderTotals, orderNumbers, statuses, credit, amounts, year } = readAs(
    store,
    layer.id,
  )
  const byName = new Map<string, Role>(Object.entries(layer.mapping).map(([role, name]) => [name, role as Role]))
  const attributes = new Set(attributeHeads(store, layer.id).map(({ name }) => name))
  const roles: Record<string, Role> = {}
  for (const { index, name } of columns) {
    const role = marks.includes(name) ? 'ignore' : byName.get(name)
    roles[index] = role ?? (attributes.has(name) ? 'attribute' : 'ignore')
    // A role stands once: a name that stands twice has it where it comes first.
    if (role !== undefined && role !== 'ignore') byName.delete(name)
  }
  return {
    layerId: layer.id,
    options: {
      kind: layer.kind,
      roles,
      ...(dateOrder == null ? {} : { dateOrder }),
      ...(decimal === undefined ? {} : { decimal }),
      ...(revenue === undefined ? {} : { revenue }),
      ...(orderTotals == null ? {} : { orderTotals }),
      ...(orderNumbers === undefined ? {} : { orderNumbers }),
      ...(statuses === undefined ? {} : { statuses }),
      ...(credit === undefined ? {} : { credit }),
      ...(year === undefined ? {} : { year }),
      ...(amounts == null ? {} : { amounts }),
    },
  }
}

/** What is asked for goes before what the first import was read with. */
export function withMending(mending: Mending | null, options: ReadOptions): ReadOptions {
  if (mending === null) return options
  return { ...mending.options, ...options, roles: { ...mending.options.roles, ...options.roles } }
}

const HEAD_BYTES = 65_536

/** The same before an import, where nobody may have looked at the file: only one that names the mark is worth a look. */
export async function findMending(
  core: CoreContext,
  projectId: string,
  fileId: string,
  signal: AbortSignal,
): Promise<Mending | null> {
  const look = core.files.latestLook(fileId)
  if (look !== null) return mendingOf(core, projectId, look)
  const file = core.files.find(fileId)
  if (!(await namesMark(file.path))) return null
  return mendingOf(core, projectId, await lookAt(core, file, false, signal)({}))
}

async function namesMark(path: string): Promise<boolean> {
  // A pipe with this name would be waited for.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch(() => null)
  // The reader says what is wrong with it.
  if (file === null) return false
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
    return buffer.subarray(0, bytesRead).includes(mark.import)
  } catch {
    return false
  } finally {
    await file.close()
  }
}
