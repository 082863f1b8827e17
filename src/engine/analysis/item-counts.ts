import { NO_CODE, RowKind } from '../columns/types.ts'
import type { Dataset } from '../dataset/dataset.ts'
import { isOut, type Scope } from '../rfm/scope.ts'

/** Purchase rows per group and item (category, else product); groups × items, row-major. */
export interface ItemCounts {
  readonly groups: number
  readonly items: number
  readonly rows: Uint32Array
}

/**
 * Counts the purchase rows of each item in each group; returns are left out. One scan; yields after each chunk.
 * @param groupOf group per customer of the dataset, or 255
 */
export function* itemCounts(
  dataset: Dataset,
  scope: Scope,
  groupOf: Uint8Array,
  groups: number,
): Generator<number, ItemCounts> {
  const items = dataset.items.count
  const rows = new Uint32Array(groups * items)
  let done = 0
  for (const chunk of dataset.chunks(['customer', 'day', 'kind', 'product', 'category'])) {
    for (let i = 0; i < chunk.rows; i++) {
      const customer = chunk.customer[i]!
      const item = chunk.item[i]!
      if (customer === NO_CODE || item === NO_CODE || chunk.kind[i] !== RowKind.purchase) continue
      const group = groupOf[customer]!
      if (group === 255 || isOut(scope, chunk.day[i]!, chunk.product[i]!, chunk.category[i]!)) continue
      rows[group * items + item]!++
    }
    yield ++done
  }
  return { groups, items, rows }
}

/** Items of a group with the most purchase rows; ties by order of appearance in the file. */
export function topItems(counts: ItemCounts, group: number, limit: number): { item: number; rows: number }[] {
  const { items, rows } = counts
  const top: { item: number; rows: number }[] = []
  for (let item = 0; item < items; item++) {
    const n = rows[group * items + item]!
    if (n === 0 || (top.length === limit && n <= top[limit - 1]!.rows)) continue
    let place = top.length
    while (place > 0 && top[place - 1]!.rows < n) place--
    top.splice(place, 0, { item, rows: n })
    if (top.length > limit) top.pop()
  }
  return top
}
