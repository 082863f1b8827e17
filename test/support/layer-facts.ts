import { encodeChunk } from '../../src/engine/columns/chunk-codec.ts'
import { partsToTail, tailToParts } from '../../src/engine/columns/parts.ts'
import { strings } from '../../src/engine/columns/strings.ts'
import {
  NO_CODE,
  type AttributeColumn,
  type OrdersTail,
  type TransactionChunk,
} from '../../src/engine/columns/types.ts'
import { mergeLayers, type Dataset, type DatasetChunk } from '../../src/engine/dataset/dataset.ts'
import { plainRules } from '../../src/engine/dataset/rules.ts'

const attributeFacts = ({ name, role, dictionary, codes }: AttributeColumn) => ({
  name,
  role,
  dictionary: [...strings(dictionary)],
  codes: [...codes],
})

/** Chunks that stay when the next one is read. */
function* copies({ currency, rows }: { readonly currency: string; readonly rows: Dataset }) {
  for (const chunk of rows.chunks()) yield { currency, chunk: structuredClone(chunk) as DatasetChunk }
}

/** Everything that can be seen of a layer of orders, whatever chunks and codes it is kept in. */
export function layerFacts(tail: OrdersTail, encoded: readonly Uint8Array[]) {
  const { parts, attributes } = tailToParts(tail)
  const kept = partsToTail('orders', parts, attributes) as OrdersTail
  const dataset = mergeLayers([{ tail: kept, chunks: encoded }], [])
  // Where the rows of a further currency stand among the others depends on who read them, and means nothing.
  const others = [...new Set((kept.foreign ?? []).map(({ currency }) => currency))].toSorted()
  const apart = ['own', ...others].map((currency) => ({
    currency,
    rows: mergeLayers([{ tail: kept, chunks: encoded, currency: 'own' }], [], { ...plainRules, currency }),
  }))
  const rows: (number | string)[][] = []
  for (const { currency, chunk } of apart.flatMap((each) => [...copies(each)])) {
    for (let i = 0; i < chunk.rows; i++) {
      rows.push([
        currency,
        chunk.customer[i] === NO_CODE ? '' : chunk.customer[i]!,
        chunk.orderLow[i]!,
        chunk.orderHigh[i]!,
        chunk.day[i]!,
        chunk.amount[i]!,
        chunk.kind[i]!,
        chunk.product[i]!,
        chunk.category[i]!,
        chunk.item[i]!,
      ])
    }
  }
  return {
    customers: [...strings(kept.customers)],
    products: [...strings(kept.products)],
    productNames: [...strings(kept.productNames)],
    categories: [...strings(kept.categories)],
    attributes: kept.attributes.map(attributeFacts),
    merged: {
      customers: [...strings(dataset.customers)],
      items: [...strings(dataset.items)],
      products: [...strings(dataset.products)],
      productNames: [...strings(dataset.productNames)],
      categories: [...strings(dataset.categories)],
      attributes: dataset.attributes.map(attributeFacts),
      scale: dataset.scale,
    },
    rows,
  }
}

export function chunkFacts(tail: OrdersTail, chunks: readonly TransactionChunk[]) {
  return layerFacts(tail, chunks.map(encodeChunk))
}
