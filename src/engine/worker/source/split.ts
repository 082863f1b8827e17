import type { FileHandle } from 'node:fs/promises'
import type { ReadOptions } from '../../../contract/imports.ts'
import { canReadInParts } from '../../read/join-parts.ts'
import { recordOptions } from '../../read/plan.ts'
import type { Inspection, ReadPlan } from '../../read/plan.ts'
import { Tokenizer } from '../../read/text/tokenizer.ts'
import { openFile } from './open.ts'
import { readPiece } from './open-handle.ts'
import { throwProblem } from './problems.ts'
import { inspectText, openText } from './text.ts'

/** Bytes in which a place to cut is looked for. */
const WINDOW_BYTES = 64 * 1024
/** Records behind a line break that must look like rows of the table. */
const PROOF_RECORDS = 4
const PROOF_BYTES = 16 * 1024
/** Line breaks that are tried. */
const TRIES = 24

/** Time to hash a file, as a share of the time to read its rows: the first reader does it and gets fewer rows. */
const HASHING = 0.15

export interface SplitPlan {
  /** Null for a workbook or JSON: it is looked at and read in one go. */
  readonly inspection: Inspection | null
  /** Offsets in ascending order at which readers other than the first may start; empty where one reader must do. */
  readonly cuts: readonly number[]
  readonly sizeBytes: number
}

/**
 * Looks at a file and says where several readers could share it. Each cut stands behind a line break that seems to lie
 * outside quotes; whether it does is seen only when the reader before it gets there.
 * @param most how many readers there may be
 * @param leastBytes what each of them must have to do
 * @throws ExpectedError as `readFile` does for what the head of a file shows
 */
export async function planSplit(
  path: string,
  name: string,
  options: ReadOptions,
  most: number,
  leastBytes: number,
): Promise<SplitPlan> {
  const file = await openFile(path, name)
  try {
    const sizeBytes = file.size
    if (file.format !== 'delimited') return { inspection: null, cuts: [], sizeBytes }
    const text = await openText(file, name, options)
    const inspection = inspectText(text, file, name, options, true)
    throwProblem(inspection, name)
    const { plan } = inspection
    const readers =
      canReadInParts(plan) && !file.isGzip && text.encoding === null
        ? Math.min(most, Math.floor(sizeBytes / leastBytes))
        : 1
    const first = (1 - HASHING * (readers - 1)) / readers
    const cuts: number[] = []
    for (let i = 1; i < readers; i++) {
      const share = first + ((1 - first) / Math.max(1, readers - 1)) * (i - 1)
      const cut = await findCut(file.handle, name, Math.floor(sizeBytes * share), plan)
      if (cut !== null && cut > plan.skipBytes && cut < (plan.endOffset ?? sizeBytes) && cut > (cuts.at(-1) ?? 0))
        cuts.push(cut)
    }
    return { inspection, cuts, sizeBytes }
  } finally {
    await file.handle.close()
  }
}

/** Offset behind a line break at or after `from` that rows of the table follow, or null. */
async function findCut(handle: FileHandle, name: string, from: number, plan: ReadPlan): Promise<number | null> {
  const window = await readPiece(handle, from, WINDOW_BYTES, name)
  let at = 0
  for (let tries = 0; tries < TRIES; tries++) {
    at = window.indexOf(10, at) + 1
    if (at === 0) return null
    if (rowsFollow(window.subarray(at, at + PROOF_BYTES), plan)) return from + at
  }
  return null
}

/** Behind a line break inside quotes, text and quotes change places: the records then have any number of cells. */
function rowsFollow(bytes: Uint8Array, plan: ReadPlan): boolean {
  let rows = 0
  let others = 0
  const sink = {
    record({ count }: Tokenizer): void {
      if (rows + others >= PROOF_RECORDS) return
      if (count === plan.columnNames.length) rows++
      else others++
    },
    broken(): void {
      if (rows + others < PROOF_RECORDS) others++
    },
  }
  const tokenizer = new Tokenizer({ ...recordOptions(plan), skipBytes: 0, firstLine: 1 }, sink)
  tokenizer.push(bytes)
  return rows > 0 && others === 0
}
