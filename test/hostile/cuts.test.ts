import { expect, it } from 'vitest'
import { sweepFile, sweptEncodings } from './sweep-cuts.ts'

// `npm run sweep` takes every size of piece and every cut of 200 files.
it.each(sweptEncodings)('$name: cuts give the same rows, offsets and faults', (encoding) => {
  let rejected = 0
  for (let n = 0; n < 12; n++) {
    const sweep = sweepFile(n, encoding, 12, n % 2 === 0)
    expect(sweep.faults).toEqual([])
    rejected += sweep.rejected
  }
  expect(rejected).toBeGreaterThan(12)
})
