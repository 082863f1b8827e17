import { NO_CODE } from '../../columns/types.ts'
import type { AttributeColumn, ForeignChunk, OrdersTail, StringColumn } from '../../columns/types.ts'
import { joinStringsInKernel, type JoinedStrings } from '../../kernel/join-strings.ts'
import { ByteDictionary } from '../stores/dictionary.ts'
import type { OrderTroubles } from './order-warnings.ts'
import { commonestNames, Spellings } from '../stores/spellings.ts'
import type { SpellingCounts } from '../stores/spellings.ts'

/** What one reader knows at the end of its part of a file of orders; strings in UTF-8. */
export interface OrdersPart {
  readonly customers: StringColumn
  readonly products: StringColumn
  readonly spellings: SpellingCounts
  readonly categories: StringColumn
  readonly attributes: readonly PartAttribute[]
  readonly troubles: OrderTroubles
  /** Chunks in other currencies, numbered within the part. */
  readonly foreign: readonly ForeignChunk[]
}

export interface PartAttribute extends AttributeColumn {
  /** When each customer's value was current, in seconds since 1970-01-01: the latest of all parts is kept. */
  readonly moments: Float64Array
}

/**
 * One tail for parts that follow each other in a file: what one reader of all rows would have found.
 * @param chunks how many chunks each part has
 */
export function joinOrdersParts(parts: readonly OrdersPart[], chunks: readonly number[]): OrdersTail {
  const customers = joinStrings(parts.map((part) => part.customers))
  const products = joinStrings(parts.map((part) => part.products))
  const categories = joinStrings(parts.map((part) => part.categories))
  const spellings = new Spellings()
  parts.forEach((part, p) => {
    const { names, product, name, rows } = part.spellings
    for (let pair = 0; pair < rows.length; pair++) {
      const from = names.offsets[name[pair]!]!
      const to = names.offsets[name[pair]! + 1]!
      spellings.add(products.codes[p]![product[pair]!]!, names.bytes, from, to, rows[pair]!)
    }
  })
  let fromChunk = 0
  let before = 0
  const foreign = parts.flatMap((part, p) => {
    const first = before
    before += chunks[p]!
    return part.foreign.map(({ chunk, currency }) => ({ chunk: first + chunk, currency }))
  })
  return {
    ...(foreign.length === 0 ? {} : { foreign }),
    kind: 'orders',
    customers: customers.column,
    products: products.column,
    productNames: commonestNames(spellings.counted(), products.column.count),
    categories: categories.column,
    attributes: parts[0]!.attributes.map((_, a) =>
      joinAttribute(
        parts.map((part) => part.attributes[a]!),
        customers.codes,
        customers.column.count,
      ),
    ),
    // The first part's codes are those of the whole.
    recoded: parts.slice(1).map((_, p) => {
      fromChunk += chunks[p]!
      return {
        fromChunk,
        customers: customers.codes[p + 1]!,
        products: products.codes[p + 1]!,
        categories: categories.codes[p + 1]!,
      }
    }),
  }
}

/** Of fewer strings the start of the kernel would take longer. */
const MANY_STRINGS = 20_000

/** All distinct strings in order of first appearance, and for each part the new code of its codes. */
function joinStrings(columns: readonly StringColumn[]): JoinedStrings {
  const joined = columns.some(({ count }) => count > MANY_STRINGS) ? joinStringsInKernel(columns) : null
  if (joined !== null) return joined
  const dictionary = new ByteDictionary(Math.max(...columns.map((column) => column.count)))
  const codes = columns.map(({ count, bytes, offsets }) => {
    const own = new Uint32Array(count)
    for (let i = 0; i < count; i++) own[i] = dictionary.code(bytes, offsets[i]!, offsets[i + 1]!)
    return own
  })
  return { column: dictionary.column(), codes }
}

/** The latest value of each customer; of equal moments that of the later part. Values in the order of their customers. */
function joinAttribute(
  parts: readonly PartAttribute[],
  customers: readonly Uint32Array[],
  count: number,
): AttributeColumn {
  const moments = new Float64Array(count).fill(-Infinity)
  const from = new Uint8Array(count)
  const codes = new Uint32Array(count).fill(NO_CODE)
  parts.forEach((part, p) => {
    for (let i = 0; i < part.codes.length; i++) {
      if (part.codes[i] === NO_CODE) continue
      const customer = customers[p]![i]!
      if (part.moments[i]! < moments[customer]!) continue
      moments[customer] = part.moments[i]!
      from[customer] = p
      codes[customer] = part.codes[i]!
    }
  })
  const dictionary = new ByteDictionary()
  // Most values are those of many customers: each is looked up once.
  const known = parts.map((part) => new Uint32Array(part.dictionary.count).fill(NO_CODE))
  for (let customer = 0; customer < count; customer++) {
    const code = codes[customer]!
    if (code === NO_CODE) continue
    const part = from[customer]!
    const seen = known[part]!
    if (seen[code] === NO_CODE) {
      const { bytes, offsets } = parts[part]!.dictionary
      seen[code] = dictionary.code(bytes, offsets[code]!, offsets[code + 1]!)
    }
    codes[customer] = seen[code]!
  }
  const { name, role } = parts[0]!
  return { name, role, dictionary: dictionary.column(), codes }
}
