import type { CustomerFilter } from '../../../contract/customers.ts'
import type { Lookalikes, SimilarCustomers } from '../../../contract/similar.ts'
import { stringAt } from '../../columns/strings.ts'
import { NO_DAY } from '../../columns/types.ts'
import type { Dataset } from '../../dataset/dataset.ts'
import { partsToColumns } from '../../rfm/column-parts.ts'
import type { CustomerColumns } from '../../rfm/customer-columns.ts'
import { customerRow } from '../../rfm/customer-row.ts'
import { exclusionMask } from '../../rfm/scope.ts'
import { selectCustomers, type CustomerView } from '../../rfm/select-customers.ts'
import { comparedAttributes, type ComparedAttribute } from '../../similar/attributes.ts'
import { embed, embeddingOf, type Embedding } from '../../similar/embedding.ts'
import { goodsCounts } from '../../similar/goods.ts'
import { lookalikes, nearest, type Nearest } from '../../similar/nearest.ts'
import { reasonsOf } from '../../similar/reasons.ts'
import { writeCustomersCsv } from './customers-csv.ts'
import { drive, type Stop } from './drive.ts'
import type { RunFacts } from './prepare-run.ts'
import { viewOf, type RunView } from './query.ts'
import { chunkCount, datasetOf, share, type LayerInput } from './shared.ts'

/** The embedding of a run as parts in shared memory; see `embed`. */
export function embedRun(
  layers: readonly LayerInput[],
  facts: RunFacts,
  parts: Map<string, Uint8Array>,
  seed: number,
  stop: Stop,
  onProgress: (fraction: number) => void,
): Map<string, Uint8Array<SharedArrayBuffer>> {
  const dataset = datasetOf(layers, facts.scope.rules)
  const columns = partsToColumns(parts, facts.attributes)
  const chunks = Math.max(1, chunkCount(layers))
  const scope = {
    from: facts.scope.from ?? NO_DAY,
    asOf: facts.asOfDay,
    mask: exclusionMask(dataset, facts.scope.exclusions),
  }
  const most = Uint32Array.from(columns.buyers, (i) => columns.rows[i]!)
  const goods = drive(goodsCounts(dataset, scope, buyerOf(dataset, columns), most), stop, (done) =>
    onProgress((0.4 * done) / chunks),
  )
  const steps = embed({ columns, asOf: facts.asOfDay, scale: facts.scale, goods, itemNames: dataset.items, seed })
  return share(drive(steps, stop, (done) => onProgress(0.4 + 0.6 * done)))
}

/**
 * Place among the buyers of each customer of the dataset, or −1. By code where the files are those of the run; a run
 * whose files have changed since is met by customer number.
 */
function buyerOf(dataset: Dataset, columns: CustomerColumns): Int32Array {
  const places = new Int32Array(dataset.customers.count).fill(-1)
  const { buyers, code, customers } = columns
  const isSame = buyers.every(
    (i) => code[i]! < dataset.customers.count && stringAt(dataset.customers, code[i]!) === stringAt(customers, i),
  )
  if (isSame) buyers.forEach((i, b) => (places[code[i]!] = b))
  else {
    const byId = new Map(Array.from(buyers, (i, b) => [stringAt(customers, i), b]))
    for (let c = 0; c < places.length; c++) places[c] = byId.get(stringAt(dataset.customers, c)) ?? -1
  }
  return places
}

interface Known {
  readonly key: string
  readonly placeOf: Int32Array
  readonly attributes: readonly ComparedAttribute[]
}

let known: Known | null = null

function knownOf(run: RunView, view: CustomerView): Known {
  if (known?.key === run.key) return known
  const { columns } = view
  const placeOf = new Int32Array(columns.code.length).fill(-1)
  columns.buyers.forEach((i, b) => (placeOf[i] = b))
  known = { key: run.key, placeOf, attributes: comparedAttributes(columns.attributes, columns.buyers) }
  return known
}

/** The customers most like one, with the reasons; empty where she never bought. null: there is no such customer. */
function similarTo(
  run: RunView,
  parts: Map<string, Uint8Array>,
  index: number,
  limit: number,
): SimilarCustomers | null {
  const view = viewOf(run)
  const { buyers } = view.columns
  if (index >= view.columns.code.length) return null
  const { placeOf, attributes } = knownOf(run, view)
  const embedding = embeddingOf(parts)
  const own = placeOf[index]!
  if (own < 0) return { compared: buyers.length, neighbours: [] }
  const { vectors } = embedding
  const found = nearest(vectors, vectors.data.subarray(own * vectors.dims, (own + 1) * vectors.dims), limit, own)
  return {
    compared: buyers.length,
    neighbours: Array.from(found.rows, (b, place) => ({
      row: customerRow(view, buyers[b]!, run.scale, run.digits),
      similarity: found.similarity[place]!,
      reasons: reasonsOf(embedding, own, b, [index, buyers[b]!], attributes),
    })),
  }
}

/** The same group is paged through. */
let asked: { readonly key: string; readonly members: number; readonly found: Nearest } | null = null

function lookalikesOf(run: RunView, { vectors }: Embedding, like: CustomerFilter, count: number) {
  const key = JSON.stringify([run.key, like, count])
  if (asked?.key === key) return asked
  const view = viewOf(run)
  const { placeOf } = knownOf(run, view)
  const isMember = new Uint8Array(vectors.rows)
  let members = 0
  for (const i of selectCustomers(view, like, { field: '', descending: false })) {
    if (placeOf[i]! < 0) continue
    isMember[placeOf[i]!] = 1
    members++
  }
  const nobody: Nearest = { rows: new Uint32Array(0), similarity: new Float32Array(0) }
  asked = { key, members, found: members === 0 ? nobody : lookalikes(vectors, isMember, count) }
  return asked
}

function lookalikePage(
  run: RunView,
  parts: Map<string, Uint8Array>,
  like: CustomerFilter,
  count: number,
  offset: number,
  limit: number,
): Lookalikes {
  const view = viewOf(run)
  const { members, found } = lookalikesOf(run, embeddingOf(parts), like, count)
  const { buyers } = view.columns
  return {
    members,
    compared: buyers.length - members,
    total: found.rows.length,
    rows: Array.from(found.rows.subarray(offset, offset + limit), (b, i) => ({
      rank: offset + i + 1,
      similarity: found.similarity[offset + i]!,
      row: customerRow(view, buyers[b]!, run.scale, run.digits),
    })),
  }
}

function exportLookalikes(
  run: RunView,
  parts: Map<string, Uint8Array>,
  like: CustomerFilter,
  count: number,
  path: string,
  hashKey: string,
  stop: Stop,
): Promise<void> {
  const view = viewOf(run)
  const { found } = lookalikesOf(run, embeddingOf(parts), like, count)
  const rows = found.rows.map((b) => view.columns.buyers[b]!)
  return writeCustomersCsv(view, rows, run, path, hashKey, stop)
}

export const similarQueries = { similarTo, lookalikePage, exportLookalikes }
