import { expect, it } from 'vitest'
import { projectPatch } from './projects.ts'

it('a day must exist', () => {
  const fits = (asOf: string) => projectPatch.safeParse({ asOf }).success
  expect(['2024-02-29', '2000-02-29', '2025-12-31'].map(fits)).toEqual([true, true, true])
  expect(['2025-02-31', '2025-13-01', '1900-02-29', '2025-1-1', '31.12.2025', ''].map(fits)).toEqual(
    new Array(6).fill(false),
  )
})
