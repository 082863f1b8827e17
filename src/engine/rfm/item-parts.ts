import { getArray, getStrings, putArray, putStrings, type Parts } from '../columns/parts.ts'
import type { StringColumn } from '../columns/types.ts'
import type { CustomerItems } from './customer-items.ts'

/** What the customers of a run bought, in the order of its columns, and what the items are called. */
export interface RunItems {
  readonly items: CustomerItems
  readonly names: StringColumn
}

/** @param code of each of the run's customers in `items` */
export function itemsToParts(parts: Parts, { items, names }: RunItems, code: Uint32Array): void {
  const offsets = new Uint32Array(code.length + 1)
  for (let i = 0; i < code.length; i++)
    offsets[i + 1] = offsets[i]! + items.offsets[code[i]! + 1]! - items.offsets[code[i]!]!
  const pick = <Type extends CustomerItems['items']>(from: Type): Type => {
    // Everyone is listed but for those left out: then there is nothing to copy.
    if (offsets[code.length] === from.length) return from
    const picked = from.slice(0, offsets[code.length]) as Type
    for (let i = 0; i < code.length; i++)
      picked.set(from.subarray(items.offsets[code[i]!]!, items.offsets[code[i]! + 1]!), offsets[i]!)
    return picked
  }
  putArray(parts, 'items.offsets', offsets)
  putArray(parts, 'items.codes', pick(items.items))
  putArray(parts, 'items.rows', pick(items.rows))
  putStrings(parts, 'items.names', names)
}

/** Null for a run of a version that did not keep them. */
export function partsToItems(parts: Parts): RunItems | null {
  const offsets = getArray(parts, 'items.offsets', Uint32Array)
  if (offsets === null) return null
  return {
    items: { offsets, items: codesOf(parts, 'items.codes'), rows: codesOf(parts, 'items.rows') },
    names: getStrings(parts, 'items.names'),
  }
}

function codesOf(parts: Parts, name: string): CustomerItems['items'] {
  const codes = getArray(parts, name, Uint8Array) ?? getArray(parts, name, Uint16Array) ?? getArray(parts, name, Uint32Array) // prettier-ignore
  if (codes === null) throw new Error(`partsToItems: ${name} is missing`)
  return codes
}
