import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { ImportLayer } from '../../contract/imports.ts'
import { rowTotals } from './row-totals.ts'

const counts = fc.tuple(fc.nat(50), fc.nat(50), fc.nat(50)).map(([accepted, rejected, withoutCustomer]) => ({
  accepted,
  rejected,
  withoutCustomer,
  read: accepted + rejected + withoutCustomer,
}))

it('accepted + rejected + without customer = read, whatever came back mended', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ counts, mends: fc.option(fc.nat(4)) }), { maxLength: 6 }), (drawn) => {
      const layers = drawn.map(({ counts: own, mends }, i) => {
        const isBefore = mends !== null && mends < i && drawn[mends]!.mends === null
        return { id: `${i}`, kind: 'orders', counts: own, mends: isBefore ? `${mends}` : null, mended: 0 }
      })
      const linked = layers.map((layer) => ({
        ...layer,
        mended: Math.min(
          layer.counts.rejected,
          layers
            .filter(({ mends }) => mends === layer.id)
            .reduce((sum, each) => sum + each.counts.accepted + each.counts.withoutCustomer, 0),
        ),
      })) as unknown as ImportLayer[]
      const totals = rowTotals(linked)
      expect(totals.accepted + totals.rejected + totals.withoutCustomer).toBe(totals.read)
      const whole = linked.filter(({ mends }) => mends === null)
      const least = whole.reduce((sum, each) => sum + each.counts.read, 0)
      expect(totals.read, 'no row of a file is lost').toBeGreaterThanOrEqual(least)
      const isMendedInFull = linked.every(
        (layer) =>
          layer.mends !== null ||
          layers
            .filter(({ mends }) => mends === layer.id)
            .reduce((sum, each) => sum + each.counts.accepted + each.counts.withoutCustomer, 0) <=
            layer.counts.rejected,
      )
      if (isMendedInFull) expect(totals.read, 'none counts twice').toBe(least)
    }),
  )
})
