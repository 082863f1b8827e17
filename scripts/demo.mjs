// npm run demo: analyses the sample and prints its segments; the results stay in a temporary folder.
import { mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildIfStale } from './lib/build-if-stale.mjs'
import { inModernNode } from './lib/in-modern-node.mjs'

await inModernNode(async () => {
  buildIfStale()
  const samples = fileURLToPath(new URL('../resources/samples', import.meta.url))
  const files = readdirSync(samples)
    .filter((name) => name.endsWith('.csv'))
    .map((name) => join(samples, name))
  const out = mkdtempSync(join(tmpdir(), 'segmento-demo-'))
  process.argv.splice(2, Infinity, 'analyze', ...files, '--out', out, ...process.argv.slice(2))
  await import('../out/main/cli.js')
})
