import type { ImportLayer } from '../../contract/imports.ts'

export interface RowTotals {
  readonly read: number
  readonly accepted: number
  readonly rejected: number
  readonly withoutCustomer: number
}

/**
 * Rows of the files of orders together: accepted + rejected + withoutCustomer = read. Rows that came back mended are no
 * further rows: they are taken from the rejected ones of the file they were first read in.
 */
export function rowTotals(layers: readonly ImportLayer[]): RowTotals {
  const orders = layers.filter(({ kind }) => kind === 'orders')
  const ids = new Set(orders.map(({ id }) => id))
  const mending = orders.filter(({ mends }) => mends !== null && ids.has(mends))
  const whole = orders.filter((layer) => !mending.includes(layer))
  const sum = (some: readonly ImportLayer[], of: (layer: ImportLayer) => number) =>
    some.reduce((total, layer) => total + of(layer), 0)
  const accepted = sum(orders, ({ counts }) => counts.accepted)
  const withoutCustomer = sum(orders, ({ counts }) => counts.withoutCustomer)
  const rejected = sum(whole, ({ counts, mended }) => counts.rejected - mended)
  return { read: accepted + rejected + withoutCustomer, accepted, rejected, withoutCustomer }
}
