import { expect, it } from 'vitest'
import type { RejectKind } from '../../src/contract/imports.ts'
import { inspectBytes } from '../../src/engine/read/inspect-file.ts'
import { createLayerReader } from '../../src/engine/read/layer-reader.ts'
import { faultyOrders, LONGEST_RECORD } from '../support/planted-faults.ts'
import { seeded } from '../support/seeded.ts'

const seeds = Array.from({ length: 24 }, (_, seed) => seed)
const seen = new Map<RejectKind, number>()
let kernelRows = 0

it.each(
  seeds.flatMap(
    (seed) =>
      [
        [seed, false],
        [seed, true],
      ] as const,
  ),
)('dirty orders are reported exactly: file %i, with the kernel: %s', (seed, usesKernel) => {
  const random = seeded(seed)
  const { bytes, faults, rows, withoutCustomer } = faultyOrders(random, 2000)
  const inspection = inspectBytes(bytes, true, {})
  const reader = createLayerReader(inspection, { maxRecordBytes: LONGEST_RECORD, usesKernel })
  for (let at = 0; at < bytes.length;) {
    const size = 1 + random(20_000)
    reader.push(bytes.subarray(at, at + size))
    at += size
  }
  const { rejected } = reader.finish()
  const reported = rejected.map(({ kind, line, byteOffset, column }) => ({ kind, line, byteOffset, column }))
  expect(reported).toEqual(faults)
  const { counts } = reader
  expect(counts).toMatchObject({ read: rows, rejected: faults.length, withoutCustomer })
  expect(counts.accepted + counts.rejected + counts.withoutCustomer).toBe(rows)
  kernelRows += reader.kernelRows
  for (const { kind } of faults) seen.set(kind, (seen.get(kind) ?? 0) + 1)
})

it('every kind of fault was planted many times, and the kernel took rows between them', () => {
  expect(kernelRows).toBeGreaterThan(1000)
  const kinds = [
    'cast',
    'missing_columns',
    'too_many_columns',
    'unclosed_quote',
    'invalid_encoding',
    'oversized',
  ] as const
  for (const kind of kinds) expect(seen.get(kind), kind).toBeGreaterThan(50)
})
