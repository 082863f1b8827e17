import { stringAt, stringColumn } from './strings.ts'
import type {
  AttributeColumn,
  DictionaryColumn,
  ForeignChunk,
  LayerTail,
  RecodedChunks,
  StringColumn,
} from './types.ts'

/**
 * Tables of named byte arrays: how tails of layers and columns of runs are kept in the store and sent between threads.
 * A part's name carries its element type: `customers.offsets:u32`.
 */
export type Parts = Map<string, Uint8Array>

export type PartArray = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float32Array | Float64Array

const suffixes = [
  [Uint8Array, 'u8'],
  [Uint16Array, 'u16'],
  [Uint32Array, 'u32'],
  [Int32Array, 'i32'],
  [Float32Array, 'f32'],
  [Float64Array, 'f64'],
] as const

export function putArray(parts: Parts, name: string, array: PartArray): void {
  const suffix = suffixes.find(([type]) => array instanceof type)![1]
  parts.set(`${name}:${suffix}`, new Uint8Array(array.buffer, array.byteOffset, array.byteLength))
}

/** Below, copying costs no more than handing over. */
const LEAST_MOVED = 1 << 16

/** The buffers of large parts, to be handed to another thread instead of being copied: the parts are lost here then. */
export function buffersOf(parts: Parts): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>()
  for (const { buffer, byteLength } of parts.values())
    if (buffer instanceof ArrayBuffer && byteLength >= LEAST_MOVED && byteLength === buffer.byteLength)
      buffers.add(buffer)
  return [...buffers]
}

/** The array kept under `name`, or null. Views the bytes where they are aligned, else copies them. */
export function getArray<Type extends PartArray>(
  parts: Parts,
  name: string,
  type: { new (length: number): Type },
): Type | null {
  const suffix = suffixes.find(([each]) => (each as unknown) === type)![1]
  const bytes = parts.get(`${name}:${suffix}`)
  if (bytes === undefined) return null
  const Type = type as unknown as {
    new (buffer: ArrayBufferLike, offset: number, length: number): Type
    BYTES_PER_ELEMENT: number
  }
  const size = Type.BYTES_PER_ELEMENT
  const aligned = bytes.byteOffset % size === 0 ? bytes : bytes.slice()
  return new Type(aligned.buffer, aligned.byteOffset, aligned.byteLength / size)
}

export function putStrings(parts: Parts, name: string, column: StringColumn): void {
  putArray(parts, `${name}.bytes`, column.bytes)
  putArray(parts, `${name}.offsets`, column.offsets)
}

export function getStrings(parts: Parts, name: string): StringColumn {
  const bytes = getArray(parts, `${name}.bytes`, Uint8Array)
  const offsets = getArray(parts, `${name}.offsets`, Uint32Array)
  if (bytes === null || offsets === null) throw new Error(`parts: no strings called ${name}`)
  return { count: offsets.length - 1, bytes, offsets }
}

export function putDictionary(parts: Parts, name: string, column: DictionaryColumn): void {
  putStrings(parts, `${name}.dictionary`, column.dictionary)
  putArray(parts, `${name}.codes`, column.codes)
}

export function getDictionary(parts: Parts, name: string): DictionaryColumn {
  const codes = getArray(parts, `${name}.codes`, Uint32Array)
  if (codes === null) throw new Error(`parts: no dictionary called ${name}`)
  return { dictionary: getStrings(parts, `${name}.dictionary`), codes }
}

export interface AttributeHead {
  readonly name: string
  readonly role: string
}

const eventDictionaries = ['customers', 'types', 'products', 'categories'] as const

/** A layer's tail as named parts, and the small facts that go into its row. */
export function tailToParts(tail: LayerTail): { parts: Parts; attributes: AttributeHead[] } {
  const parts: Parts = new Map()
  if (tail.kind === 'orders') {
    putStrings(parts, 'customers', tail.customers)
    putStrings(parts, 'products', tail.products)
    putStrings(parts, 'productNames', tail.productNames)
    putStrings(parts, 'categories', tail.categories)
    tail.recoded?.forEach(({ fromChunk, customers, products, categories }, i) => {
      putArray(parts, `recoded${i}.from`, Uint32Array.of(fromChunk))
      putArray(parts, `recoded${i}.customers`, customers)
      putArray(parts, `recoded${i}.products`, products)
      putArray(parts, `recoded${i}.categories`, categories)
    })
    if (tail.foreign !== undefined && tail.foreign.length > 0) {
      putArray(
        parts,
        'foreign.chunks',
        Uint32Array.from(tail.foreign, ({ chunk }) => chunk),
      )
      putStrings(parts, 'foreign.currencies', stringColumn(tail.foreign.map(({ currency }) => currency)))
    }
  } else if (tail.kind === 'events') {
    for (const name of eventDictionaries) putStrings(parts, name, tail[name])
  } else if (tail.kind === 'campaign') {
    putStrings(parts, 'ids', tail.ids)
    putArray(parts, 'days', tail.days)
  } else {
    putStrings(parts, 'ids', tail.ids)
    putStrings(parts, 'emails', tail.emails)
  }
  tail.attributes.forEach((attribute, i) => putDictionary(parts, `attribute${i}`, attribute))
  return { parts, attributes: tail.attributes.map(({ name, role }) => ({ name, role })) }
}

export function partsToTail(kind: LayerTail['kind'], parts: Parts, heads: readonly AttributeHead[]): LayerTail {
  const attributes: AttributeColumn[] = heads.map((head, i) => ({ ...head, ...getDictionary(parts, `attribute${i}`) }))
  if (kind === 'orders') {
    const recoded = recodedOf(parts)
    const foreign = foreignOf(parts)
    return {
      kind,
      customers: getStrings(parts, 'customers'),
      products: getStrings(parts, 'products'),
      productNames: getStrings(parts, 'productNames'),
      categories: getStrings(parts, 'categories'),
      attributes,
      ...(recoded.length === 0 ? {} : { recoded }),
      ...(foreign.length === 0 ? {} : { foreign }),
    }
  }
  if (kind === 'events') {
    const [customers, types, products, categories] = eventDictionaries.map((name) => getStrings(parts, name))
    return { kind, customers: customers!, types: types!, products: products!, categories: categories!, attributes }
  }
  const ids = getStrings(parts, 'ids')
  if (kind === 'campaign') return { kind, rows: ids.count, ids, days: getArray(parts, 'days', Int32Array)!, attributes }
  return { kind, rows: ids.count, ids, emails: getStrings(parts, 'emails'), attributes }
}

function recodedOf(parts: Parts): RecodedChunks[] {
  const recoded: RecodedChunks[] = []
  for (;;) {
    const codes = (name: string) => getArray(parts, `recoded${recoded.length}.${name}`, Uint32Array)
    const from = codes('from')
    if (from === null) return recoded
    const [customers, products, categories] = [codes('customers'), codes('products'), codes('categories')]
    if (customers === null || products === null || categories === null)
      throw new Error(`parts: codes of the chunks from ${from[0]!} are missing`)
    recoded.push({ fromChunk: from[0]!, customers, products, categories })
  }
}

function foreignOf(parts: Parts): ForeignChunk[] {
  const chunks = getArray(parts, 'foreign.chunks', Uint32Array)
  if (chunks === null) return []
  const currencies = getStrings(parts, 'foreign.currencies')
  return Array.from(chunks, (chunk, i) => ({ chunk, currency: stringAt(currencies, i) }))
}
