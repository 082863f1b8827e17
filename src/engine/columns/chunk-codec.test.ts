import fc from 'fast-check'
import { expect, it } from 'vitest'
import { chunkHead, chunkScratch, decodeChunk, encodeChunk, type ChunkColumn } from './chunk-codec.ts'
import { NO_CODE, NO_DAY, type TransactionChunk } from './types.ts'

const code = fc.oneof(fc.constant(NO_CODE), fc.nat(300), fc.integer({ min: 0, max: NO_CODE - 1 }))
const word = fc.integer({ min: 0, max: 0xffffffff })
const amount = fc.oneof(
  fc.integer({ min: -500, max: 500 }),
  fc.integer({ min: -(2 ** 53), max: 2 ** 53 }).map((value) => value || 0),
)
const row = fc.record({
  customer: code,
  orderLow: word,
  orderHigh: word,
  day: fc.oneof(fc.constant(NO_DAY), fc.integer({ min: -25_567, max: 84_005 })),
  amount: amount.map((value) => value || 0),
  kind: fc.nat(3),
  product: code,
  category: code,
})

function chunkOf(
  rows: readonly (typeof row extends fc.Arbitrary<infer Row> ? Row : never)[],
  scale = 2,
): TransactionChunk {
  return {
    rows: rows.length,
    scale,
    customer: Uint32Array.from(rows, (each) => each.customer),
    orderLow: Uint32Array.from(rows, (each) => each.orderLow),
    orderHigh: Uint32Array.from(rows, (each) => each.orderHigh),
    day: Int32Array.from(rows, (each) => each.day),
    amount: Float64Array.from(rows, (each) => each.amount),
    kind: Uint8Array.from(rows, (each) => each.kind),
    product: Uint32Array.from(rows, (each) => each.product),
    category: Uint32Array.from(rows, (each) => each.category),
  }
}

it('decodes what it encoded, whatever the columns hold, at any offset of the bytes', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 60 }), fc.nat(6), fc.nat(9), (rows, scale, offset) => {
      const chunk = chunkOf(rows, scale)
      const bytes = encodeChunk(chunk)
      expect(decodeChunk(bytes)).toEqual(chunk)
      const moved = new Uint8Array(bytes.length + offset)
      moved.set(bytes, offset)
      expect(decodeChunk(moved.subarray(offset))).toEqual(chunk)
    }),
    { seed: 1, numRuns: 300 },
  )
})

it('decodes one chunk after the other into the same arrays, the columns that are asked for', () => {
  const columns = ['customer', 'orderLow', 'orderHigh', 'day', 'amount', 'kind', 'product', 'category'] as const
  fc.assert(
    fc.property(
      fc.array(fc.array(row, { maxLength: 20 }), { maxLength: 5 }),
      fc.subarray([...columns]),
      (chunks, wanted) => {
        const scratch = chunkScratch()
        for (const chunk of chunks.map((rows) => chunkOf(rows))) {
          const read = decodeChunk(encodeChunk(chunk), scratch, new Set<ChunkColumn>(wanted))
          expect([read.rows, read.scale]).toEqual([chunk.rows, chunk.scale])
          for (const name of wanted) expect(read[name].subarray(0, chunk.rows)).toEqual(chunk[name])
        }
      },
    ),
    { seed: 1, numRuns: 200 },
  )
})

it('takes no bytes for constant columns and one or two for narrow ones', () => {
  const same = { customer: 7, orderLow: 1, orderHigh: 2, day: 15_000, amount: 1999, kind: 0, product: 3, category: 4 }
  const header = encodeChunk(chunkOf([])).length
  expect(encodeChunk(chunkOf(Array.from({ length: 1000 }, () => same))).length).toBe(header)
  const narrow = Array.from({ length: 1000 }, (_, i) => ({ ...same, day: 15_000 + (i % 256), amount: i * 60 }))
  expect(encodeChunk(chunkOf(narrow)).length).toBe(header + 1000 + 2000)
  const rows = Array.from({ length: 8 }, (_, i) => ({ ...same, customer: i % 2 === 0 ? NO_CODE : 254 }))
  expect(encodeChunk(chunkOf(rows)).length, 'no value does not widen a column').toBe(header + 8)
})

it('decodes from shared memory', () => {
  const chunk = chunkOf([
    { customer: 0, orderLow: 1, orderHigh: 2, day: 3, amount: -4, kind: 1, product: NO_CODE, category: 70_000 },
    { customer: 9, orderLow: 8, orderHigh: 7, day: NO_DAY, amount: 2 ** 53, kind: 0, product: 0, category: NO_CODE },
  ])
  const bytes = encodeChunk(chunk)
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.length))
  shared.set(bytes)
  expect(decodeChunk(shared)).toEqual(chunk)
})

it('says its first day and its latest purchase or return without being decoded', () => {
  const cell = { customer: 0, orderLow: 1, orderHigh: 2, amount: 4, product: NO_CODE, category: NO_CODE }
  const chunk = chunkOf([
    { ...cell, day: 30, kind: 0 },
    { ...cell, day: 40, kind: 1 },
    { ...cell, day: 90, kind: 3 },
    { ...cell, day: 20, kind: 2 },
  ])
  expect(chunkHead(encodeChunk(chunk))).toEqual({ rows: 4, scale: 2, firstDay: 20, latestDay: 40 })
  expect(chunkHead(encodeChunk(chunkOf([])))).toEqual({ rows: 0, scale: 2, firstDay: NO_DAY, latestDay: NO_DAY })
})

it('reads chunks of the first format, which do not say their latest day', () => {
  const chunk = chunkOf([
    { customer: 3, orderLow: 1, orderHigh: 2, day: 30, amount: 4, kind: 0, product: NO_CODE, category: 5 },
    { customer: 4, orderLow: 9, orderHigh: 2, day: 31, amount: -4, kind: 1, product: 70_000, category: 5 },
  ])
  const first = encodeChunk(chunk)
  new DataView(first.buffer).setUint32(0, 0x31474553, true)
  expect(decodeChunk(first)).toEqual(chunk)
  expect(chunkHead(first)).toEqual({ rows: 2, scale: 2, firstDay: 30, latestDay: null })
})

it('refuses bytes of another format', () => {
  expect(() => decodeChunk(new Uint8Array(200))).toThrow('no transaction chunk')
  expect(() => decodeChunk(new Uint8Array(3))).toThrow('no transaction chunk')
})
