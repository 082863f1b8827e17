// Run after every `npm install`: puts back what npm leaves out of package-lock.json, and says what is wrong with it.
//
// npm does not note in the lock that better-sqlite3 ships its binaries (`gypfile: false` in its package.json), so npm 10
// would compile it, which fails where the headers of Node are missing. npm 11 is told by `allowScripts` instead.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { lockProblems, mendLock } from './lib/lock.mjs'

const path = fileURLToPath(new URL('../package-lock.json', import.meta.url))
const before = readFileSync(path, 'utf8')
const lock = mendLock(JSON.parse(before))
const after = JSON.stringify(lock, null, 2) + '\n'
if (after !== before) {
  writeFileSync(path, after)
  console.log('package-lock.json: mended.')
}
const problems = lockProblems(lock)
for (const problem of problems) console.error(problem)
process.exitCode = problems.length === 0 ? 0 : 1
