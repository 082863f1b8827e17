import { NO_CODE } from '../columns/types.ts'
import type { Dataset } from '../dataset/dataset.ts'

/** Chunks whose rows stand for all. */
const LOOKED = 4

/**
 * The customer each of several passes over the rows starts with, and the number of customers behind the last. Each pass has
 * about as many rows: who buys most comes first in a file, so equal numbers of customers would not.
 * Cost: the customers of four chunks.
 */
export function passStarts(dataset: Dataset, passes: number): number[] {
  const { count } = dataset.customers
  const { places } = dataset
  if (passes === 1 || places.length === 0) return [0, ...new Array<number>(passes).fill(count)]
  const looked = new Set(
    Array.from({ length: LOOKED }, (_, i) => {
      const { layer, place } = places[Math.floor(((i + 0.5) * places.length) / LOOKED)]!
      return `${layer} ${place}`
    }),
  )
  const rows = new Uint32Array(count)
  let total = 0
  for (const chunk of dataset.chunks(['customer'], (layer, place) => looked.has(`${layer} ${place}`)))
    for (let i = 0; i < chunk.rows; i++) {
      const customer = chunk.customer[i]!
      if (customer === NO_CODE) continue
      rows[customer]!++
      total++
    }
  const starts = [0]
  let before = 0
  for (let customer = 0; customer < count && starts.length < passes; customer++) {
    if (before >= (total * starts.length) / passes) starts.push(customer)
    before += rows[customer]!
  }
  while (starts.length <= passes) starts.push(count)
  return starts
}
