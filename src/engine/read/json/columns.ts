import { decodeUtf8 } from '../text/bytes.ts'

/** Fields beyond these are not read: a file that names more is a list of something else than fields. */
export const MOST_COLUMNS = 400
/** Bytes of a name beyond which it is no name of a field. */
const LONGEST_NAME = 1000

/** One field of the records, and those inside it. */
export interface Field {
  /** `customer.id`, as the column is called. */
  readonly path: string
  readonly parent: Field | null
  /** -1: it held no value of its own yet. */
  column: number
  /** In the order in which they were first seen. */
  readonly children: Field[]
  readonly byName: Map<string, Field>
  /** UTF-8 bytes of its name. */
  readonly name: Uint8Array
  /** Its place among the children of its parent. */
  readonly place: number
  /** Place of the child that was found last; records name theirs in the same order. */
  last: number
  /** Values that were numbers, and those that were text. */
  numbers: number
  texts: number
  /** How often it held a list of objects, and how many those held together. */
  lists: number
  items: number
}

/** The columns of records: their fields by first appearance, those of nested objects as `a.b`. */
export class Columns {
  readonly root: Field = newField(null, '', new Uint8Array(0), 0)
  /** Those that hold values, in the order of their columns. */
  readonly fields: Field[] = []
  /** Path of the list whose objects become rows of their own, with the record's other fields repeated. */
  readonly exploded: string | null
  /** Fields are only looked at, those of objects in lists too: there are no columns. */
  readonly isSurvey: boolean
  /** No column is added any more. */
  isClosed = false
  /** A field was left out because there are too many. */
  hasMore = false
  /** Records are numbered in this column: they carry nothing else that tells them apart. */
  numbered: Field | null = null
  private known = 0
  /** Stands for all fields that are not read. */
  private readonly nowhere: Field = newField(null, '', new Uint8Array(0), 0)

  /** Records are lists of cells instead of objects. */
  readonly areLists: boolean

  constructor(exploded: string | null = null, isSurvey = false, areLists = false) {
    this.exploded = exploded
    this.isSurvey = isSurvey
    this.areLists = areLists
  }

  /** Places of columns that hold numbers and no text: a point in them is a decimal point. */
  get plainNumbers(): ReadonlySet<number> {
    return new Set(this.fields.flatMap(({ numbers, texts }, i) => (numbers > 0 && texts === 0 ? [i] : [])))
  }

  get names(): string[] {
    return this.fields.map((field) => field.path)
  }

  /** The field of an object whose name is bytes start … end of the buffer. */
  child(parent: Field, buffer: Uint8Array, start: number, end: number): Field {
    if (end - start > LONGEST_NAME) return this.nowhere
    const { children } = parent
    const next = parent.last + 1 < children.length ? parent.last + 1 : 0
    for (const place of next === parent.last ? [next] : [next, parent.last]) {
      const field = children[place]
      if (field !== undefined && isName(field.name, buffer, start, end)) {
        parent.last = place
        return field
      }
    }
    const name = decodeUtf8(buffer, start, end)
    // `{ "$date": … }` and the like of database dumps say the type, not a field.
    if (/^\$(date|oid|uuid|number\w*)$/.test(name)) return parent
    const known = parent.byName.get(name)
    if (known !== undefined) {
      parent.last = known.place
      return known
    }
    if (this.isClosed || this.known >= 4 * MOST_COLUMNS) {
      this.hasMore ||= !this.isClosed
      return this.nowhere
    }
    const path = parent.path === '' ? name : `${parent.path}.${name}`
    const field = newField(parent, path.slice(0, 300), buffer.slice(start, end), children.length)
    this.known++
    parent.last = children.length
    children.push(field)
    parent.byName.set(name, field)
    return field
  }

  /** Takes columns back that a record brought which turned out to be broken. */
  dropFrom(column: number): void {
    while (this.fields.length > column) this.fields.pop()!.column = -1
  }

  /** Numbers the records, in a column of this name. */
  addNumbers(name: string): void {
    this.numbered = newField(null, name, new Uint8Array(0), 0)
    this.columnOf(this.numbered)
  }

  /** The field of a value by its place, for records that are lists; null: there are too many. */
  cell(place: number): Field | null {
    const known = this.fields[place]
    if (known !== undefined || place >= MOST_COLUMNS || this.isClosed) return known ?? null
    const field = newField(null, '', new Uint8Array(0), place)
    this.columnOf(field)
    return field
  }

  /** Its column; -1: it has none and gets none any more. */
  columnOf(field: Field): number {
    if (field.column >= 0 || this.isClosed || this.isSurvey || field === this.nowhere) return field.column
    if (this.fields.length >= MOST_COLUMNS) {
      this.hasMore = true
      return -1
    }
    field.column = this.fields.length
    this.fields.push(field)
    return field.column
  }
}

function newField(parent: Field | null, path: string, name: Uint8Array, place: number): Field {
  return {
    place,
    path,
    parent,
    name,
    column: -1,
    children: [],
    byName: new Map(),
    last: -1,
    numbers: 0,
    texts: 0,
    lists: 0,
    items: 0,
  }
}

function isName(name: Uint8Array, buffer: Uint8Array, start: number, end: number): boolean {
  if (name.length !== end - start) return false
  for (let i = 0; i < name.length; i++) if (name[i] !== buffer[start + i]) return false
  return true
}
