import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { compileKernel } from '../../../scripts/lib/compile-kernel.mjs'

it('is what its sources give (npm run kernel)', async () => {
  const text = readFileSync(new URL('kernel-bytes.ts', import.meta.url), 'utf8')
  expect(text).toBe(await compileKernel())
})
