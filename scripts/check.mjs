// Types, lint with the layer rules, format: side by side, and the whole of what failed at the end.
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { requireModernNode } from './lib/node-version.mjs'
import { run } from './lib/run.mjs'

requireModernNode()

const root = fileURLToPath(new URL('..', import.meta.url))
const tool = (...parts) => join(root, 'node_modules', ...parts)

const checks = [
  { name: 'types', file: tool('typescript', 'bin', 'tsc'), args: ['-b'] },
  {
    name: 'lint',
    file: tool('oxlint', 'bin', 'oxlint'),
    args: ['--deny-warnings', 'src', 'test', 'scripts', 'bench', 'vitest.config.ts', 'electron.vite.config.ts'],
  },
  { name: 'format', file: tool('prettier', 'bin', 'prettier.cjs'), args: ['--check', '--log-level', 'warn', '.'] },
]

const results = await Promise.all(
  checks.map(async ({ name, file, args }) => ({
    name,
    ...(await run(process.execPath, [file, ...args], { cwd: root })),
  })),
)

const failed = results.filter(({ code }) => code !== 0)
for (const { name, text } of failed) console.log(`── ${name} ──\n${text.trim()}\n`)
for (const { name, code, seconds } of results) {
  console.log(`${code === 0 ? 'ok    ' : 'failed'} ${name.padEnd(7)} ${seconds.toFixed(1)} s`)
}
process.exitCode = failed.length === 0 ? 0 : 1
