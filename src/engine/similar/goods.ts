import { NO_CODE, RowKind } from '../columns/types.ts'
import type { Dataset } from '../dataset/dataset.ts'
import { isOut, type Scope } from '../rfm/scope.ts'
import { PairCounter, type SparseCounts } from './sparse.ts'

/**
 * Purchase rows of each customer and item (category, else product); returns are left out. One scan; yields after each
 * chunk.
 * @param rowOf place per customer of the dataset, or −1
 * @param most rows each place may have at most
 */
export function* goodsCounts(
  dataset: Dataset,
  scope: Scope,
  rowOf: Int32Array,
  most: ArrayLike<number>,
): Generator<number, SparseCounts> {
  const pairs = new PairCounter(most, dataset.items.count)
  let done = 0
  for (const chunk of dataset.chunks(['customer', 'day', 'kind', 'product', 'category'])) {
    const { rows, customer, item, kind, day, product, category } = chunk
    for (let i = 0; i < rows; i++) {
      if (kind[i] !== RowKind.purchase || customer[i] === NO_CODE || item[i] === NO_CODE) continue
      const row = rowOf[customer[i]!]!
      if (row < 0 || isOut(scope, day[i]!, product[i]!, category[i]!)) continue
      pairs.add(row, item[i]!)
    }
    yield ++done
  }
  return pairs.finish()
}
