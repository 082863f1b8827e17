// Reads each of the files named, one after the other, and says as a line of JSON what became of it and what it took.
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { ExpectedError } from '../../src/contract/errors.ts'
import { previewFile, readFile } from '../../src/engine/worker/source/index.ts'

/** Kilobytes at most so far. What the system says of a process counts the one that started it, too. */
function mostMemory(): number {
  try {
    return Number(/VmHWM:\s*(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))![1])
  } catch {
    return process.resourceUsage().maxRSS
  }
}

const sink = { chunk: () => undefined, rejected: () => undefined, progress: () => undefined }
for (const path of process.argv.slice(2)) {
  const used = process.cpuUsage()
  const started = performance.now()
  let outcome = 'read'
  try {
    await previewFile(path, basename(path), {})
    await readFile(path, basename(path), {}, sink, () => false)
  } catch (error) {
    outcome = error instanceof ExpectedError ? error.code : `fault ${String(error)}`
  }
  const { user, system } = process.cpuUsage(used)
  const milliseconds = Math.round(Math.min(performance.now() - started, (user + system) / 1000))
  const megabytes = Math.round(mostMemory() / 1024)
  process.stdout.write(`${JSON.stringify({ name: basename(path), outcome, milliseconds, megabytes })}\n`)
}
