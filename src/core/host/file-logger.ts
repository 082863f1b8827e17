import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { inspect } from 'node:util'
import type { Logger } from '../ports.ts'

const sizeLimit = 2_000_000

/**
 * A log of faults: nothing is created until there is something to say, one older file is kept.
 * Written at once and synchronously, so that a line is there even when the process ends right after.
 */
export function createFileLogger(file: string): Logger {
  const write = (text: string) => {
    try {
      mkdirSync(dirname(file), { recursive: true })
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > sizeLimit) renameSync(file, `${file}.1`)
      appendFileSync(file, text, { mode: 0o600 })
    } catch {
      // A log that cannot be written must not take the app down with it.
    }
  }
  return {
    info: (text) => write(`${new Date().toISOString()} info ${text}\n`),
    error: (traceId, error) => write(`${new Date().toISOString()} error ${traceId} ${inspect(error, { depth: 6 })}\n`),
  }
}
