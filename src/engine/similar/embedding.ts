import { subSeed, sampleRows } from '../cluster/random.ts'
import { getArray, putArray, type Parts } from '../columns/parts.ts'
import type { StringColumn } from '../columns/types.ts'
import type { CustomerColumns } from '../rfm/customer-columns.ts'
import { comparedAttributes, hashedAttributes } from './attributes.ts'
import { behaviourNames, behaviourOf } from './behaviour.ts'
import type { Vectors } from './nearest.ts'
import type { SparseCounts } from './sparse.ts'
import { projectRow, truncatedSvd } from './svd.ts'
import { tfIdf } from './tf-idf.ts'

/** Places of an embedding: how she buys, what she buys, who she is. */
export const DIMS = 32
const BEHAVIOUR = behaviourNames.length
const GOODS = 16
const ATTRIBUTES = DIMS - BEHAVIOUR - GOODS

/** What each block weighs: a typical customer's blocks have these lengths before all is scaled to 1. */
const WEIGHT = { behaviour: 1, goods: 0.9, attributes: 0.5 } as const

/** Customers whose baskets are enough to find the directions; everyone is then laid along them. */
const SVD_ROWS = 50_000

export interface EmbeddingInput {
  readonly columns: CustomerColumns
  readonly asOf: number
  readonly scale: number
  /** Purchase rows of each item (category, else product), one row per buyer. */
  readonly goods: SparseCounts
  readonly seed: number
}

/**
 * One vector of 32 numbers and length 1 per customer with a purchase, in the order of `columns.buyers`:
 * 8 for how she buys (log1p where skewed, z-scored, cut off at ±3), 16 for what she buys (TF-IDF of her items along the
 * first 16 right singular vectors), 8 for her attributes (hashed one-hot). The cosine of two of them says how alike two customers are.
 * Deterministic for one seed. Cost: O(customers × 32 + items bought × 26 passes); 4 × 32 bytes a customer.
 * Yields the fraction done.
 */
export function* embed(input: EmbeddingInput): Generator<number, Parts> {
  const { columns, goods, seed } = input
  const { buyers } = columns
  const n = buyers.length
  const behaviour = behaviourOf(columns, input.asOf, input.scale)
  yield 0.1
  const weighted = tfIdf(goods)
  yield 0.2
  const steps = truncatedSvd(weighted, sampleRows(n, SVD_ROWS, subSeed(seed, 20)), GOODS, subSeed(seed, 21))
  let step = steps.next()
  while (step.done !== true) {
    yield 0.2 + 0.6 * step.value
    step = steps.next()
  }
  const svd = step.value
  const attributes = hashedAttributes(comparedAttributes(columns.attributes, buyers), n, ATTRIBUTES)
  const data = new Float32Array(n * DIMS)
  for (let b = 0; b < n; b++) {
    const at = b * DIMS
    const scaled = WEIGHT.behaviour / Math.sqrt(BEHAVIOUR)
    for (let i = 0; i < BEHAVIOUR; i++) data[at + i] = behaviour.z[b * BEHAVIOUR + i]! * scaled
    projectRow(weighted, svd, b, data, at + BEHAVIOUR)
    lengthen(data, at + BEHAVIOUR, svd.dims, WEIGHT.goods)
    attributes(buyers[b]!, data, at + BEHAVIOUR + GOODS)
    lengthen(data, at + BEHAVIOUR + GOODS, ATTRIBUTES, WEIGHT.attributes)
    lengthen(data, at, DIMS, 1)
  }
  yield 1
  const parts: Parts = new Map()
  putArray(parts, 'vectors', data)
  putArray(parts, 'behaviour.raw', behaviour.raw)
  putArray(parts, 'behaviour.z', behaviour.z)
  putArray(parts, 'behaviour.medians', behaviour.medians)
  putArray(parts, 'goods.weight', weighted.weight)
  putArray(parts, 'goods.rowsWith', weighted.rowsWith)
  return parts
}

/** Scales a stretch to a length; nothing stays nothing. */
function lengthen(data: Float32Array, at: number, count: number, length: number): void {
  let squares = 0
  for (let i = at; i < at + count; i++) squares += data[i]! * data[i]!
  if (squares === 0) return
  const factor = length / Math.sqrt(squares)
  for (let i = at; i < at + count; i++) data[i] = data[i]! * factor
}

/** An embedding as the questions need it. */
export interface Embedding {
  readonly vectors: Vectors
  readonly behaviour: { readonly raw: Float32Array; readonly z: Float32Array; readonly medians: Float64Array }
  readonly goods: SparseCounts & {
    readonly weight: Float32Array
    /** Customers with each item, and what it is called. */
    readonly rowsWith: Uint32Array
    readonly names: StringColumn
  }
}

/** @param goods, names what the embedding was made from */
export function embeddingOf(parts: Parts, goods: SparseCounts, names: StringColumn): Embedding {
  const array = <Type extends Float32Array | Float64Array | Uint32Array>(
    name: string,
    type: { new (length: number): Type },
  ): Type => {
    const found = getArray(parts, name, type)
    if (found === null) throw new Error(`embedding: ${name} is missing`)
    return found
  }
  const data = array('vectors', Float32Array)
  return {
    vectors: { data, rows: data.length / DIMS, dims: DIMS },
    behaviour: {
      raw: array('behaviour.raw', Float32Array),
      z: array('behaviour.z', Float32Array),
      medians: array('behaviour.medians', Float64Array),
    },
    goods: {
      ...goods,
      weight: array('goods.weight', Float32Array),
      rowsWith: array('goods.rowsWith', Uint32Array),
      names,
    },
  }
}
