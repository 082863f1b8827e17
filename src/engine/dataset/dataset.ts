import type { ImportDecision } from '../../contract/changes.ts'
import { plainDecision } from '../../contract/plain-decision.ts'
import { leavesOut, markLeftOut } from '../changes/leave-out.ts'
import { pairReversals, type Reversal } from '../changes/reversals.ts'
import { Mark, type RowsSource } from '../changes/rows-source.ts'
import { chunkScratch, decodeChunk, type ChunkColumn, type ChunkHead } from '../columns/chunk-codec.ts'
import { chunkList, type ChunkList } from '../columns/chunk-list.ts'
import { recode, recodingOf } from '../columns/recode.ts'
import { stringAt, stringColumn } from '../columns/strings.ts'
import {
  NO_CODE,
  NO_DAY,
  RowKind,
  type AttributeColumn,
  type OrdersTail,
  type RecodedChunks,
  type StringColumn,
  type TransactionChunk,
} from '../columns/types.ts'
import { convertAmounts, convertedScale, parseRate, type Rate } from '../money/convert.ts'
import { joinAttributes, peopleOfRows, type CustomersLayer } from './attributes.ts'
import { mergeEvents, type DatasetEvents, type EventsLayer } from './events.ts'
import { everyoneApart, mergePeople, sharedEmails, type EmailGroup } from './people.ts'
import { plainRules, type DatasetRules } from './rules.ts'
import { TextIndex } from './text-index.ts'

export interface OrdersLayer {
  readonly tail: OrdersTail
  /** Encoded chunks (chunk-codec). */
  readonly chunks: ChunkList | readonly Uint8Array[]
  /** How it meets the layers before it; default: beside them. */
  readonly decision?: ImportDecision
  /** ISO code of its amounts, but for the chunks in `tail.foreign`; null or absent: the project's. */
  readonly currency?: string | null
}

/** The active layers of a project, merged: one dictionary of customers, products and categories for all of them. */
export interface Dataset {
  /** In order of first appearance; people who stand only in a customers file come last. */
  readonly customers: StringColumn
  /** 1: stands in a customers file. */
  readonly inCustomersFile: Uint8Array
  /** What a row's goods are called: the category, else the product's name, else its code. In order of appearance. */
  readonly items: StringColumn
  /** Product codes and names, for exclusions and suggestions. */
  readonly products: StringColumn
  readonly productNames: StringColumn
  readonly categories: StringColumn
  /** One value per customer; a customers file wins over columns of an orders file. */
  readonly attributes: readonly AttributeColumn[]
  /** null: there is no file of events. Who stands in none but those comes behind the customers of the orders. */
  readonly events: DatasetEvents | null
  /** Rows of all chunks. */
  readonly rows: number
  /** The chunks that take part, in file order; rows are counted before any is left out. */
  readonly places: readonly ChunkPlace[]
  /** Day of the earliest row of any chunk; NO_DAY without rows. */
  readonly firstDay: number
  /** Latest day of a purchase or return, NO_DAY without one; null: only a scan can say. */
  readonly latestDay: number | null
  /** The largest money scale of any chunk: amounts below are integers × 10^-scale. */
  readonly scale: number
  /** Of each customer's code the one of the person; null: nobody stands under two ids. */
  readonly aliases: Uint32Array | null
  /**
   * Chunks in file order with codes of this dataset. One at a time: the next one takes the place of the last in the same
   * arrays, which may be longer than the chunk's rows. Rows that are left out do not appear; those of a purchase and the
   * cancellation that reverses it are void where the rules say so.
   * @param wanted the columns the scan reads; `item` comes with product and category
   * @param takes which chunks are read; default all
   */
  chunks(wanted?: readonly ChunkColumn[], takes?: TakesChunk): Generator<DatasetChunk>
  /** The same before cancellations are taken out with their purchase: netting does not move the day measured from. */
  beforeNetting(wanted?: readonly ChunkColumn[]): Generator<DatasetChunk>
  /** Every row before any is left out; for the findings that decisions are made from. */
  readonly source: RowsSource
  /** What was done to each row of `source`; null: nothing. */
  readonly marks: Uint8Array | null
  /** Cancellations with the purchase they reverse, whether they are taken out or not. */
  reversals(upTo: number): Reversal[]
  /** Addresses that stand at several ids. */
  sharedEmails(): EmailGroup[]
}

export interface ChunkPlace {
  /** Position of its layer among the layers of orders, and its own in that layer. */
  readonly layer: number
  readonly place: number
  /** Rows of all chunks before it, and its own. */
  readonly firstRow: number
  readonly rows: number
}

/** Another currency than the project's. */
export interface ForeignMoney {
  /** ISO code. */
  readonly currency: string
  /** There is no rate: the amounts are as they were, and must not be added to others. */
  readonly isHeldBack: boolean
}

export interface DatasetChunk extends TransactionChunk {
  /** null: its money is the project's. */
  readonly foreign: ForeignMoney | null
  /** Index into `items`, or NO_CODE. */
  readonly item: Uint32Array
  /** Where it stands: position of its layer among the layers of orders, and its own in that layer. */
  readonly layer: number
  readonly place: number
  /** Where rows are left out: position of each remaining one in the stored chunk; null: all are there. */
  readonly row: Uint32Array | null
}

/** Says of a chunk, by its layer's position among the layers of orders and its own in that layer, whether it is read. */
export type TakesChunk = (layer: number, place: number) => boolean

interface LayerMap {
  readonly customer: Uint32Array | null
  readonly product: Uint32Array
  readonly category: Uint32Array
  readonly itemOfProduct: Uint32Array
  readonly itemOfCategory: Uint32Array
}

/** A chunk that takes part, and how its amounts become the project's. */
interface PlacedChunk {
  readonly layer: number
  /** Its number within the layer. */
  readonly place: number
  readonly bytes: () => Uint8Array
  readonly firstRow: number
  readonly head: ChunkHead
  readonly rate: Rate | null
  readonly foreign: ForeignMoney | null
}

/**
 * Merges layers in the order they were imported.
 * Cost: one dictionary look-up per distinct value and layer; rows are only touched while `chunks()` is read, and where
 * decisions or rules look at every line.
 * @param known the marks of the same layers under the same rules, where they were found before
 */
export function mergeLayers(
  orders: readonly OrdersLayer[],
  people: readonly CustomersLayer[],
  rules: DatasetRules = plainRules,
  events: readonly EventsLayer[] = [],
  known: Uint8Array | null = null,
): Dataset {
  const customers = new TextIndex()
  const products = new TextIndex()
  const productNames: string[] = []
  const categories = new TextIndex()
  const items = new TextIndex()
  const productCodes = orders.map(({ tail }) => {
    const product = products.codesOf(tail.products)
    // One name per code, the latest file's: a spelling that changed between two files does not make two goods.
    product.forEach((code, i) => {
      const name = stringAt(tail.productNames, i)
      if (name !== '' || productNames[code] === undefined) productNames[code] = name
    })
    return product
  })
  // The first layer's codes stay as they are.
  const customerCodes = orders.map(({ tail }, layer) =>
    layer === 0 && customers.takeOver(tail.customers) ? null : customers.codesOf(tail.customers),
  )
  const eventCodes = events.map(({ tail }) => customers.codesOf(tail.customers))
  const targets = peopleOfRows(orders, customerCodes, people, customers)
  const column = customers.column()
  const emails = () => sharedEmails(column, orders, customerCodes, people, targets)
  const mergesPeople = rules.people.all || rules.people.merged.length > 0
  const persons = mergesPeople ? mergePeople(column, emails(), rules.people) : everyoneApart
  const { aliases } = persons
  const eventCustomers = aliases === null ? eventCodes : eventCodes.map((codes) => codes.map((code) => aliases[code]!))
  const maps = orders.map(({ tail }, layer): LayerMap => {
    const product = productCodes[layer]!
    const codes = customerCodes[layer]!
    return {
      customer: aliases === null ? codes : codes === null ? aliases : codes.map((code) => aliases[code]!),
      product,
      category: categories.codesOf(tail.categories),
      itemOfProduct: product.map((code, i) => items.code(productNames[code] || stringAt(tail.products, i))),
      itemOfCategory: Uint32Array.from({ length: tail.categories.count }, (_, i) =>
        items.code(stringAt(tail.categories, i)),
      ),
    }
  })
  const { attributes, inCustomersFile } = joinAttributes(orders, customerCodes, people, targets, persons, column.count)
  const { placed, starts, scale } = placeChunks(orders, rules)
  const rows = starts.at(-1)!

  function* scan(
    wanted: readonly ChunkColumn[] | undefined,
    from: number,
    to: number,
    takes?: TakesChunk,
  ): Generator<DatasetChunk & { readonly firstRow: number }> {
    const wantedColumns = wanted === undefined ? undefined : new Set(wanted)
    const scratch = chunkScratch()
    let item = new Uint32Array(0)
    let layer = -1
    let recoding: RecodedChunks | null = null
    let map = maps[0]!
    for (const chunk of placed) {
      if (chunk.layer < from || chunk.layer >= to || takes?.(chunk.layer, chunk.place) === false) continue
      const decoded = decodeChunk(chunk.bytes(), scratch, wantedColumns)
      if (item.length < decoded.rows) item = new Uint32Array(decoded.rows)
      const own = recodingOf(orders[chunk.layer]!.tail, chunk.place)
      if (own !== recoding || chunk.layer !== layer) {
        recoding = own
        layer = chunk.layer
        map = own === null ? maps[layer]! : throughRecoding(own, maps[layer]!)
      }
      const { place, firstRow, foreign } = chunk
      const translated = translate(decoded, map, scale, item, wantedColumns, chunk.rate)
      yield { ...translated, foreign, layer, place, row: null, firstRow }
    }
  }
  const source: RowsSource = { rows, starts, scan }
  const decisions = orders.map(({ decision }) => decision ?? plainDecision)
  const isKnown = known?.length === rows
  const leftOut = !isKnown
    ? markLeftOut(source, decisions)
    : decisions.some(leavesOut)
      ? known.map((mark) => (mark === Mark.void ? Mark.keep : mark))
      : null
  let leftOutRows = 0
  if (leftOut !== null) for (let row = 0; row < rows; row++) if (leftOut[row] === Mark.leaveOut) leftOutRows++
  const marks = isKnown ? known : withNetted(source, rules, leftOut)

  return {
    customers: column,
    inCustomersFile,
    items: items.column(),
    products: products.column(),
    productNames: stringColumn(productNames),
    categories: categories.column(),
    attributes,
    events: events.length === 0 ? null : mergeEvents(events, eventCustomers),
    rows: rows - leftOutRows,
    places: placed.map(({ layer, place, firstRow, head }) => ({ layer, place, firstRow, rows: head.rows })),
    firstDay:
      placed.length === 0 ? NO_DAY : placed.reduce((first, { head }) => Math.min(first, head.firstDay), Infinity),
    // Where rows are left out, what the chunks say of themselves is no longer so.
    latestDay:
      leftOut !== null || placed.some(({ head }) => head.latestDay === null)
        ? null
        : placed.reduce((latest, { head }) => Math.max(latest, head.latestDay!), NO_DAY),
    scale,
    aliases,
    chunks: (wanted, takes) => marked(scan(wanted, 0, orders.length, takes), marks, wanted),
    beforeNetting: (wanted) => marked(scan(wanted, 0, orders.length), leftOut, wanted),
    source,
    marks,
    reversals: (upTo) => pairReversals(source, upTo, leftOut),
    sharedEmails: emails,
  }
}

/** The marks with cancellations void, and the purchases that they reverse, where the rules say so. */
function withNetted(source: RowsSource, { netUpTo }: DatasetRules, leftOut: Uint8Array | null): Uint8Array | null {
  const netted = netUpTo === null ? [] : pairReversals(source, netUpTo, leftOut)
  if (netted.length === 0) return leftOut
  const marks = leftOut?.slice() ?? new Uint8Array(source.rows)
  for (const { purchaseRow, returnRow } of netted) {
    marks[purchaseRow] = Mark.void
    marks[returnRow] = Mark.void
  }
  return marks
}

/** Chunks that take part; those in a currency that has no rate are held back. */
function placeChunks(
  orders: readonly OrdersLayer[],
  rules: DatasetRules,
): { placed: PlacedChunk[]; starts: number[]; scale: number } {
  const placed: PlacedChunk[] = []
  const starts = [0]
  let row = 0
  let most = 0
  orders.forEach(({ tail, chunks, currency = null }, layer) => {
    const currencies = new Map((tail.foreign ?? []).map(({ chunk, currency: code }) => [chunk, code]))
    const list = chunkList(chunks)
    list.heads.forEach((head, place) => {
      const code = currencies.get(place) ?? currency
      const isForeign = code !== null && rules.currency !== null && code !== rules.currency
      const rate = isForeign ? parseRate(rules.rates[code] ?? '') : null
      const foreign = isForeign ? { currency: code, isHeldBack: rate === null } : null
      if (foreign?.isHeldBack === true && rules.showsHeldBack !== true) return
      placed.push({ layer, place, bytes: () => list.bytes(place), firstRow: row, head, rate, foreign })
      row += head.rows
      most = Math.max(most, rate === null ? head.scale : convertedScale(head.scale, rate))
    })
    starts.push(row)
  })
  return { placed, starts, scale: most }
}

/** Codes of the dataset instead of the layer's, amounts at the dataset's scale. Works in place: the chunk is ours. */
function translate(
  chunk: TransactionChunk,
  map: LayerMap,
  scale: number,
  item: Uint32Array,
  wanted: ReadonlySet<ChunkColumn> | undefined,
  rate: Rate | null,
): Omit<DatasetChunk, 'foreign' | 'layer' | 'place' | 'row'> {
  const { rows, customer, product, category, amount } = chunk
  const wants = (column: ChunkColumn) => wanted === undefined || wanted.has(column)
  if (wants('product') && wants('category')) {
    for (let i = 0; i < rows; i++) {
      const p = product[i]!
      const c = category[i]!
      item[i] = c !== NO_CODE ? map.itemOfCategory[c]! : p !== NO_CODE ? map.itemOfProduct[p]! : NO_CODE
    }
  }
  if (wants('product')) recode(product, map.product, rows)
  if (wants('category')) recode(category, map.category, rows)
  if (wants('customer') && map.customer !== null) recode(customer, map.customer, rows)
  let { scale: own } = chunk
  if (rate !== null) {
    if (wants('amount')) convertAmounts(amount, rows, own, rate)
    own = convertedScale(own, rate)
  }
  const factor = 10 ** (scale - own)
  if (factor !== 1 && wants('amount')) for (let i = 0; i < rows; i++) amount[i] = amount[i]! * factor
  return { ...chunk, scale, item }
}

function* marked(
  chunks: Iterable<DatasetChunk & { readonly firstRow: number }>,
  marks: Uint8Array | null,
  wanted: readonly ChunkColumn[] | undefined,
): Generator<DatasetChunk> {
  const columns = wanted === undefined ? undefined : new Set(wanted)
  for (const { firstRow, ...chunk } of chunks)
    yield marks === null ? chunk : withMarks(chunk, marks.subarray(firstRow, firstRow + chunk.rows), columns)
}

/** Leaves marked rows out and makes others void. In place. */
function withMarks(chunk: DatasetChunk, marks: Uint8Array, wanted: ReadonlySet<ChunkColumn> | undefined): DatasetChunk {
  if (marks.every((mark) => mark === Mark.keep)) return chunk
  const names = (['customer', 'orderLow', 'orderHigh', 'day', 'amount', 'kind', 'product', 'category'] as const).filter(
    (name) => wanted === undefined || wanted.has(name),
  )
  const columns = [...names.map((name) => chunk[name]), chunk.item]
  const { amount, kind } = chunk
  const [hasAmount, hasKind] = [names.includes('amount'), names.includes('kind')]
  const row = new Uint32Array(chunk.rows)
  let rows = 0
  for (let i = 0; i < chunk.rows; i++) {
    const mark = marks[i]!
    if (mark === Mark.leaveOut) continue
    if (mark === Mark.void) {
      if (hasAmount) amount[i] = 0
      if (hasKind) kind[i] = RowKind.void
    }
    if (rows !== i) for (const column of columns) column[rows] = column[i]!
    row[rows++] = i
  }
  return { ...chunk, rows, row: rows === chunk.rows ? null : row }
}

/** From a chunk's own codes straight to the dataset's. */
function throughRecoding(own: RecodedChunks, map: LayerMap): LayerMap {
  return {
    customer: map.customer === null ? own.customers : own.customers.map((code) => map.customer![code]!),
    product: own.products.map((code) => map.product[code]!),
    category: own.categories.map((code) => map.category[code]!),
    itemOfProduct: own.products.map((code) => map.itemOfProduct[code]!),
    itemOfCategory: own.categories.map((code) => map.itemOfCategory[code]!),
  }
}
