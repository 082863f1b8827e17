import type { ImportDecision } from '../../contract/changes.ts'
import type { FileKind, ImportLayer, RejectedRow, RejectKind, RowCounts } from '../../contract/imports.ts'
import type { Note, Warning } from '../../contract/messages.ts'
import type { ReadAs } from '../../engine/read/read-as.ts'
import type { AttributeHead } from '../../engine/columns/parts.ts'
import { replacerOf } from '../../engine/changes/leave-out.ts'
import { dayText } from '../../engine/rfm/dates.ts'
import { statement, type SharedBytes, type Statement, type Store } from './store.ts'

interface Row {
  id: string
  project_id: string
  active: number
  file_name: string
  size_bytes: number
  sha256: string
  kind: string
  imported_at: string
  counts: string
  customers: number
  first_day: number | null
  last_day: number | null
  currency: string | null
  encoding: string
  delimiter: string | null
  mapping: string
  warnings: string
  attributes: string
  milliseconds: number
  decision: string
  change: string | null
  foreign_rows: string
  mends: string | null
  read_as: string
}

/** Complete layers in the order they were imported. */
export function listLayers(store: Store, projectId: string): ImportLayer[] {
  return linked(
    store
      .all<Row>('SELECT * FROM layers WHERE project_id = ? AND is_complete = 1 ORDER BY sequence', projectId)
      .map(toLayer),
  )
}

/** The layers whose rows count: active, and no later one takes their place. Results of campaigns are asked by themselves. */
export function layersInUse(store: Store, projectId: string): ImportLayer[] {
  return inUse(store, projectId).filter(({ kind }) => kind !== 'campaign')
}

/** Files of campaign results that are switched on, in the order of their imports. */
export function campaignsInUse(store: Store, projectId: string): ImportLayer[] {
  return inUse(store, projectId).filter(({ kind }) => kind === 'campaign')
}

function inUse(store: Store, projectId: string): ImportLayer[] {
  return listLayers(store, projectId).filter(({ active, replacedBy }) => active && replacedBy === null)
}

export function findLayer(store: Store, id: string): ImportLayer | null {
  const row = store.get<{ project_id: string }>('SELECT project_id FROM layers WHERE id = ? AND is_complete = 1', id)
  return row === undefined ? null : listLayers(store, row.project_id).find((layer) => layer.id === id)!
}

/** A layer that is read whole and waits for the person's word; nobody else sees it. */
export function findStaged(store: Store, id: string): ImportLayer | null {
  const row = store.get<Row>(`SELECT * FROM layers WHERE id = ? AND is_complete = 0 AND sha256 <> ''`, id)
  return row === undefined ? null : toLayer(row)
}

/** Lines of the rejected rows of a layer, ascending. */
export function rejectedLines(store: Store, layerId: string): number[] {
  const sql = 'SELECT line FROM rejected_rows WHERE layer_id = ? ORDER BY sequence'
  return store.all<{ line: number }>(sql, layerId).map(({ line }) => line)
}

/** How the file of a layer was read, for rows of it that come back. */
export function readAs(store: Store, id: string): LayerReading {
  const row = store.get<{ read_as: string }>('SELECT read_as FROM layers WHERE id = ?', id)
  return JSON.parse(row?.read_as ?? '{}') as LayerReading
}

export function attributeHeads(store: Store, layerId: string): AttributeHead[] {
  const row = store.get<{ attributes: string }>('SELECT attributes FROM layers WHERE id = ?', layerId)
  return JSON.parse(row?.attributes ?? '[]') as AttributeHead[]
}

/** A layer nobody sees yet; `completeLayer` shows it. */
export function beginLayer(layer: {
  id: string
  projectId: string
  fileName: string
  sizeBytes: number
  kind: FileKind
  now: string
}): Statement {
  return statement(
    `INSERT INTO layers (id, project_id, sequence, file_name, size_bytes, kind, imported_at)
     VALUES (?, ?, (SELECT coalesce(max(sequence), 0) + 1 FROM layers WHERE project_id = ?), ?, ?, ?, ?)`,
    layer.id,
    layer.projectId,
    layer.projectId,
    layer.fileName,
    layer.sizeBytes,
    layer.kind,
    layer.now,
  )
}

/** What several threads read of one file is written as it comes: the numbers of a later part are all larger. */
const PART = 2 ** 32

/**
 * @param sequence number of the chunk within its part of the file
 * @param orderIds the packed ids of its orders, or null
 */
export function insertChunk(
  layerId: string,
  part: number,
  sequence: number,
  data: Uint8Array,
  orderIds: Uint8Array | null,
): Statement[] {
  const at = part * PART + sequence
  const chunk = statement('INSERT INTO layer_chunks (layer_id, sequence, data) VALUES (?, ?, ?)', layerId, at, data)
  if (orderIds === null) return [chunk]
  const ids = 'INSERT INTO chunk_order_ids (layer_id, sequence, data) VALUES (?, ?, ?)'
  return [chunk, statement(ids, layerId, at, orderIds)]
}

/** Name of the part that holds what every chunk says of itself, as `headsToArray` lays it out. */
export const CHUNK_HEADS = 'chunks.heads'

/** Where the chunks of a layer stand, in the order of the file. */
export function chunkSequences(store: Store, layerId: string): Float64Array {
  const sql = 'SELECT sequence FROM layer_chunks WHERE layer_id = ? ORDER BY sequence'
  return Float64Array.from(store.all<{ sequence: number }>(sql, layerId), ({ sequence }) => sequence)
}

/** The packed ids of a chunk's orders by the chunk's position in its layer; null: it was written without them. */
export async function readOrderIds(
  store: Store,
  layerId: string,
  places: readonly number[],
): Promise<(SharedBytes | null)[]> {
  const sequences = chunkSequences(store, layerId)
  return Promise.all(
    places.map(async (place) => {
      const at = sequences[place]
      if (at === undefined) return null
      const sql = 'SELECT data FROM chunk_order_ids WHERE layer_id = ? AND sequence = ?'
      return (await store.readBlobs(sql, layerId, at))[0] ?? null
    }),
  )
}

/** Removes what was written of a part and the later ones. */
export function deleteParts(layerId: string, fromPart: number): Statement[] {
  return ['layer_chunks', 'chunk_order_ids', 'rejected_rows'].map((table) =>
    statement(`DELETE FROM ${table} WHERE layer_id = ? AND sequence >= ?`, layerId, fromPart * PART),
  )
}

/** Adds to the line numbers of a part's rejected rows. */
export function addRejectedLines(layerId: string, part: number, lines: number): Statement {
  return statement(
    'UPDATE rejected_rows SET line = line + ? WHERE layer_id = ? AND sequence >= ? AND sequence < ?',
    lines,
    layerId,
    part * PART,
    (part + 1) * PART,
  )
}

/** @param sequence number of the row within its part of the file */
export function insertRejected(layerId: string, part: number, sequence: number, row: RejectedRow): Statement {
  return statement(
    'INSERT INTO rejected_rows (layer_id, sequence, line, byte_offset, column_name, kind, message, raw) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    layerId,
    part * PART + sequence,
    row.line,
    row.byteOffset,
    row.column,
    row.kind,
    JSON.stringify(row.message),
    row.raw,
  )
}

export interface CompletedLayer {
  readonly sha256: string
  readonly counts: RowCounts
  readonly customers: number
  readonly firstDay: number | null
  readonly lastDay: number | null
  readonly currency: string | null
  readonly encoding: string
  readonly delimiter: string | null
  readonly mapping: Readonly<Record<string, string>>
  readonly warnings: readonly Warning[]
  readonly attributes: readonly AttributeHead[]
  readonly parts: ReadonlyMap<string, Uint8Array>
  readonly milliseconds: number
  readonly foreignRows: ImportLayer['foreignRows']
  readonly mends: string | null
  readonly readAs: LayerReading
}

/** Empty where an older version imported the file. */
export type LayerReading = Partial<ReadAs> & {
  readonly sheet?: string | null
  /** As `ContentHash` gives it. */
  readonly content?: string | null
}

/** Everything of a layer that was read to its end; `showLayer` shows it. */
export function fillLayer(layerId: string, kind: FileKind, end: CompletedLayer): Statement[] {
  return [
    ...[...end.parts].map(([name, data]) =>
      statement('INSERT INTO layer_parts (layer_id, name, data) VALUES (?, ?, ?)', layerId, name, data),
    ),
    statement(
      `UPDATE layers SET kind = ?, sha256 = ?, counts = ?, customers = ?, first_day = ?, last_day = ?, currency = ?,
         encoding = ?, delimiter = ?, mapping = ?, warnings = ?, attributes = ?, milliseconds = ?,
         foreign_rows = ?, mends = ?, read_as = ? WHERE id = ?`,
      kind,
      end.sha256,
      JSON.stringify(end.counts),
      end.customers,
      end.firstDay,
      end.lastDay,
      end.currency,
      end.encoding,
      end.delimiter,
      JSON.stringify(end.mapping),
      JSON.stringify(end.warnings),
      JSON.stringify(end.attributes),
      Math.round(end.milliseconds),
      JSON.stringify(end.foreignRows),
      end.mends,
      JSON.stringify(end.readAs),
      layerId,
    ),
  ]
}

/**
 * From here on the layer is in the project, behind all that came in before it: what was decided about those was not
 * decided about this one, however long it waited.
 */
export function showLayer(layerId: string): Statement {
  return statement(
    `UPDATE layers SET is_complete = 1, sequence =
       (SELECT max(other.sequence) + 1 FROM layers AS other WHERE other.project_id = layers.project_id)
     WHERE id = ? AND is_complete = 0`,
    layerId,
  )
}

export function decideLayer(layerId: string, decision: ImportDecision): Statement {
  return statement('UPDATE layers SET decision = ? WHERE id = ?', JSON.stringify(decision), layerId)
}

export function keepChange(layerId: string, change: ImportLayer['change']): Statement {
  return statement('UPDATE layers SET change = ? WHERE id = ?', JSON.stringify(change), layerId)
}

/** What was found in common with other layers holds no more: one of them came, went or counts otherwise. */
export function doubtChanges(projectId: string): Statement {
  return statement(
    `UPDATE layers SET change = json_set(change, '$.outdated', json('true'))
     WHERE project_id = ? AND kind = 'orders' AND change IS NOT NULL`,
    projectId,
  )
}

export function deleteLayer(id: string): Statement {
  return statement('DELETE FROM layers WHERE id = ?', id)
}

/** Deletes a layer that nobody sees; one that came in meanwhile stays. */
export function deleteHidden(id: string): Statement {
  return statement('DELETE FROM layers WHERE id = ? AND is_complete = 0', id)
}

export function setLayerActive(id: string, active: boolean): Statement {
  return statement('UPDATE layers SET active = ? WHERE id = ?', active ? 1 : 0, id)
}

export function readRejected(
  store: Store,
  layerId: string,
  page: { kind?: RejectKind | undefined; offset: number; limit: number },
): { total: number; rows: RejectedRow[] } {
  const where = page.kind === undefined ? 'layer_id = ?' : 'layer_id = ? AND kind = ?'
  const parameters = page.kind === undefined ? [layerId] : [layerId, page.kind]
  const total =
    store.get<{ n: number }>(`SELECT count(*) AS n FROM rejected_rows WHERE ${where}`, ...parameters)?.n ?? 0
  const rows = store.all<{
    line: number
    byte_offset: number
    column_name: string
    kind: RejectKind
    message: string
    raw: string
  }>(
    `SELECT * FROM rejected_rows WHERE ${where} ORDER BY sequence LIMIT ? OFFSET ?`,
    ...parameters,
    page.limit,
    page.offset,
  )
  return {
    total,
    rows: rows.map((row) => ({
      line: row.line,
      byteOffset: row.byte_offset,
      column: row.column_name,
      kind: row.kind,
      message: JSON.parse(row.message) as Note,
      raw: row.raw,
    })),
  }
}

export function rejectedByKind(store: Store, layerId: string): { [Kind in RejectKind]?: number } {
  const sql = 'SELECT kind, count(*) AS n FROM rejected_rows WHERE layer_id = ? GROUP BY kind'
  return Object.fromEntries(store.all<{ kind: RejectKind; n: number }>(sql, layerId).map(({ kind, n }) => [kind, n]))
}

function toLayer(row: Row): ImportLayer {
  return {
    id: row.id,
    projectId: row.project_id,
    fileName: row.file_name,
    sizeBytes: row.size_bytes,
    kind: row.kind as FileKind,
    importedAt: row.imported_at,
    active: row.active === 1,
    decision: JSON.parse(row.decision) as ImportDecision,
    change: row.change === null ? null : (JSON.parse(row.change) as ImportLayer['change']),
    replacedBy: null,
    foreignRows: JSON.parse(row.foreign_rows) as ImportLayer['foreignRows'],
    mends: row.mends,
    mended: 0,
    counts: JSON.parse(row.counts) as RowCounts,
    customers: row.customers,
    firstDate: row.first_day === null ? null : dayText(row.first_day),
    lastDate: row.last_day === null ? null : dayText(row.last_day),
    currency: row.currency,
    encoding: row.encoding,
    delimiter: row.delimiter,
    mapping: JSON.parse(row.mapping) as Record<string, string>,
    warnings: JSON.parse(row.warnings) as Warning[],
    milliseconds: row.milliseconds,
  }
}

/** What can only be said of a layer beside the others of its project. */
function linked(layers: readonly ImportLayer[]): ImportLayer[] {
  const active = layers.filter((layer) => layer.active)
  return layers.map((layer) => {
    const mended = active
      .filter(({ mends }) => mends === layer.id)
      .reduce((sum, { counts }) => sum + counts.accepted + counts.withoutCustomer, 0)
    const replacer = layer.active ? replacerOf(active, layer, ({ decision }) => decision) : null
    return { ...layer, replacedBy: replacer?.fileName ?? null, mended: Math.min(mended, layer.counts.rejected) }
  })
}
