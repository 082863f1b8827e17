import type { CustomerFilter } from '../../../contract/customers.ts'
import type { GroupApart } from '../../../contract/explain.ts'
import type { Lookalikes, SimilarCustomers } from '../../../contract/similar.ts'
import { emptyStrings } from '../../columns/strings.ts'
import { apartOf } from '../../explain/apart.ts'
import { partsToColumns } from '../../rfm/column-parts.ts'
import type { CustomerColumns } from '../../rfm/customer-columns.ts'
import { customerRow } from '../../rfm/customer-row.ts'
import { partsToItems } from '../../rfm/item-parts.ts'
import { selectCustomers, type CustomerView } from '../../rfm/select-customers.ts'
import { comparedAttributes, type ComparedAttribute } from '../../similar/attributes.ts'
import { behaviourOf, type Behaviour } from '../../similar/behaviour.ts'
import { embed, embeddingOf, type Embedding } from '../../similar/embedding.ts'
import { lookalikes, nearest, type Nearest } from '../../similar/nearest.ts'
import { reasonsOf } from '../../similar/reasons.ts'
import { goodsOfBuyers } from '../../similar/sparse.ts'
import { writeCustomersCsv } from './customers-csv.ts'
import { drive, type Stop } from './drive.ts'
import type { RunFacts } from './prepare-run.ts'
import { viewOf, type RunView } from './query.ts'
import { share } from './shared.ts'

/** The embedding of a run as parts in shared memory; see `embed`. It stands on the run's columns alone: no row is read. */
export function embedRun(
  facts: RunFacts,
  parts: Map<string, Uint8Array>,
  seed: number,
  stop: Stop,
  onProgress: (fraction: number) => void,
): Map<string, Uint8Array<SharedArrayBuffer>> {
  const columns = partsToColumns(parts, facts.attributes)
  const { goods } = goodsOf(parts, columns)
  return share(drive(embed({ columns, asOf: facts.asOfDay, scale: facts.scale, goods, seed }), stop, onProgress))
}

/** What everyone bought; nothing for a run of a version that did not keep it. */
function goodsOf(parts: Map<string, Uint8Array>, { buyers, code }: CustomerColumns) {
  const { items, names } = partsToItems(parts) ?? {
    items: { offsets: new Uint32Array(code.length + 1), items: new Uint8Array(0), rows: new Uint8Array(0) },
    names: emptyStrings,
  }
  return { goods: goodsOfBuyers(items, names.count, buyers), names }
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

function embeddingOfRun(run: RunView, { columns }: CustomerView, parts: Map<string, Uint8Array>): Embedding {
  const { goods, names } = goodsOf(run.parts, columns)
  return embeddingOf(parts, goods, names)
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
  const embedding = embeddingOfRun(run, view, parts)
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

function lookalikesOf(run: RunView, view: CustomerView, { vectors }: Embedding, like: CustomerFilter, count: number) {
  const key = JSON.stringify([run.key, like, count])
  if (asked?.key === key) return asked
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
  const { members, found } = lookalikesOf(run, view, embeddingOfRun(run, view, parts), like, count)
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

/** Figures of the run asked about last. */
let figures: { readonly key: string; readonly behaviour: Behaviour } | null = null

/** What sets the customers of a filter apart from everyone else who bought. */
function apart(run: RunView, facts: RunFacts, filter: CustomerFilter): GroupApart {
  const view = viewOf(run)
  const { columns } = view
  const { placeOf, attributes } = knownOf(run, view)
  if (figures?.key !== run.key) figures = { key: run.key, behaviour: behaviourOf(columns, facts.asOfDay, facts.scale) }
  const { goods, names } = goodsOf(run.parts, columns)
  const isMember = new Uint8Array(columns.buyers.length)
  for (const i of selectCustomers(view, filter, { field: '', descending: false }))
    if (placeOf[i]! >= 0) isMember[placeOf[i]!] = 1
  const { behaviour } = figures
  return apartOf({ behaviour, goods, goodsNames: names, attributes, buyers: columns.buyers, isMember })
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
  const { found } = lookalikesOf(run, view, embeddingOfRun(run, view, parts), like, count)
  const rows = found.rows.map((b) => view.columns.buyers[b]!)
  return writeCustomersCsv(view, rows, run, path, hashKey, stop)
}

export const similarQueries = { similarTo, lookalikePage, exportLookalikes, apart }
