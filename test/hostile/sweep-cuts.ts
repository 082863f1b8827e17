import { isDeepStrictEqual } from 'node:util'
import { deserialize, serialize } from 'node:v8'
import type { RejectedRow, RowCounts } from '../../src/contract/imports.ts'
import type { TransactionChunk } from '../../src/engine/columns/types.ts'
import { CHUNK_ROWS } from '../../src/engine/columns/types.ts'
import { inspectBytes } from '../../src/engine/read/inspect-file.ts'
import type { Inspection } from '../../src/engine/read/inspect-file.ts'
import { createLayerReader } from '../../src/engine/read/layer-reader.ts'
import { Transcoder } from '../../src/engine/worker/source/transcoder.ts'
import { encodeText } from '../support/encode-text.ts'
import { pick, seeded } from '../support/seeded.ts'
import type { Random } from '../support/seeded.ts'

/** Rows with everything that a cut may fall into: quotes, line breaks in cells, letters of several bytes, faults. */
function orders(random: Random, letters: string, rows: number): string {
  const [delimiter, lineBreak] = [pick(random, [',', ';', '\t']), pick(random, ['\n', '\r\n', '\r'])]
  const lines = [['customer_id', 'order_id', 'date', 'amount', 'city'].join(delimiter)]
  for (let i = 0; i < rows; i++) {
    const city = pick(random, [
      'Rome',
      `"a ""b"" ${letters}"`,
      `"two${lineBreak}lines"`,
      letters,
      '',
      `${letters}"${letters}`,
    ])
    const row = [
      `K${random(9)}${letters[0]}`,
      `O${i}`,
      pick(random, ['2026-01-05', '2026-02-31', '', '2026-03-01 10:00']),
      pick(random, ['1.50', '-3', 'x', '']),
      city,
    ]
    if (random(9) === 0) row.pop()
    if (random(12) === 0) row[4] = `"never closed ${letters}`
    lines.push(row.join(delimiter))
  }
  return lines.join(lineBreak) + (random(2) === 0 ? lineBreak : '')
}

interface SweptEncoding {
  readonly name: string
  readonly letters: string
  readonly encode: (text: string) => Uint8Array
  /** What it is transcoded from before it is read; null: the reader knows it. */
  readonly foreign: string | null
}

const own = (name: string, letters: string, encode: SweptEncoding['encode']): SweptEncoding => ({
  name,
  letters,
  encode,
  foreign: null,
})

/** Among the second bytes of the letters of the last two are a backslash, a bar and, in GB18030, digits. */
export const sweptEncodings: readonly SweptEncoding[] = [
  own('UTF-8', 'é€😀ş', (text) => Buffer.from(text)),
  own('UTF-8 with mark', 'é€😀ş', (text) => Buffer.from(`\ufeff${text}`)),
  own('UTF-16 LE', 'é€😀ş', (text) => utf16(text, false)),
  own('UTF-16 LE with mark', 'é€😀ş', (text) => utf16(`\ufeff${text}`, false)),
  own('UTF-16 BE', 'é€😀ş', (text) => utf16(text, true)),
  own('UTF-16 BE with mark', 'é€😀ş', (text) => utf16(`\ufeff${text}`, true)),
  own('windows-1252', 'é€ñ', singleBytes),
  own('windows-1254', 'ışğ', singleBytes),
  { name: 'Shift_JIS', letters: '表ソポ円', encode: (text) => encodeText(text, 'shift_jis'), foreign: 'shift_jis' },
  { name: 'GB18030', letters: '你亅丂😀', encode: gb18030, foreign: 'gb18030' },
]

/** With the letters that take four bytes there. */
function gb18030(text: string): Uint8Array {
  const parts = text.split('😀').map((part) => encodeText(part, 'gb18030'))
  return Buffer.concat(parts.flatMap((part, i) => (i === 0 ? [part] : [Uint8Array.of(0x94, 0x39, 0xfc, 0x36), part])))
}

function utf16(text: string, isBigEndian: boolean): Uint8Array {
  const bytes = Buffer.from(text, 'utf16le')
  return isBigEndian ? bytes.swap16() : bytes
}

/** Letters of a code page that Latin-1 does not have where it has them. */
const ownBytes: Readonly<Record<string, number>> = { '€': 0x80, ı: 0xfd, ş: 0xfe, ğ: 0xf0 }

function singleBytes(text: string): Uint8Array {
  return Uint8Array.from(Array.from(text), (letter) => ownBytes[letter] ?? letter.charCodeAt(0))
}

/** What the whole file is found to be; `encoding`: what it is transcoded from, or null. */
function inspect(bytes: Uint8Array, encoding: string | null): Inspection {
  if (encoding === null) return inspectBytes(bytes, true, {})
  return inspectBytes(new Transcoder(encoding).push(bytes), true, { encoding: 'utf-8' })
}

/** Its arrays are written again for every file: new ones would take longer than the reading. */
const spare: TransactionChunk = {
  rows: 0,
  scale: 0,
  customer: new Uint32Array(CHUNK_ROWS),
  orderLow: new Uint32Array(CHUNK_ROWS),
  orderHigh: new Uint32Array(CHUNK_ROWS),
  day: new Int32Array(CHUNK_ROWS),
  amount: new Float64Array(CHUNK_ROWS),
  kind: new Uint8Array(CHUNK_ROWS),
  product: new Uint32Array(CHUNK_ROWS),
  category: new Uint32Array(CHUNK_ROWS),
  orderIds: {
    count: 0,
    rows: new Uint32Array(CHUNK_ROWS),
    bytes: new Uint8Array(0),
    offsets: new Uint32Array(CHUNK_ROWS + 1),
  },
}

interface Read {
  readonly rejected: readonly RejectedRow[]
  readonly counts: RowCounts
}

/** All that a reader says of a file that comes in these pieces, as bytes. */
function read(
  inspection: Inspection,
  bytes: Uint8Array,
  cuts: Iterable<number>,
  encoding: string | null,
  usesKernel: boolean,
): Buffer {
  const transcoder = encoding === null ? null : new Transcoder(encoding)
  const reader = createLayerReader(inspection, { usesKernel })
  reader.recycle(spare)
  const push = (piece: Uint8Array): void => reader.push(transcoder === null ? piece : transcoder.push(piece))
  let from = 0
  for (const cut of cuts) {
    push(bytes.subarray(from, cut))
    from = cut
  }
  push(bytes.subarray(from))
  if (transcoder !== null) reader.push(transcoder.finish())
  const { rejected, chunks, ...rest } = reader.finish()
  const toFile = (offset: number): number => (transcoder === null ? offset : transcoder.toFile(offset))
  return serialize({
    ...rest,
    counts: reader.counts,
    chunks: chunks.map(columnsOf),
    rejected: rejected.map((row) => ({ ...row, byteOffset: toFile(row.byteOffset) })),
  })
}

/** The same number may be written in two ways. */
function isSame(a: Buffer, b: Buffer): boolean {
  return a.equals(b) || isDeepStrictEqual(deserialize(a), deserialize(b))
}

/** Some arrays are longer than what is in them, and the kernel's chunks make theirs when they are asked for. */
function columnsOf(chunk: TransactionChunk): object {
  const { rows, scale, customer, orderLow, orderHigh, day, amount, kind, product, category, orderIds } = chunk
  const columns = { rows, scale, customer, orderLow, orderHigh, day, amount, kind, product, category }
  if (orderIds === undefined) return columns
  const { count, bytes, rows: lengths, offsets } = orderIds
  return { ...columns, ids: { count, bytes, rows: lengths.slice(0, count), offsets: offsets.slice(0, count + 1) } }
}

function* every(size: number, length: number): Generator<number> {
  for (let at = size; at < length; at += size) yield at
}

/** Pieces larger than the file read it whole; most files are small, and some are larger than the largest piece. */
const MOST_SIZE = 4096
const LONG_EVERY = 40

export interface Sweep {
  readonly bytes: number
  reads: number
  rejected: number
  readonly faults: string[]
}

/**
 * Reads the generated file `n` in one piece and then in other ones: what is said of it must be the same to the last byte.
 * @param usesKernel the pieces are read with the kernel; the whole file never is
 * @param tries how many sizes and how many cuts, drawn from the seed; null: every size up to 4,096 and every cut
 */
export function sweepFile(n: number, encoding: SweptEncoding, tries: number | null, usesKernel: boolean): Sweep {
  const { letters, encode, foreign } = encoding
  const random = seeded(n)
  const isLong = n % LONG_EVERY === 0 && tries === null
  const bytes = Uint8Array.from(encode(orders(random, letters, isLong ? 150 : 9)))
  const inspection = inspect(bytes, foreign)
  const whole = read(inspection, bytes, [], foreign, false)
  const { rejected, counts } = deserialize(whole) as Read
  const sweep: Sweep = { bytes: bytes.length, reads: 1, rejected: counts.rejected, faults: [] }
  const compare = (place: string, cuts: Iterable<number>): void => {
    sweep.reads++
    const cut = read(inspection, bytes, cuts, foreign, usesKernel)
    if (isSame(cut, whole)) return
    sweep.faults.push(`${encoding.name}, file ${n}, ${place}`)
  }
  compare('in one piece', [])
  if (foreign !== null)
    for (const { byteOffset, raw } of rejected)
      if (!new TextDecoder(foreign).decode(bytes.subarray(byteOffset)).startsWith(raw))
        sweep.faults.push(`${encoding.name}, file ${n}: no rejected row at ${byteOffset}`)
  const at = (most: number, i: number): number => (tries === null ? i : 1 + random(most))
  const mostSize = Math.min(MOST_SIZE, bytes.length - 1)
  for (let i = 1; i <= (tries ?? mostSize); i++) {
    const size = at(i < 8 ? 8 : mostSize, i)
    compare(`pieces of ${size}`, every(size, bytes.length))
  }
  for (let i = 1; i <= (tries ?? bytes.length - 1); i++) {
    const cut = at(bytes.length - 1, i)
    compare(`cut at ${cut}`, [cut])
  }
  return sweep
}
