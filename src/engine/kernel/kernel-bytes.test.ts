import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { compileKernel, kernels } from '../../../scripts/lib/compile-kernel.mjs'

it.each(kernels)('$file is what its sources give (npm run kernel)', async (kernel) => {
  const text = readFileSync(new URL(kernel.file, import.meta.url), 'utf8')
  expect(text).toBe(await compileKernel(kernel))
})
