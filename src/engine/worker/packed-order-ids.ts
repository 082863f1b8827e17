import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { decodeOrderIds, encodeOrderIds } from '../columns/order-ids.ts'
import type { StringColumn, TransactionChunk } from '../columns/types.ts'

/** First byte of ids that were compressed; everything else is as `encodeOrderIds` made it. */
const DEFLATED = 0xff
/** Smaller ones gain nothing worth the time. */
const LEAST_BYTES = 4096
/** Of ids that are counted on little is left: only those well above two bytes a row are worth compressing. */
const PLAIN_BYTES_A_ROW = 1.5

/** The ids of a chunk's orders as they are kept in the store; null where it has none. */
export function packOrderIds(chunk: TransactionChunk): Uint8Array<ArrayBuffer> | null {
  const plain = chunk.encoded === undefined ? encodedIds(chunk) : chunk.encoded.orderIds
  if (plain === null) return null
  const { rows } = chunk
  if (plain.length < LEAST_BYTES || plain.length < rows * PLAIN_BYTES_A_ROW) return plain
  const packed = deflateRawSync(plain, { level: 1 })
  const bytes = new Uint8Array(packed.length + 1)
  bytes[0] = DEFLATED
  bytes.set(packed, 1)
  return bytes.length < plain.length ? bytes : plain
}

function encodedIds({ orderIds }: TransactionChunk): Uint8Array<ArrayBuffer> | null {
  return orderIds === undefined || orderIds.offsets[orderIds.count] === 0 ? null : encodeOrderIds(orderIds)
}

/** One id per run of rows, in the file's encoding, and the run of each row. @throws Error where the bytes are damaged */
export function unpackOrderIds(bytes: Uint8Array): { readonly ids: StringColumn; readonly runOfRow: Uint32Array } {
  return decodeOrderIds(bytes[0] === DEFLATED ? inflateRawSync(bytes.subarray(1)) : bytes)
}
