import { encodeChunk } from '../../src/engine/columns/chunk-codec.ts'
import { stringColumn } from '../../src/engine/columns/strings.ts'
import {
  NO_CODE,
  RowKind,
  type AttributeColumn,
  type CustomersTail,
  type OrdersTail,
  type TransactionChunk,
} from '../../src/engine/columns/types.ts'
import { mergeLayers, type Dataset, type OrdersLayer } from '../../src/engine/dataset/dataset.ts'
import { dayNumber } from '../../src/engine/rfm/dates.ts'

/** One row of an orders file, as a person would write it. */
export interface SmallRow {
  /** null: a row without a customer. */
  readonly customer: string | null
  readonly day: string
  /** Currency units. */
  readonly amount: number
  /** Default: an order of its own. */
  readonly order?: string
  /** Default: by the sign of the amount. */
  readonly kind?: keyof typeof RowKind
  readonly product?: string
  readonly productName?: string
  readonly category?: string
}

class Dictionary {
  readonly values: string[] = []

  code(value: string | null | undefined): number {
    if (value === null || value === undefined) return NO_CODE
    const known = this.values.indexOf(value)
    return known >= 0 ? known : this.values.push(value) - 1
  }
}

export interface SmallLayerOptions {
  readonly scale?: number
  readonly rowsPerChunk?: number
  /** Orders in the order of their codes, so that several layers mean the same by a name; default: as they appear. */
  readonly orders?: readonly string[]
  /** Value per customer in order of first appearance; empty: none. */
  readonly attributes?: readonly { readonly name: string; readonly role?: string; readonly values: readonly string[] }[]
}

/** A layer of orders with the columns a reader would make of these rows. */
export function smallLayer(rows: readonly SmallRow[], options: SmallLayerOptions = {}): OrdersLayer {
  const scale = options.scale ?? 2
  const [customers, products, categories, orders] = [1, 2, 3, 4].map(() => new Dictionary()) as [
    Dictionary,
    Dictionary,
    Dictionary,
    Dictionary,
  ]
  options.orders?.forEach((name) => orders.code(name))
  const names: string[] = []
  const cells = rows.map((row, i) => {
    const product = products.code(row.product)
    if (product !== NO_CODE) names[product] ??= row.productName ?? ''
    return {
      customer: customers.code(row.customer),
      order: orders.code(row.order ?? `row ${i}`),
      day: dayNumber(row.day),
      amount: Math.round(row.amount * 10 ** scale),
      kind: RowKind[row.kind ?? (row.amount > 0 ? 'purchase' : row.amount < 0 ? 'return' : 'zero')],
      product,
      category: categories.code(row.category),
    }
  })
  const size = options.rowsPerChunk ?? 65_536
  const chunks: Uint8Array[] = []
  for (let at = 0; at < cells.length; at += size) {
    const part = cells.slice(at, at + size)
    const chunk: TransactionChunk = {
      rows: part.length,
      scale,
      customer: Uint32Array.from(part, ({ customer }) => customer),
      orderLow: Uint32Array.from(part, ({ order }) => Math.imul(order + 1, 0x9e3779b1)),
      orderHigh: Uint32Array.from(part, ({ order }) => order),
      day: Int32Array.from(part, ({ day }) => day),
      amount: Float64Array.from(part, ({ amount }) => amount),
      kind: Uint8Array.from(part, ({ kind }) => kind),
      product: Uint32Array.from(part, ({ product }) => product),
      category: Uint32Array.from(part, ({ category }) => category),
    }
    chunks.push(encodeChunk(chunk))
  }
  const tail: OrdersTail = {
    kind: 'orders',
    customers: stringColumn(customers.values),
    products: stringColumn(products.values),
    productNames: stringColumn(names),
    categories: stringColumn(categories.values),
    attributes: (options.attributes ?? []).map(({ name, role, values }) =>
      attribute(name, role ?? 'attribute', values),
    ),
  }
  return { tail, chunks }
}

/** A customers file: `id`, `email` and further columns, all as text; empty: none. */
export function smallPeople(
  rows: readonly { readonly id?: string; readonly email?: string; readonly [column: string]: string | undefined }[],
  roles: Readonly<Record<string, string>> = {},
): CustomersTail {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter(
    (name) => name !== 'id' && name !== 'email',
  )
  return {
    kind: 'customers',
    rows: rows.length,
    ids: stringColumn(rows.map(({ id }) => id ?? '')),
    emails: stringColumn(rows.map(({ email }) => email ?? '')),
    attributes: columns.map((name) =>
      attribute(
        name,
        roles[name] ?? 'attribute',
        rows.map((row) => row[name] ?? ''),
      ),
    ),
  }
}

export function smallDataset(rows: readonly SmallRow[], options: SmallLayerOptions = {}): Dataset {
  return mergeLayers([smallLayer(rows, options)], [])
}

/** Runs a generator to its end. */
export function finish<Result>(steps: Generator<unknown, Result>): Result {
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}

function attribute(name: string, role: string, values: readonly string[]): AttributeColumn {
  const dictionary = new Dictionary()
  const codes = Uint32Array.from(values, (value) => dictionary.code(value === '' ? null : value))
  return { name, role, dictionary: stringColumn(dictionary.values), codes }
}
