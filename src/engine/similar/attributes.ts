import { stringAt } from '../columns/strings.ts'
import { NO_CODE, type AttributeColumn } from '../columns/types.ts'
import { hash32 } from '../read/stores/dictionary.ts'
import { encodeUtf8 } from '../read/text/bytes.ts'

/** What names one person says nothing of whom she is like. */
const personal: ReadonlySet<string> = new Set(['name', 'email', 'phone', 'signup_date', 'lifetime_value', 'consent'])
/** Columns with more values than this are as good as ids. */
const MOST_VALUES = 200
/** Years of age that count as alike. */
const AGE_STEP = 10

export interface ComparedAttribute {
  readonly name: string
  readonly role: string
  readonly codes: Uint32Array
  /** Per code of the dictionary: the value that is compared (ages by the decade), numbered from 0; −1: none. */
  readonly group: Int32Array
  /** Text of each group, and how many customers of all have it. */
  readonly texts: readonly string[]
  readonly customers: Uint32Array
}

/** The attributes customers are compared by: those with few different values; ages by the decade. */
export function comparedAttributes(attributes: readonly AttributeColumn[], buyers: Uint32Array): ComparedAttribute[] {
  return attributes.flatMap((attribute): ComparedAttribute[] => {
    const { name, role, dictionary, codes } = attribute
    if (personal.has(role)) return []
    const texts: string[] = []
    const known = new Map<string, number>()
    const group = Int32Array.from({ length: dictionary.count }, (_, code) => {
      const text = role === 'age' ? decade(stringAt(dictionary, code)) : stringAt(dictionary, code).trim()
      if (text === '') return -1
      const found = known.get(text)
      if (found !== undefined) return found
      known.set(text, texts.length)
      return texts.push(text) - 1
    })
    if (texts.length < 2 || texts.length > MOST_VALUES) return []
    const customers = new Uint32Array(texts.length)
    for (const i of buyers) {
      const own = codes[i] === NO_CODE ? -1 : group[codes[i]!]!
      if (own >= 0) customers[own]!++
    }
    return [{ name, role, codes, group, texts, customers }]
  })
}

function decade(text: string): string {
  const age = Number(text)
  if (text.trim() === '' || !Number.isFinite(age) || age < 0) return ''
  const from = Math.floor(age / AGE_STEP) * AGE_STEP
  return `${from}–${from + AGE_STEP - 1}`
}

/** Group of a customer, or −1. */
export function groupOf(attribute: ComparedAttribute, customer: number): number {
  const code = attribute.codes[customer]!
  return code === NO_CODE ? -1 : attribute.group[code]!
}

/**
 * One-hot values hashed into `dims` signed places (Weinberger et al. 2009), rarer values weighing more
 * (√ of −ln of their share), so that a handful of places holds any number of columns.
 */
export function hashedAttributes(
  attributes: readonly ComparedAttribute[],
  customers: number,
  dims: number,
): (customer: number, into: Float32Array, at: number) => void {
  const places = attributes.map(({ name, texts, customers: having }) =>
    texts.map((text, group) => {
      const hash = hashOf(`${name}\u0000${text}`)
      const share = Math.max(1, having[group]!) / Math.max(1, customers)
      return { place: (hash >>> 1) % dims, weight: (hash & 1 ? 1 : -1) * Math.sqrt(-Math.log(Math.min(0.999, share))) }
    }),
  )
  return (customer, into, at) => {
    for (let d = 0; d < dims; d++) into[at + d] = 0
    attributes.forEach((attribute, a) => {
      const group = groupOf(attribute, customer)
      if (group < 0) return
      const { place, weight } = places[a]![group]!
      into[at + place] = into[at + place]! + weight
    })
  }
}

function hashOf(text: string): number {
  const bytes = encodeUtf8(text)
  return hash32(bytes, 0, bytes.length)
}
