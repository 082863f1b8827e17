import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeOrderIds, encodeOrderIds, type OrderRuns } from './order-ids.ts'
import { stringAt, stringColumn } from './strings.ts'

function runsOf(orders: readonly (readonly [id: string, rows: number])[]): OrderRuns {
  const { bytes, offsets } = stringColumn(orders.map(([id]) => id))
  return { count: orders.length, rows: Uint32Array.from(orders, ([, rows]) => rows), bytes, offsets }
}

/** The id of every row. */
function idsOfRows(encoded: Uint8Array): string[] {
  const { ids, runOfRow } = decodeOrderIds(encoded)
  return Array.from(runOfRow, (run) => stringAt(ids, run))
}

const rowsOf = (orders: readonly (readonly [string, number])[]) =>
  orders.flatMap(([id, rows]) => Array<string>(rows).fill(id))

describe('order ids', () => {
  it('come back as they were, whatever they look like', () => {
    const digits = fc.nat(10 ** 15 - 1).map(String)
    const like = (prefix: string) => fc.tuple(fc.oneof(digits, fc.nat(300).map(String)).map((n) => prefix + n), fc.integer({ min: 1, max: 300 })) // prettier-ignore
    const any = fc.tuple(fc.oneof(fc.string({ unit: 'binary', maxLength: 30 }), fc.constant(''), digits), fc.integer({ min: 1, max: 300 })) // prettier-ignore
    const padded = fc.tuple(
      fc.nat(99_999).map((n) => `INV-${String(n).padStart(6, '0')}`),
      fc.constant(1),
    )
    for (const order of [like(''), like('O-'), like('#'), any, padded])
      fc.assert(
        fc.property(fc.array(order, { maxLength: 40 }), (orders) => {
          expect(idsOfRows(encodeOrderIds(runsOf(orders)))).toEqual(rowsOf(orders))
        }),
        { seed: 1, numRuns: 200 },
      )
  })

  it('keep noughts in front and numbers too long for a double', () => {
    const orders = [
      ['000123', 1],
      ['123', 2],
      ['12345678901234567890', 1],
      ['12345678901234567891', 1],
    ] as const
    expect(idsOfRows(encodeOrderIds(runsOf(orders)))).toEqual(rowsOf(orders))
  })

  it('take one byte an order where they are counted on', () => {
    const orders = Array.from({ length: 1000 }, (_, i) => [`O-${i + 1}`, 1 + (i % 3)] as const)
    expect(encodeOrderIds(runsOf(orders)).length).toBeLessThan(1010)
    const random = Array.from({ length: 1000 }, (_, i) => [`O-${(i * 7919) % 100_003}`, 1] as const)
    expect(encodeOrderIds(runsOf(random)).length).toBeLessThan(5020)
  })

  it('refuse bytes that are none', () => {
    expect(() => decodeOrderIds(Uint8Array.of(9, 1, 2))).toThrow('no order ids')
    expect(() => decodeOrderIds(encodeOrderIds(runsOf([['O-1', 1]])).subarray(0, 5))).toThrow('too early')
  })
})
