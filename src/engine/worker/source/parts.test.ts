import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chunkFacts } from '../../../../test/support/layer-facts.ts'
import { oddFile } from '../../../../test/support/odd-orders.ts'
import type { RejectedRow } from '../../../contract/imports.ts'
import { ExpectedError } from '../../../contract/errors.ts'
import type { OrdersTail, TransactionChunk } from '../../columns/types.ts'
import { inspectBytes } from '../../read/inspect-file.ts'
import type { Inspection } from '../../read/inspect-file.ts'
import { joinFileParts, readFile, readFilePart } from './index.ts'
import type { FilePart, LayerEnd } from './index.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'segmento-parts-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function file(content: string | Uint8Array): string {
  const path = join(folder, 'orders.csv')
  writeFileSync(path, content)
  return path
}

function sink() {
  const chunks: TransactionChunk[] = []
  const rejected: RejectedRow[] = []
  return {
    chunks,
    rejected,
    chunk: (chunk: TransactionChunk) => void chunks.push(chunk),
    take: {
      chunk: (chunk: TransactionChunk) => void chunks.push(chunk),
      rejected: (rows: readonly RejectedRow[]) => void rejected.push(...rows),
      progress: () => undefined,
    },
  }
}

function facts(end: LayerEnd, chunks: readonly TransactionChunk[], rejected: readonly RejectedRow[]) {
  const { tail, ...rest } = end
  return { ...rest, rejected, layer: chunkFacts(tail as OrdersTail, chunks) }
}

async function whole(path: string, inspection: Inspection) {
  const { take, chunks, rejected } = sink()
  const end = await readFile(path, 'orders.csv', {}, take, () => false, inspection)
  return facts(end, chunks, rejected)
}

type Way = 'joined' | 'read on' | 'read again'

/** As the threads do it, one reader after the other. */
async function inParts(path: string, inspection: Inspection, cuts: readonly number[], ways: Record<Way, number>) {
  const parts: FilePart[] = []
  const chunks: TransactionChunk[] = []
  const rejected: RejectedRow[][] = []
  const starts = [0, ...cuts]
  for (const [i, from] of starts.entries()) {
    const { take, chunks: own, rejected: rows } = sink()
    const range = { from, to: cuts[i] ?? null }
    const part = await readFilePart(path, 'orders.csv', inspection, range, take, () => false)
    parts.push(part)
    chunks.push(...own)
    rejected.push(rows)
    if (part.to === null) break
  }
  const joined = joinFileParts(parts, inspection, 'orders.csv')
  ways[joined === null ? 'read again' : parts.length < starts.length ? 'read on' : 'joined']++
  if (joined === null) return whole(path, inspection)
  const lines = rejected.flatMap((rows, part) => rows.map((row) => ({ ...row, line: row.line + joined.lines[part]! })))
  return facts(joined.end, chunks, lines)
}

const outcome = (work: Promise<unknown>) =>
  work.catch((error: unknown) => {
    if (error instanceof ExpectedError) return [error.code, error.params]
    throw error
  })

describe('a file that several readers share', () => {
  it('gives the same layer wherever it is cut at line breaks', async () => {
    const ways = { joined: 0, 'read on': 0, 'read again': 0 }
    await fc.assert(
      fc.asyncProperty(
        oddFile,
        fc.array(fc.nat(), { minLength: 1, maxLength: 3 }),
        async ({ bytes, headBytes, options }, at) => {
          const inspection = inspectBytes(bytes.subarray(0, headBytes), false, options)
          expect(inspection.problems).toEqual([])
          const breaks = [...bytes.keys()].filter(
            (i) => bytes[i] === 10 && i + 1 > headBytes - 200 && i + 1 < bytes.length,
          )
          fc.pre(breaks.length > 0)
          const cuts = [...new Set(at.map((place) => breaks[place % breaks.length]! + 1))].sort((a, b) => a - b)
          const path = file(bytes)
          expect(await outcome(inParts(path, inspection, cuts, ways))).toEqual(await outcome(whole(path, inspection)))
        },
      ),
      { numRuns: 400, seed: 20_241 },
    )
    // Every way of ending was taken.
    expect(Math.min(...Object.values(ways)), JSON.stringify(ways)).toBeGreaterThan(2)
  })
})
