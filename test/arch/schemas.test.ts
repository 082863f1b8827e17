import { posix } from 'node:path'
import { expect, it } from 'vitest'
import { sources } from './sources.ts'

const isTest = (path: string) => /\.test\.tsx?$/.test(path)
const texts = new Map(
  sources(['src'], ['.ts', '.tsx'])
    .filter(({ path }) => !isTest(path))
    .map(({ path, text }) => [path, text]),
)

/** Modules that are evaluated with this one: all it names but those of `import type` and `export type`. */
function loaded(path: string): string[] {
  const statement = /^(?:import|export)\s(?!type\s)(?:[^'"`;]*?\sfrom\s)?\s*'([^']+)'/gm
  return [...(texts.get(path) ?? '').matchAll(statement)].map(([, name]) =>
    name!.startsWith('.') ? posix.join(posix.dirname(path), name!) : name!,
  )
}

/** The chain of imports from `start` to zod, or null. */
function wayToSchemas(start: string): string[] | null {
  const seen = new Set([start])
  const open: string[][] = [[start]]
  for (let chain = open.shift(); chain !== undefined; chain = open.shift()) {
    for (const next of loaded(chain.at(-1)!)) {
      if (next === 'zod') return [...chain, next]
      if (seen.has(next)) continue
      seen.add(next)
      open.push([...chain, next])
    }
  }
  return null
}

it('a chain of imports is followed to its end', () => {
  expect(wayToSchemas('src/contract/index.ts')?.at(-1)).toBe('zod')
  expect(wayToSchemas('src/core/app.ts')).not.toBeNull()
})

// A page whose policy forbids generated code, and threads that start with every drop of a file.
it.each(['src/renderer/', 'src/engine/', 'src/core/jobs/engine.worker.ts'])('%s loads no schema', (start) => {
  const ways = [...texts.keys()].filter((path) => path.startsWith(start)).flatMap((path) => wayToSchemas(path) ?? [])
  expect(ways).toEqual([])
})
