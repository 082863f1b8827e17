#!/usr/bin/env node
import { enableCompileCache } from 'node:module'
import { nodeTooOld } from '../core/host/node-version.ts'

const tooOld = nodeTooOld(process.versions['napi'], process.version)
if (tooOld !== null) {
  process.stderr.write(`${tooOld}\n`)
  process.exitCode = 2
} else {
  enableCompileCache()
  // A reader that has seen enough (`| head`) is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))
  const { run } = await import('./run.ts')
  process.exitCode = await run(process.argv.slice(2))
}
