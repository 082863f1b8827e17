import {
  getArray,
  getDictionary,
  getStrings,
  putArray,
  putDictionary,
  putStrings,
  type AttributeHead,
  type PartArray,
  type Parts,
} from '../columns/parts.ts'
import { NO_DAY } from '../columns/types.ts'
import type { CustomerColumns } from './customer-columns.ts'

const arrays = {
  code: Uint32Array,
  recency: Int32Array,
  frequency: Uint32Array,
  net: Float64Array,
  gross: Float64Array,
  rows: Uint32Array,
  returnRows: Uint32Array,
  firstPurchase: Int32Array,
  lastPurchase: Int32Array,
  r: Uint8Array,
  f: Uint8Array,
  m: Uint8Array,
  segment: Uint8Array,
  abc: Uint8Array,
  value: Uint8Array,
  loyalty: Uint8Array,
  engagement: Uint8Array,
  valueGiven: Uint8Array,
  signup: Int32Array,
  lastEvent: Int32Array,
  monthly: Float32Array,
  buyers: Uint32Array,
} as const satisfies Partial<Record<keyof CustomerColumns, unknown>>

/** Columns that runs of earlier versions lack: nothing was known of them then. */
const later: ReadonlySet<string> = new Set(['valueGiven', 'signup', 'lastEvent'])

/** Customer columns as named parts; the attributes' names and roles go beside them. */
export function columnsToParts(columns: CustomerColumns): { parts: Parts; attributes: AttributeHead[] } {
  const parts: Parts = new Map()
  putStrings(parts, 'customers', columns.customers)
  for (const name of Object.keys(arrays) as (keyof typeof arrays)[]) putArray(parts, name, columns[name])
  columns.attributes.forEach((attribute, i) => putDictionary(parts, `attribute${i}`, attribute))
  return { parts, attributes: columns.attributes.map(({ name, role }) => ({ name, role })) }
}

export function partsToColumns(parts: Parts, heads: readonly AttributeHead[]): CustomerColumns {
  const entries = Object.entries(arrays).map(([name, type]) => {
    const array = getArray(parts, name, type as { new (length: number): PartArray })
    if (array !== null) return [name, array]
    if (!later.has(name)) throw new Error(`partsToColumns: ${name} is missing`)
    const { length } = getArray(parts, 'code', Uint32Array)!
    return [name, type === Int32Array ? new Int32Array(length).fill(NO_DAY) : new type(length)]
  })
  return {
    ...(Object.fromEntries(entries) as { [Name in keyof typeof arrays]: InstanceType<(typeof arrays)[Name]> }),
    customers: getStrings(parts, 'customers'),
    attributes: heads.map((head, i) => ({ ...head, ...getDictionary(parts, `attribute${i}`) })),
  }
}
