import { decodeUtf8 } from '../text/bytes.ts'
import { Columns } from './columns.ts'
import type { Field } from './columns.ts'
import { Choice, JsonCutter } from './cutter.ts'
import type { CutterOptions } from './cutter.ts'
import { RecordReader } from './record.ts'
import { ShapeFinder } from './shapes.ts'
import type { JsonShape } from './shapes.ts'

/** Where the records of a file lie. */
export interface JsonLayout {
  /** Every line is one. */
  readonly lines: boolean
  /** Else keys of the list that holds them; none: the outermost list, or objects one after the other. */
  readonly path: readonly string[]
  /** What lies there where that is no list of objects. */
  readonly shape?: JsonShape
}

/** Lines that tell whether every line is a record. */
const TRIED_LINES = 20
/** Objects inside each other in which a list of records is looked for. */
const MOST_KEYS = 4
const MOST_LISTS = 50

/** Whether a file that starts so is to be read as JSON by its lines; null: it is no JSON at all. */
export function readsByLines(head: Uint8Array, isWhole: boolean, isNamedLines: boolean): boolean | null {
  const text = decodeUtf8(head.subarray(head[0] === 0x1e ? 1 : 0, 64)).trimStart()
  const reader = new RecordReader(new Columns(null, true))
  let good = 0
  let bad = 0
  let objects = 0
  for (let at = 0; at < head.length && good + bad < TRIED_LINES;) {
    const next = head.indexOf(10, at)
    if (next < 0 && !isWhole) break
    const end = next < 0 ? head.length : next
    const reading = reader.read(head, at === 0 && head[0] === 0xef ? 3 : at, end, 1, () => undefined)
    if (reading === 'read' || reading === 'large') {
      good++
      if (isListOfObjects(head, at, end)) objects++
    } else if (reading === 'broken') bad++
    at = end + 1
  }
  // Lists of objects line by line are pages of one list.
  const areLines = good > 0 && good + bad >= 2 && good >= bad && objects < good
  if (isNamedLines) return text.startsWith('[') && !areLines ? false : true
  if (areLines) return true
  return /^[[{]/.test(text) ? false : null
}

function isListOfObjects(head: Uint8Array, start: number, end: number): boolean {
  return /^[\s\ufeff]*\[\s*(\{|\])/.test(decodeUtf8(head.subarray(start, Math.min(end, start + 256))))
}

/** A list of objects somewhere in the file. */
export interface FoundList {
  readonly path: readonly string[]
  records: number
}

/** Looks for lists of objects while the file is poured through its cutter, without reading what they hold. */
export class ListFinder {
  readonly lists: FoundList[] = []
  /** Objects one after the other at the outermost level, and lists. */
  rootObjects = 0
  rootLists = 0
  readonly cutter: JsonCutter
  private readonly shapes = new ShapeFinder()

  constructor(wide: boolean) {
    this.cutter = new JsonCutter({ lines: false, wide, record: () => undefined, choose: (...at) => this.choose(...at) })
  }

  private choose(kind: 'object' | 'array' | 'scalar', keys: readonly (string | null)[]): Choice {
    if (keys.length === 0) {
      if (kind === 'object') this.rootObjects++
      if (kind === 'array') this.rootLists++
      // The second object says that there is no wrapper.
      return kind === 'object' && this.rootObjects === 1 ? Choice.descend : Choice.skip
    }
    this.shapes.see(kind, keys)
    const last = keys.at(-1)
    if (last !== null) return kind === 'scalar' || keys.length > MOST_KEYS ? Choice.skip : Choice.descend
    if (kind !== 'object') return Choice.skip
    const path = keys.slice(0, -1).filter((key) => key !== null)
    // A list in a list, or one without a name where brackets do not match.
    if (path.length === 0 || path.length < keys.length - 1) return Choice.skip
    const known = this.lists.find((list) => isSamePath(list.path, path))
    if (known !== undefined) known.records++
    else if (this.lists.length < MOST_LISTS) this.lists.push({ path, records: 1 })
    return Choice.skip
  }

  /** The table where it has another shape than a list of objects. */
  shaped(): { readonly layout: JsonLayout; readonly records: number } | null {
    if (this.rootLists > 0 || this.rootObjects !== 1) return null
    const found = this.shapes.table(this.lists.map(({ path }) => path))
    return found && { layout: { lines: false, path: found.path, shape: found.shape }, records: found.records }
  }

  /**
   * The lists that may be the table; none: the outermost values are the records. One order with its items is no list of
   * items.
   */
  tables(): readonly FoundList[] {
    if (this.rootLists > 0 || this.rootObjects !== 1) return []
    return this.lists.filter(({ path }) => path.length > 1 || !isItems(path[0]!))
  }
}

function isSamePath(a: readonly (string | null)[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((key, i) => key === b[i])
}

/** What a cutter has to do to find the records of a layout. */
export function chooserOf({ path }: JsonLayout): CutterOptions['choose'] {
  return (kind, keys) => {
    if (keys.length === path.length + 1 && keys.at(-1) === null && isSamePath(keys.slice(0, -1), path))
      return Choice.record
    if (keys.length > path.length || !keys.every((key, i) => key === path[i])) return Choice.skip
    if (keys.length === path.length) {
      if (kind === 'array') return Choice.descend
      return path.length === 0 ? Choice.record : Choice.skip
    }
    return kind === 'object' ? Choice.descend : Choice.skip
  }
}

const itemWords =
  /(^|[._ ])(line ?_?items?|items?|lines?|order ?_?(lines?|items?|products)|products?|positions?|positionen|line ?_?details|details|orders?|purchases?|transactions?|invoices?|bestellungen|siparisler|commandes|pedidos|edges|data|events?|records?)$/i
const otherWords =
  /(address|tax|shipping|discount|fee|coupon|meta|refund|fulfil|note|payment|image|metafield|tag|link|external_?id|option|variant|duties|propert|attribute|promotion|history|comment|consent|device|identit)/i

function isItems(name: string): boolean {
  return (
    itemWords.test(spaced(name)) &&
    !otherWords.test(name) &&
    !/^(data|records?|orders?|transactions?|purchases?|events?|products?|items?|invoices?|bestellungen|siparisler|commandes|pedidos|edges)$/i.test(
      name,
    )
  )
}

/** `lineItems` as `line_Items`. */
function spaced(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, '$1_$2')
}

/** Path of the list whose objects become rows, of those that a look at the first records found; null: none does. */
export function explodedList(survey: Columns): string | null {
  let best: Field | null = null
  let bestScore = 0
  const look = (field: Field): void => {
    if (field.lists > 0) {
      const name = spaced(field.path)
      const known = itemWords.test(name)
      const score = otherWords.test(name) ? 0 : (known ? 1e9 : 1) * (1 + field.items) * (sells(field) ? 1e3 : 1)
      if ((known || sells(field)) && score > bestScore) {
        best = field
        bestScore = score
      }
      return
    }
    for (const child of field.children) look(child)
  }
  look(survey.root)
  return best === null ? null : (best as Field).path
}

/** Its objects have what a line of an order has, or an order. */
function sells(list: Field): boolean {
  const names: string[] = []
  const collect = (field: Field, depth: number): void => {
    for (const child of field.children) {
      names.push(spaced(decodeUtf8(child.name)).toLowerCase())
      if (depth < 3) collect(child, depth + 1)
    }
  }
  collect(list, 0)
  return names.some((name) =>
    /price|amount|total|quantity|qty|sku|product|betrag|menge|preis|tutar|adet|montant|prix|importe|precio|revenue|value/.test(
      name,
    ),
  )
}

const idWords =
  /^_?(id|key|uuid|guid|e_?mail|number)$|(user|customer|profile|segment|anonymous|external|client|member|person|contact|account)_?(id|ids|no|number|key|e?_?mail)s?$|e_?mail/i

/** Profiles of computed traits may come without anything that says whose they are. */
export function lacksIds(survey: Columns): boolean {
  const { children } = survey.root
  const traits = children.find((field) => /^(traits|computed_?traits)$/i.test(field.path))
  if (traits === undefined) return false
  const named = (field: Field): boolean => idWords.test(spaced(decodeUtf8(field.name)))
  return !children.some((field) => named(field) || field.children.some(named))
}
