import fc from 'fast-check'
import { expect, it } from 'vitest'
import { oddFile } from '../../../../test/support/odd-orders.ts'
import type { RejectedRow } from '../../../contract/imports.ts'
import { encodeChunk } from '../../columns/chunk-codec.ts'
import type { OrdersTail, TransactionChunk } from '../../columns/types.ts'
import { chunkFacts } from '../../../../test/support/layer-facts.ts'
import { packOrderIds } from '../../worker/packed-order-ids.ts'
import { inspectBytes } from '../inspect-file.ts'
import { joinParts } from '../join-parts.ts'
import { createLayerReader } from '../layer-reader.ts'
import type { LayerReaderSettings } from '../layer-reader.ts'
import type { Inspection } from '../plan.ts'

/** Everything that a reader says of a file whose bytes it gets in pieces of these sizes, over and over. */
function read(bytes: Uint8Array, inspection: Inspection, sizes: readonly number[], settings: LayerReaderSettings) {
  const reader = createLayerReader(inspection, { zoneOffset: () => 120, ...settings })
  const chunks: TransactionChunk[] = []
  const rejected: RejectedRow[] = []
  for (let at = 0, n = 0; at < bytes.length; n++) {
    const size = sizes[n % sizes.length]!
    reader.push(bytes.subarray(at, at + size))
    at += size
    chunks.push(...reader.takeChunks())
    rejected.push(...reader.takeRejected())
  }
  const { tail, chunks: last, rejected: more, ...rest } = reader.finish()
  chunks.push(...last)
  rejected.push(...more)
  const layer = chunkFacts(tail as OrdersTail, chunks)
  const encoded = chunks.map((chunk) => [hex(encodeChunk(chunk)), hex(packOrderIds(chunk))].join(' ')).toSorted()
  return { facts: { ...rest, rejected, layer, encoded, counts: reader.counts }, kernelRows: reader.kernelRows }
}

const hex = (bytes: Uint8Array | null) => (bytes === null ? '' : Buffer.from(bytes).toString('hex'))

const sizes = fc.oneof(
  fc.constant([1]),
  fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 8 }),
  fc.constant([1_000_000]),
)

it('reads odd files as they are read without the kernel, wherever they are cut', () => {
  let rows = 0
  let kernelRows = 0
  fc.assert(
    fc.property(oddFile, sizes, ({ bytes, headBytes, options }, pieces) => {
      const inspection = inspectBytes(bytes.subarray(0, headBytes), false, options)
      const plain = read(bytes, inspection, [1_000_000], {})
      const fast = read(bytes, inspection, pieces, { usesKernel: true })
      expect(fast.facts).toEqual(plain.facts)
      rows += fast.facts.counts.read
      kernelRows += fast.kernelRows
    }),
    { numRuns: 300, seed: 4180 },
  )
  expect(kernelRows).toBeGreaterThan(rows / 4)
})

it('reads parts of odd files as they are read without the kernel', () => {
  let joins = 0
  fc.assert(
    fc.property(oddFile, fc.nat(), ({ bytes, headBytes, options }, place) => {
      const inspection = inspectBytes(bytes.subarray(0, headBytes), false, options)
      const breaks = [...bytes.keys()].filter((i) => bytes[i] === 10 && i + 1 < bytes.length)
      const cut = breaks[place % breaks.length]! + 1
      const [plain, fast] = [false, true].map((usesKernel) => {
        const parts = [bytes.subarray(0, cut), bytes.subarray(cut)].map((piece, i) => {
          const reader = createLayerReader(inspection, i === 0 ? { usesKernel } : { usesKernel, startOffset: cut })
          reader.push(piece)
          const endsRecord = reader.endsRecord()
          const part = reader.finishPart()
          return { part: { ...part, chunks: part.chunks.length }, rows: part.chunks, endsRecord }
        })
        const joined = joinParts(parts.map(({ part }) => part))
        const facts = joined && chunkFacts(joined.tail as OrdersTail, [...parts[0]!.rows, ...parts[1]!.rows])
        return { facts, counts: joined?.counts, lines: joined?.lines, ends: parts.map((each) => each.endsRecord) }
      })
      expect(fast).toEqual(plain)
      if (plain!.facts !== null) joins++
    }),
    { numRuns: 150, seed: 7 },
  )
  expect(joins).toBeGreaterThan(50)
})
