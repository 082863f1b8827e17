import type { Role } from '../../../contract/imports.ts'
import { fillers, inclusive, vocabulary, type Concept } from './header-vocabulary.ts'
import { plainWord } from '../values/status.ts'

const exact = new Map<string, Set<Concept>>()
const stems: { readonly stem: string; readonly concept: Concept }[] = []
for (const [concept, list] of Object.entries(vocabulary) as [Concept, string][])
  for (const word of list.split(' ')) {
    const bare = word.replace('*', '')
    exact.set(bare, (exact.get(bare) ?? new Set()).add(concept))
    if (word.endsWith('*') && bare.length >= 4) stems.push({ stem: bare, concept })
  }

/** Concepts whose words people misspell in headers that they write by hand. */
const misspelt: ReadonlySet<Concept> = new Set([
  'who',
  'order',
  'date',
  'money',
  'price',
  'quantity',
  'product',
  'discount',
  'shipping',
])
const spellable = [...exact].filter(
  ([word, concepts]) => word.length >= 6 && [...concepts].some((concept) => misspelt.has(concept)),
)

/** Several orders: a number beside such a word counts them. */
const plurals: ReadonlySet<string> = new Set(
  'orders purchases transactions invoices bestellungen auftraege auftrage rechnungen kaufe siparisler commandes achats factures pedidos compras facturas ordenes'.split(
    ' ',
  ),
)

interface Reading {
  readonly concepts: Set<Concept>
  /** A word of no meaning known here stands among them. */
  hasUnknown: boolean
  /** It counts orders: `number of orders`. */
  readonly isCount: boolean
  /** A word is taken for one that it is spelt like. */
  isGuess: boolean
}

/** Headers that were read, but for their digits, which mean nothing: a wide sheet numbers its columns. */
const known = new Map<string, Reading>()
const MOST_KNOWN = 4096

/** What the words of a header stand for. */
function read(header: string): Reading {
  const key = header.replace(/\d/g, '0')
  let reading = known.get(key)
  if (reading === undefined) {
    reading = readWords(key)
    if (known.size < MOST_KNOWN) known.set(key, reading)
  }
  return reading
}

function readWords(header: string): Reading {
  const spaced = header.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
  const words = wordsOf(spaced)
  // `MwSt` is one word, `CustomerID` two: both ways to see it count.
  const whole = wordsOf(header).filter((word) => !words.includes(word))
  const reading: Reading = {
    concepts: new Set(),
    isCount: words.some((word) => plurals.has(word)),
    hasUnknown: false,
    isGuess: false,
  }
  const qualifier = words.findIndex((word) => inclusive.has(word))
  let hasTax = false
  for (const [at, word] of [...words, ...whole].entries()) {
    const found = conceptsOf(word)
    // Of `total incl. tax` and `KDV dahil tutar` the total is meant; of `total incl. shipping` as well.
    if (qualifier >= 0 && found.delete('tax')) hasTax = true
    if (qualifier >= 0 && at > qualifier && at < words.length) found.delete('shipping')
    for (const concept of found) reading.concepts.add(concept)
    const isKnown = found.size > 0 || hasTax || fillers.has(word) || inclusive.has(word) || word.length <= 2
    if (isKnown || at >= words.length) continue
    const meant = spelling(word)
    if (meant === null) reading.hasUnknown = true
    else {
      reading.isGuess = true
      for (const concept of meant) reading.concepts.add(concept)
    }
  }
  return reading
}

function wordsOf(text: string): string[] {
  return plainWord(text.replace(/#|№|\b[nN][°º]/g, ' no ').replace(/%/g, ' percent '))
    .replace(/\be (mail|posta)\b/g, 'e$1')
    .split(' ')
}

function conceptsOf(word: string): Set<Concept> {
  const found = new Set<Concept>(exact.get(word))
  for (const { stem, concept } of stems) if (word.length > stem.length && word.includes(stem)) found.add(concept)
  // `kdnr`, `belegnr`, `siparisno`: the number of what stands before it.
  const glued = /^(.{2,}?)s?(?:nr|no|id|num)$/.exec(word)
  if (glued !== null && !found.has('id')) {
    const what = conceptsOf(glued[1]!)
    if (what.size > 0) for (const concept of what.add('id')) found.add(concept)
  }
  // `amountcents`: the coin of what stands before it.
  const coined = found.size === 0 ? /^(.{3,}?)(?:in)?(?:cents|centimes|kurus|centimos)$/.exec(word) : null
  return coined === null ? found : conceptsOf(coined[1]!)
}

/** What a word that is spelt almost like a known one stands for. */
function spelling(word: string): ReadonlySet<Concept> | null {
  if (word.length < 5) return null
  for (const [known, concepts] of spellable) {
    if (known[0] !== word[0]) continue
    const most = known.length >= 8 ? 2 : 1
    if (Math.abs(known.length - word.length) <= most && distance(known, word, most) <= most) return concepts
  }
  return null
}

/** Letters added, left out, changed or swapped with their neighbour, up to `most`. */
function distance(a: string, b: string, most: number): number {
  let [before, last] = [[] as number[], Array.from({ length: b.length + 1 }, (_, j) => j)]
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      row[j] = Math.min(row[j - 1]! + 1, last[j]! + 1, last[j - 1]! + same)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        row[j] = Math.min(row[j]!, before[j - 2]! + 1)
    }
    if (Math.min(...row) > most) return most + 1
    ;[before, last] = [last, row]
  }
  return last[b.length]!
}

/** What one piece is sold for, or a whole order; a purchase price is the seller's own. */
const sellingPrice = /(sales?|sell|list|verkauf|vente|venta|satis).*(price|preis|fiyat)|(prix|precio).*(vente|venta)/

export interface SaidRole {
  readonly role: Role
  /** What it may be where another column plays that role: a sales price beside an amount is that of one piece. */
  readonly otherwise: Role | null
  /** A word of the header is taken for one it is spelt like. */
  readonly isGuess: boolean
}

/**
 * The role that the words of a header say, where no table knows the header as a whole; null where they say none, or
 * where a word says it is something else (a delivery date, a tax rate).
 */
export function roleByWords(header: string): SaidRole | null {
  if (header.length > 60) return null
  const reading = read(header)
  const role = reading.concepts.size === 0 ? null : roleOf(reading)
  if (role === null) return null
  return {
    role,
    otherwise: role === 'amount' && sellingPrice.test(plainWord(header)) ? 'unit_price' : null,
    isGuess: reading.isGuess,
  }
}

function roleOf({ concepts, hasUnknown, isCount }: Reading): Role | null {
  const has = (...wanted: readonly Concept[]): boolean => wanted.every((concept) => concepts.has(concept))
  const any = (...wanted: readonly Concept[]): boolean => wanted.some((concept) => concepts.has(concept))
  if (has('email')) return 'email'
  if (has('else')) return null
  if (has('cancel')) return any('id', 'name', 'who', 'kind') ? null : 'cancelled'
  if (has('currency')) return 'currency'
  const isAbout = any('id', 'name', 'date', 'status', 'kind', 'quantity')
  if (has('refund')) return any('date', 'id', 'status', 'kind') ? null : 'refund'
  if (has('discount')) return isAbout || (hasUnknown && !has('money')) ? null : 'discount'
  if (has('shipping')) return any('money', 'price', 'cost') && !has('id') ? 'shipping' : null
  if (has('tax')) return any('id', 'name') || !has('money') || has('price') ? null : 'tax'
  if (has('status')) return any('who', 'product') ? null : 'status'
  if (has('date')) return any('who', 'product', 'quantity') ? null : 'date'
  if (has('card')) return any('who', 'loyalty') ? 'customer_id' : null
  if (has('loyalty', 'id')) return 'customer_id'
  if (has('who', 'id')) return 'customer_id'
  if (has('who', 'name') && !any('product', 'order', 'date')) return 'name'
  if (has('product', 'category') || (has('category') && !has('who'))) return 'category'
  if (has('product', 'id')) return 'product'
  if (has('product', 'name')) return 'product_name'
  if (has('cost')) return null
  if (has('unit', 'money') && !has('quantity')) return 'unit_price'
  if (has('unit', 'price') || (has('product', 'price') && !has('money'))) return 'unit_price'
  if (has('order', 'id')) return any('money', 'price') || isCount ? null : 'order_id'
  if (has('order', 'kind')) return 'type'
  if (has('pieces', 'money') && !has('price')) return isCount || has('stock') ? null : 'quantity'
  if (has('money') || (has('order', 'price') && !has('unit'))) return any('unit', 'who') ? null : 'amount'
  if (has('price')) return hasUnknown ? null : 'unit_price'
  if (has('quantity') && (isCount || has('stock'))) return null
  if (has('quantity')) return has('name') && !any('product', 'order') ? null : 'quantity'
  if (concepts.size === 1 && has('product') && !hasUnknown) return 'product'
  // Nothing but the person: `Adhérent`, `Auftraggeber`.
  return concepts.size === 1 && has('who') && !hasUnknown ? 'customer_id' : null
}
