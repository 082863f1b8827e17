import { expect, it } from 'vitest'
import { biffRecord, endlessStrings, hiddenEndlessStrings } from '../../../../test/support/biff.ts'
import { isOverstated } from './weigh-biff.ts'

function number(row: number, column: number): Buffer {
  const body = Buffer.alloc(14)
  body.writeUInt16LE(row, 0)
  body.writeUInt16LE(column, 2)
  return biffRecord(0x203, body)
}

const numbers = (rows: number, columns: readonly number[]): Buffer =>
  Buffer.concat(Array.from({ length: rows }, (_, row) => columns.map((column) => number(row, column))).flat())

it('an XLS workbook that says it holds more than it can is known before it is read', () => {
  expect(isOverstated(endlessStrings)).toBe(true)
  expect(isOverstated(hiddenEndlessStrings)).toBe(true)
  expect(isOverstated(numbers(65_536, [255]))).toBe(true)
})

it('one that is wide, long or sparse is not', () => {
  const everyOther = Array.from({ length: 128 }, (_, i) => i * 2)
  expect(isOverstated(numbers(10_000, everyOther))).toBe(false)
  expect(isOverstated(numbers(65_536, [0, 1, 2, 40]))).toBe(false)
  expect(isOverstated(numbers(12_000, [255]))).toBe(false)
  const several = Buffer.alloc(2 + 2 + 256 * 6 + 2)
  several.writeUInt16LE(255, several.length - 2)
  expect(isOverstated(Buffer.concat(Array.from({ length: 20_000 }, () => biffRecord(0xbd, several))))).toBe(false)
  const few = Buffer.alloc(8)
  few.writeUInt32LE(3, 4)
  expect(isOverstated(biffRecord(0xfc, Buffer.concat([few, Buffer.alloc(12)])))).toBe(false)
})

it('a damaged one says nothing', () => {
  expect(isOverstated(Buffer.from([0xff, 0xff, 0xff, 0xff, 1]))).toBe(false)
  expect(isOverstated(endlessStrings.subarray(0, 20))).toBe(false)
})
