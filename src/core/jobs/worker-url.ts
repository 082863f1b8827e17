import { existsSync } from 'node:fs'

/**
 * Where a worker's entry lies: beside its source while running from TypeScript, in out/main once bundled (the caller
 * may have moved into a chunk of its own).
 * @param source path of the entry relative to src/core/jobs, e.g. `../store/store.worker.ts`
 */
export function workerUrl(source: string): URL {
  if (import.meta.url.endsWith('.ts')) return new URL(source, import.meta.url)
  const name = source.slice(source.lastIndexOf('/') + 1).replace(/\.ts$/, '.js')
  const beside = new URL(`./${name}`, import.meta.url)
  return existsSync(beside) ? beside : new URL(`../${name}`, import.meta.url)
}
