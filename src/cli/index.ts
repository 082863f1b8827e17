#!/usr/bin/env node
// As a whole: a Node that is too old lacks the function, and a named import would fail before it can be told.
import * as nodeModule from 'node:module'
import { nodeTooOld } from '../core/host/node-version.ts'

const tooOld = nodeTooOld(process.versions['napi'], process.version)
if (tooOld !== null) {
  process.stderr.write(`${tooOld}\n`)
  process.exitCode = 2
} else {
  nodeModule.enableCompileCache()
  // A reader that has seen enough (`| head`) is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))
  const { run } = await import('./run.ts')
  process.exitCode = await run(process.argv.slice(2))
}
