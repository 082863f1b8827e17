import { inspectBytes } from '../../src/engine/read/inspect-file.ts'
import type { Inspection } from '../../src/engine/read/inspect-file.ts'
import { Utf16Transcoder } from '../../src/engine/read/text/encoding.ts'
import { TableReader } from '../../src/engine/read/table-reader.ts'
import type { RejectedRow } from '../../src/contract/imports.ts'
import { parseCsv } from './table-score.ts'

export interface TableRead {
  readonly inspection: Inspection
  /** The header first, where there is one. */
  readonly rows: string[][]
  readonly text: string
  readonly rejected: readonly RejectedRow[]
}

/** Reads the bytes of a file in UTF-8 or UTF-16LE as `segmento read` does. */
export function readTableText(file: Uint8Array | string, options = {}): TableRead {
  const given = typeof file === 'string' ? new TextEncoder().encode(file) : file
  const bytes = given[0] === 0xff ? new Utf16Transcoder(false).push(given) : given
  const inspection = inspectBytes(bytes, true, options, { joins: false })
  const reader = new TableReader(inspection, { encoding: 'utf-8' })
  reader.push(bytes)
  reader.finish()
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(reader.take())
  return { inspection, rows: parseCsv(text), text, rejected: reader.takeRejected() }
}
