import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { ClosingLine } from './test/support/closing-line.ts'

// Importing the real package would start a download.
const alias = { electron: fileURLToPath(new URL('test/stubs/electron.ts', import.meta.url)) }

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
          testTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'whole',
          include: ['test/{integration,e2e}/**/*.test.ts'],
          globalSetup: ['test/support/build-once.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
