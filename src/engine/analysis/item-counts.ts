import type { CustomerItems } from '../rfm/customer-items.ts'

/** Purchase rows per group and item (category, else product); groups × items, row-major. */
export interface ItemCounts {
  readonly groups: number
  readonly items: number
  readonly rows: Uint32Array
}

/**
 * Adds up the items of the customers of each group. Cost: O(entries).
 * @param items how many items there are
 * @param groupOf group of each customer, or 255
 */
export function itemCounts(
  { offsets, items: codes, rows }: CustomerItems,
  items: number,
  groupOf: Uint8Array,
  groups: number,
): ItemCounts {
  const counts = new Uint32Array(groups * items)
  for (let customer = 0; customer < offsets.length - 1; customer++) {
    const group = groupOf[customer]!
    if (group === 255) continue
    for (let entry = offsets[customer]!; entry < offsets[customer + 1]!; entry++)
      counts[group * items + codes[entry]!]! += rows[entry]!
  }
  return { groups, items, rows: counts }
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
