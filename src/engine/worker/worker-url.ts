import { existsSync } from 'node:fs'

/**
 * Where a worker's entry lies: beside its source while running from TypeScript, in out/main once bundled (the caller
 * may have moved into a chunk of its own).
 * @param source path of the entry relative to the caller, e.g. `../store/store.worker.ts`
 * @param caller its `import.meta.url`
 */
export function workerUrl(source: string, caller: string): URL {
  if (caller.endsWith('.ts')) return new URL(source, caller)
  const name = source.slice(source.lastIndexOf('/') + 1).replace(/\.ts$/, '.js')
  const beside = new URL(`./${name}`, caller)
  return existsSync(beside) ? beside : new URL(`../${name}`, caller)
}
