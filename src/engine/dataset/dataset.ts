import { chunkHead, chunkScratch, decodeChunk, type ChunkColumn } from '../columns/chunk-codec.ts'
import { recode, recodingOf } from '../columns/recode.ts'
import { stringAt, stringColumn } from '../columns/strings.ts'
import {
  NO_CODE,
  NO_DAY,
  type AttributeColumn,
  type CustomersTail,
  type OrdersTail,
  type RecodedChunks,
  type StringColumn,
  type TransactionChunk,
} from '../columns/types.ts'

export interface OrdersLayer {
  readonly tail: OrdersTail
  /** Encoded chunks (chunk-codec). */
  readonly chunks: readonly Uint8Array[]
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
  /** Rows of all chunks. */
  readonly rows: number
  /** Day of the earliest row of any chunk; NO_DAY without rows. */
  readonly firstDay: number
  /** Latest day of a purchase or return, NO_DAY without one; null: only a scan can say. */
  readonly latestDay: number | null
  /** The largest money scale of any chunk: amounts below are integers × 10^-scale. */
  readonly scale: number
  /**
   * Chunks in file order with codes of this dataset. One at a time: the next one takes the place of the last in the same
   * arrays, which may be longer than the chunk's rows.
   * @param wanted the columns the scan reads; `item` comes with product and category
   * @param takes which chunks are read; default all
   */
  chunks(wanted?: readonly ChunkColumn[], takes?: (layer: number, place: number) => boolean): Generator<DatasetChunk>
}

export interface DatasetChunk extends TransactionChunk {
  /** Index into `items`, or NO_CODE. */
  readonly item: Uint32Array
  /** Where it stands: position of its layer among the layers of orders, and its own in that layer. */
  readonly layer: number
  readonly place: number
}

interface LayerMap {
  readonly customer: Uint32Array | null
  readonly product: Uint32Array
  readonly category: Uint32Array
  readonly itemOfProduct: Uint32Array
  readonly itemOfCategory: Uint32Array
}

/**
 * Merges layers in the order they were imported.
 * Cost: one dictionary look-up per distinct value and layer; rows are only touched while `chunks()` is read.
 */
export function mergeLayers(orders: readonly OrdersLayer[], people: readonly CustomersTail[]): Dataset {
  const customers = new Index()
  const products = new Index()
  const productNames: string[] = []
  const categories = new Index()
  const items = new Index()
  const productCodes = orders.map(({ tail }) => {
    const product = codesOf(tail.products, products)
    // One name per code, the latest file's: a spelling that changed between two files does not make two goods.
    product.forEach((code, i) => {
      const name = stringAt(tail.productNames, i)
      if (name !== '' || productNames[code] === undefined) productNames[code] = name
    })
    return product
  })
  const maps = orders.map(({ tail }, layer): LayerMap => {
    const product = productCodes[layer]!
    const category = codesOf(tail.categories, categories)
    return {
      // The first layer's codes stay as they are.
      customer: layer === 0 && customers.takeOver(tail.customers) ? null : codesOf(tail.customers, customers),
      product,
      category,
      itemOfProduct: product.map((code, i) => items.code(productNames[code] || stringAt(tail.products, i))),
      itemOfCategory: Uint32Array.from({ length: tail.categories.count }, (_, i) =>
        items.code(stringAt(tail.categories, i)),
      ),
    }
  })
  const { attributes, inCustomersFile } = joinAttributes(orders, maps, people, customers)
  const heads = orders.flatMap(({ chunks }) => chunks.map(chunkHead))
  const scale = heads.reduce((most, head) => Math.max(most, head.scale), 0)

  return {
    customers: customers.column(),
    inCustomersFile,
    items: items.column(),
    products: products.column(),
    productNames: stringColumn(productNames),
    categories: categories.column(),
    attributes,
    rows: heads.reduce((sum, { rows }) => sum + rows, 0),
    firstDay: heads.length === 0 ? NO_DAY : heads.reduce((first, head) => Math.min(first, head.firstDay), Infinity),
    latestDay: heads.some((head) => head.latestDay === null)
      ? null
      : heads.reduce((latest, head) => Math.max(latest, head.latestDay!), NO_DAY),
    scale,
    *chunks(wanted, takes) {
      const columns = wanted === undefined ? undefined : new Set(wanted)
      const scratch = chunkScratch()
      let item = new Uint32Array(0)
      for (const [layer, { tail, chunks }] of orders.entries()) {
        let recoding: RecodedChunks | null = null
        let map = maps[layer]!
        for (const [place, bytes] of chunks.entries()) {
          if (takes !== undefined && !takes(layer, place)) continue
          const chunk = decodeChunk(bytes, scratch, columns)
          if (item.length < chunk.rows) item = new Uint32Array(chunk.rows)
          const own = recodingOf(tail, place)
          if (own !== recoding) {
            recoding = own
            map = own === null ? maps[layer]! : throughRecoding(own, maps[layer]!)
          }
          yield { ...translate(chunk, map, scale, item, columns), layer, place }
        }
      }
    },
  }
}

/** Codes of the dataset instead of the layer's, amounts at the dataset's scale. Works in place: the chunk is ours. */
function translate(
  chunk: TransactionChunk,
  map: LayerMap,
  scale: number,
  item: Uint32Array,
  wanted: ReadonlySet<ChunkColumn> | undefined,
): Omit<DatasetChunk, 'layer' | 'place'> {
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
  const factor = 10 ** (scale - chunk.scale)
  if (factor !== 1 && wants('amount')) for (let i = 0; i < rows; i++) amount[i] = amount[i]! * factor
  return { ...chunk, scale, item }
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

/** Strings to codes, in order of first appearance. A dictionary taken over whole is only looked into when asked. */
class Index {
  private readonly codes = new Map<string, number>()
  private taken: StringColumn | null = null

  /** Takes over a dictionary of distinct values with its codes; false where there are values already. */
  takeOver(column: StringColumn): boolean {
    if (this.size > 0) return false
    this.taken = column
    return true
  }

  code(value: string): number {
    const codes = this.known()
    const found = codes.get(value)
    if (found !== undefined) return found
    codes.set(value, codes.size)
    return codes.size - 1
  }

  find(value: string): number | undefined {
    return this.known().get(value)
  }

  entries(): IterableIterator<[string, number]> {
    return this.known().entries()
  }

  get size(): number {
    return Math.max(this.codes.size, this.taken?.count ?? 0)
  }

  column(): StringColumn {
    return this.taken !== null && this.taken.count === this.size ? this.taken : stringColumn(this.codes.keys())
  }

  private known(): Map<string, number> {
    const { taken, codes } = this
    if (taken !== null && codes.size === 0) {
      for (let i = 0; i < taken.count; i++) codes.set(stringAt(taken, i), i)
    }
    return codes
  }
}

function codesOf(column: StringColumn, index: Index): Uint32Array {
  const codes = new Uint32Array(column.count)
  for (let i = 0; i < column.count; i++) codes[i] = index.code(stringAt(column, i))
  return codes
}

/** One attribute being filled: the last value set wins. */
class AttributeBuilder {
  readonly name: string
  readonly role: string
  private readonly values = new Index()
  private codes = new Uint32Array(0)

  constructor(name: string, role: string) {
    this.name = name
    this.role = role
  }

  /** Codes of this builder for each value of a dictionary; empty values are no values. */
  codesFor(dictionary: StringColumn): Uint32Array {
    return Uint32Array.from({ length: dictionary.count }, (_, i) => {
      const value = stringAt(dictionary, i)
      return value === '' ? NO_CODE : this.values.code(value)
    })
  }

  set(customer: number, code: number): void {
    if (code === NO_CODE) return
    if (customer >= this.codes.length) {
      const grown = new Uint32Array(Math.max(1024, (customer + 1) * 2)).fill(NO_CODE)
      grown.set(this.codes)
      this.codes = grown
    }
    this.codes[customer] = code
  }

  finish(customers: number): AttributeColumn {
    const codes = new Uint32Array(customers).fill(NO_CODE)
    codes.set(this.codes.subarray(0, customers))
    return { name: this.name, role: this.role, dictionary: this.values.column(), codes }
  }
}

/**
 * Joins customers files to the people of the orders: by customer_id where it stands, else by e-mail (also where the
 * e-mail itself is the key of a guest checkout). Rows that meet nobody become customers of their own.
 */
function joinAttributes(
  orders: readonly OrdersLayer[],
  maps: readonly LayerMap[],
  people: readonly CustomersTail[],
  customers: Index,
): { attributes: AttributeColumn[]; inCustomersFile: Uint8Array } {
  const builders = new Map<string, AttributeBuilder>()
  const builderFor = (name: string, role: string): AttributeBuilder => {
    const key = role === 'attribute' ? `attribute ${name.toLowerCase()}` : role
    const known = builders.get(key)
    if (known !== undefined) return known
    const created = new AttributeBuilder(name, role)
    builders.set(key, created)
    return created
  }
  const byEmail = new Map<string, number>()

  orders.forEach(({ tail }, layer) => {
    const toDataset = maps[layer]!.customer
    for (const attribute of tail.attributes) {
      const builder = builderFor(attribute.name, attribute.role)
      const codes = builder.codesFor(attribute.dictionary)
      for (let i = 0; i < tail.customers.count; i++) {
        const code = attribute.codes[i]!
        if (code === NO_CODE) continue
        const customer = toDataset === null ? i : toDataset[i]!
        builder.set(customer, codes[code]!)
        if (attribute.role !== 'email' || people.length === 0) continue
        const email = emailKey(stringAt(attribute.dictionary, code))
        if (!byEmail.has(email)) byEmail.set(email, customer)
      }
    }
  })
  if (people.length > 0) {
    for (const [id, customer] of customers.entries()) {
      if (id.includes('@') && !byEmail.has(emailKey(id))) byEmail.set(emailKey(id), customer)
    }
  }

  const targets: Uint32Array[] = []
  for (const tail of people) {
    const target = new Uint32Array(tail.rows)
    targets.push(target)
    const emails = builderFor('email', 'email')
    const emailCodes = emails.codesFor(tail.emails)
    for (let i = 0; i < tail.rows; i++) {
      const id = stringAt(tail.ids, i)
      const email = stringAt(tail.emails, i)
      const known = customers.find(id) ?? (email === '' ? undefined : byEmail.get(emailKey(email)))
      const customer = known ?? customers.code(id === '' ? email : id)
      target[i] = customer
      if (email !== '') {
        emails.set(customer, emailCodes[i]!)
        if (!byEmail.has(emailKey(email))) byEmail.set(emailKey(email), customer)
      }
    }
    for (const attribute of tail.attributes) {
      const builder = builderFor(attribute.name, attribute.role)
      const codes = builder.codesFor(attribute.dictionary)
      for (let i = 0; i < tail.rows; i++) {
        const code = attribute.codes[i]!
        if (code !== NO_CODE) builder.set(target[i]!, codes[code]!)
      }
    }
  }
  const inCustomersFile = new Uint8Array(customers.size)
  for (const target of targets) for (const customer of target) inCustomersFile[customer] = 1
  const attributes = [...builders.values()].map((builder) => builder.finish(customers.size))
  return { attributes: attributes.filter((column) => column.dictionary.count > 0), inCustomersFile }
}

function emailKey(email: string): string {
  return email.trim().toLowerCase()
}
