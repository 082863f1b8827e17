import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** How a second start finds the first and proves that it belongs to the same person. */
export interface Runtime {
  readonly pid: number
  readonly port: number
  /** Never sent; both sides prove that they know it. */
  readonly secret: string
}

const fileOf = (dataFolder: string) => join(dataFolder, 'runtime.json')

/** Readable by its owner alone, whole or not at all. */
export function writeRuntime(dataFolder: string, runtime: Runtime): void {
  const temporary = `${fileOf(dataFolder)}.${process.pid}`
  rmSync(temporary, { force: true })
  writeFileSync(temporary, JSON.stringify(runtime), { mode: 0o600, flag: 'wx' })
  renameSync(temporary, fileOf(dataFolder))
}

/** Null where there is none that makes sense. */
export function readRuntime(dataFolder: string): Runtime | null {
  try {
    const { pid, port, secret } = JSON.parse(readFileSync(fileOf(dataFolder), 'utf8')) as Runtime
    return Number.isInteger(pid) && Number.isInteger(port) && typeof secret === 'string' && secret.length >= 43
      ? { pid, port, secret }
      : null
  } catch {
    return null
  }
}

export function removeRuntime(dataFolder: string): void {
  if (readRuntime(dataFolder)?.pid === process.pid) rmSync(fileOf(dataFolder), { force: true })
}
