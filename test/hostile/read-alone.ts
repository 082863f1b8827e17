import { execFile } from 'node:child_process'
import { closeSync, ftruncateSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { SparseFile } from './bombs-text.ts'

const script = fileURLToPath(new URL('read-files.ts', import.meta.url))

export interface ReadAlone {
  readonly name: string
  /** `read`, the code of a sentence, or `fault …`. */
  readonly outcome: string
  readonly milliseconds: number
  /** At most, of the whole process. */
  readonly megabytes: number
}

/** What an engine thread has for what lives shortly (`engine-pool.ts`). */
const NURSERY_MEGABYTES = 12

/**
 * Looks at a file and reads it in a process of its own, so that its memory is what the file took.
 * @param heapMegabytes what V8 may keep: without a limit it lets some hundred megabytes lie that nobody needs any more
 */
export async function readAlone(path: string, heapMegabytes: number | null = null): Promise<ReadAlone> {
  return (await readTogether([path], heapMegabytes))[0]!
}

/** The same for several files, one after the other in one process: each has the memory of those before it, too. */
export async function readTogether(
  paths: readonly string[],
  heapMegabytes: number | null = null,
): Promise<readonly ReadAlone[]> {
  const heap = heapMegabytes === null ? [] : [`--max-old-space-size=${heapMegabytes}`]
  const flags = [`--max-semi-space-size=${NURSERY_MEGABYTES / 3}`, ...heap]
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [...flags, script, ...paths])
    return stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as ReadAlone)
  } catch (error) {
    const outcome = `fault: the process ended (${(error as Error).message.slice(0, 500)})`
    return [{ name: paths[0]!, outcome, milliseconds: 0, megabytes: 0 }]
  }
}

export function writeBomb(path: string, bomb: Uint8Array | string | SparseFile): void {
  if (typeof bomb === 'string' || bomb instanceof Uint8Array) {
    writeFileSync(path, bomb)
    return
  }
  const file = openSync(path, 'w')
  writeSync(file, bomb.start)
  ftruncateSync(file, bomb.bytes)
  closeSync(file)
}
