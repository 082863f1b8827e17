import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ExpectedError } from '../../src/contract/errors.ts'
import { previewFile, readFile } from '../../src/engine/worker/source/index.ts'
import type { HostileFile } from './mutated-text.ts'

/** Longer than this nothing may take that is no larger than a few kilobytes. */
const HANG_MILLISECONDS = 5000

export interface Tally {
  /** `read`, or the code of the sentence → how often. */
  readonly outcomes: Map<string, number>
  /** What must never happen, with the number of the file. */
  readonly faults: string[]
  slowest: number
}

/**
 * Looks at files and reads them, one after the other, and takes note of everything but a table or a sentence: other
 * errors, rejected promises that nobody waits for, files that take too long, rows that are counted wrongly, anything
 * left on the prototype of all objects.
 */
export async function readHostile(
  count: number,
  file: (n: number) => HostileFile,
  onFault: (file: HostileFile) => void = () => undefined,
  isOver: () => boolean = () => false,
): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'segmento-hostile-'))
  const tally: Tally = { outcomes: new Map(), faults: [], slowest: 0 }
  let current = -1
  const unhandled = (reason: unknown): void => void tally.faults.push(`${current}: unhandled ${String(reason)}`)
  process.on('unhandledRejection', unhandled)
  try {
    for (let n = 0; n < count && !isOver(); n++) {
      current = n
      const hostile = file(n)
      const before = tally.faults.length
      const path = join(folder, 'file')
      writeFileSync(path, hostile.bytes)
      const started = performance.now()
      const used = process.cpuUsage()
      const outcome = await readOne(path, hostile.name).catch((error: unknown) => {
        if (error instanceof ExpectedError) return error.code
        tally.faults.push(`${n}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
        return 'fault'
      })
      const { user, system } = process.cpuUsage(used)
      // On a busy machine a clock says little: both have to run out.
      const milliseconds = Math.min(performance.now() - started, (user + system) / 1000)
      if (milliseconds > HANG_MILLISECONDS) tally.faults.push(`${n}: took ${Math.round(milliseconds)} ms`)
      const left = Object.keys(Object.prototype)
      if (left.length > 0 || 'polluted' in {}) tally.faults.push(`${n}: on the prototype: ${left.join(', ')}`)
      tally.slowest = Math.max(tally.slowest, milliseconds)
      tally.outcomes.set(outcome, (tally.outcomes.get(outcome) ?? 0) + 1)
      if (tally.faults.length > before) onFault(hostile)
    }
    // What is rejected late is heard as well.
    await new Promise((resolve) => setTimeout(resolve, 20))
  } finally {
    process.off('unhandledRejection', unhandled)
    rmSync(folder, { recursive: true, force: true })
  }
  return tally
}

async function readOne(path: string, name: string): Promise<string> {
  let chunkRows = 0
  let rejectedRows = 0
  const sink = {
    chunk: (chunk: { readonly rows: number }) => void (chunkRows += chunk.rows),
    rejected: (rows: readonly unknown[]) => void (rejectedRows += rows.length),
    progress: () => undefined,
  }
  await previewFile(path, name, {})
  const { counts, kind } = await readFile(path, name, {}, sink, () => false)
  const { read, accepted, rejected, withoutCustomer } = counts
  if (accepted + rejected + withoutCustomer !== read || rejected !== rejectedRows)
    throw new Error(`counts do not add up: ${JSON.stringify({ ...counts, chunkRows, rejectedRows })}`)
  return `read ${kind}`
}
