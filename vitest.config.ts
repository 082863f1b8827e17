import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { ClosingLine } from './test/support/closing-line.ts'

// Importing the real package would start a download.
const alias = { electron: fileURLToPath(new URL('test/stubs/electron.ts', import.meta.url)) }

// They end what hangs and measure nothing: a machine ten times slower, or busy, passes as well.
const patience = { testTimeout: 600_000, hookTimeout: 600_000, expect: { poll: { timeout: 60_000 } } }

export default defineConfig({
  test: {
    // Every worker of ours starts worker threads itself.
    maxWorkers: 2,
    reporters: [process.stdout.isTTY ? 'default' : 'dot', new ClosingLine()],
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'parts',
          include: ['src/**/*.test.{ts,tsx}', 'test/{arch,contract,golden,hostile}/**/*.test.ts'],
          ...patience,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'whole',
          include: ['test/{integration,e2e}/**/*.test.ts'],
          globalSetup: ['test/support/build-once.ts'],
          ...patience,
        },
      },
    ],
  },
})
