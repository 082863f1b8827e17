import type { RejectKind } from '../../../contract/imports.ts'
import type { Tokenizer } from './tokenizer.ts'

/** A record longer than this is given up: a stray quote must not eat memory. */
export const MAX_RECORD_BYTES = 8 * 1024 * 1024
/** Cells of a record that are told apart: sixteen times as many as a sheet has columns. */
export const MOST_CELLS = 1 << 18
/**
 * A quote that means nothing may have opened a cell that was not meant to be one: a record with such a quote in it goes
 * over no more line breaks, and no more bytes once it does, than these.
 */
export const STRAY_LINES = 100
export const STRAY_BYTES = 64 * 1024

/** Who takes the records; everything about the current one stands in the tokenizer's public fields. */
export interface RecordSink {
  record(tokenizer: Tokenizer): void
  /** A record given up: bytes start … end of the buffer are its first line; it has cells where they can be told. */
  broken(tokenizer: Tokenizer, kind: RejectKind): void
}

export interface TokenizerOptions {
  /** One byte or more. */
  readonly delimiter: Uint8Array
  /** The quote byte, or -1: quotes mean nothing. */
  readonly quote: number
  /** The byte that, before a quote inside a quoted cell, makes it a letter; default none. */
  readonly escape?: number
  /** Several delimiters in a row count as one, those at the ends of a line as none. */
  readonly collapse?: boolean
  /** Cells of a proper record: lines with quotes that have another number are looked at again. Default: not known. */
  readonly expectedCells?: number
  /** Bytes at the start of the stream that are not records (byte order mark, preamble, header). */
  readonly skipBytes: number
  /** 1-based line on which the first record starts. */
  readonly firstLine: number
  /** Offset of the first byte pushed in the whole stream; default 0. A record starts there. */
  readonly startOffset?: number
  readonly maxRecordBytes?: number
  /** Lines with nothing on them are records of one empty cell; default: they are passed over. */
  readonly keepBlankLines?: boolean
  /** A cell written ="00123" is what stands between the quotes; default: it is its letters. */
  readonly opensFormulas?: boolean
}
