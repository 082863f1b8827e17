import { encodeUtf8 } from '../text/bytes.ts'
import { Choice, JsonCutter } from './cutter.ts'
import type { CutterOptions, JsonCut, ValueKind } from './cutter.ts'

/** A table in JSON that is no list of objects. */
export type JsonShape =
  /** Objects by their key, as databases export them; the key becomes a column of this name. */
  | { readonly kind: 'map'; readonly keyName: string }
  /** Lists of cells, and the key of the list beside them that names them. */
  | { readonly kind: 'named'; readonly names: string }
  /** A list of values, or an object of values by number, for each column. */
  | { readonly kind: 'columns' }

type Keys = readonly (string | null)[]

/** What stands right in an object of the file. */
interface Node {
  readonly path: readonly string[]
  objects: number
  lists: number
  scalars: number
  readonly names: Set<string>
  /** By the key of a list: the values, and the lists, that it holds; anything else makes it no part of a table. */
  readonly held: Map<string, { scalars: number; lists: number; objects: number }>
}

const MOST_NODES = 100
const MOST_NAMES = 400
const DEEPEST = 2
const namesOfColumns = /^(columns?|headers?|fields?|names|column_?names)$/i

/** Notes what stands in the objects of a file that is poured through a cutter, to tell a table of another shape. */
export class ShapeFinder {
  private readonly nodes = new Map<string, Node>()

  see(kind: ValueKind, keys: Keys): void {
    const isItem = keys.at(-1) === null
    const path = keys.slice(0, isItem ? -2 : -1)
    if (path.length > DEEPEST || path.includes(null)) return
    const node = this.node(path as string[])
    if (node === null) return
    const name = keys[path.length]!
    if (isItem) {
      const held = node.held.get(name)
      if (held === undefined) return
      if (kind === 'scalar') held.scalars++
      else if (kind === 'array') held.lists++
      else held.objects++
      return
    }
    if (kind === 'scalar') node.scalars++
    else if (kind === 'object') node.objects++
    else {
      node.lists++
      if (node.held.size < MOST_NAMES) node.held.set(name, { scalars: 0, lists: 0, objects: 0 })
    }
    if (node.names.size < MOST_NAMES) node.names.add(name)
  }

  /** @param lists paths of the lists of objects in the file: they are the table unless they lie in the objects of a map */
  table(lists: readonly (readonly string[])[]): { path: readonly string[]; shape: JsonShape; records: number } | null {
    const nodes = [...this.nodes.values()]
    for (const node of nodes) {
      const { path, objects } = node
      const common = this.commonNames(node)
      const isAround = lists.every((list) => list.length > path.length + 1 && path.every((key, i) => key === list[i]))
      if (common === null || !isAround) continue
      const isTurned = common.every((name) => /^\d+$/.test(name))
      if (isTurned) return { path, shape: { kind: 'columns' }, records: common.length }
      const keyName = common.includes('id') ? 'key' : 'id'
      return { path, shape: { kind: 'map', keyName }, records: objects }
    }
    if (lists.length > 0) return null
    for (const { path, held, objects, scalars } of nodes) {
      const own = [...held]
      const rows = own.find(([, { scalars, lists, objects }]) => lists > 1 && scalars + objects === 0)
      const names = own.find(([name, { lists, objects }]) => namesOfColumns.test(name) && lists + objects === 0)
      if (rows !== undefined)
        return { path: [...path, rows[0]], shape: { kind: 'named', names: names?.[0] ?? '' }, records: rows[1].lists }
      const length = own[0]?.[1].scalars ?? 0
      const isEven = own.every(([, each]) => each.scalars === length && each.lists + each.objects === 0)
      if (own.length > 1 && length > 2 && isEven && objects + scalars === 0)
        return { path, shape: { kind: 'columns' }, records: length }
    }
    return null
  }

  /** Names that most objects in an object have, where nearly all of it are objects with the same names. */
  private commonNames({ path, objects, lists, scalars }: Node): readonly string[] | null {
    if (objects < 2 || objects < (objects + lists + scalars) * 0.9) return null
    const inside = [...this.nodes.values()].filter(
      (node) => node.path.length === path.length + 1 && path.every((key, i) => key === node.path[i]),
    )
    const tally = new Map<string, number>()
    for (const { names } of inside) for (const name of names) tally.set(name, (tally.get(name) ?? 0) + 1)
    const common = [...tally].filter(([, count]) => count * 2 > inside.length).map(([name]) => name)
    const isAlike = inside.every(({ names }) => common.filter((name) => names.has(name)).length >= names.size * 0.7)
    if (inside.length < 2 || common.length < 2 || !isAlike) return null
    return objects > 2 || common.every((name) => /^\d+$/.test(name)) ? common : null
  }

  private node(path: readonly string[]): Node | null {
    const key = path.join('\u0000')
    const known = this.nodes.get(key)
    if (known !== undefined || this.nodes.size >= MOST_NODES) return known ?? null
    const node: Node = { path, objects: 0, lists: 0, scalars: 0, names: new Set(), held: new Map() }
    this.nodes.set(key, node)
    return node
  }
}

/** Bytes of a table by columns: all of it has to be held to be turned. */
const MOST_TURNED = 256 * 1024 * 1024

/** Cuts a table of another shape into records as if it were a list of objects, or of lists of which the first one names the cells. */
export function shapedCutter(
  path: readonly string[],
  shape: JsonShape,
  options: Omit<CutterOptions, 'lines' | 'choose'>,
): JsonCutter {
  if (shape.kind === 'columns') return new TurningCutter(path, options)
  const isInside = (keys: Keys): boolean => path.every((each, i) => i >= keys.length || each === keys[i])
  if (shape.kind === 'named') {
    const parent = path.length - 1
    return new JsonCutter({
      ...options,
      lines: false,
      choose(kind, keys) {
        const isNames = keys.length === path.length && keys[parent] === shape.names
        if (isNames && kind === 'array' && keys.slice(0, parent).every((each, i) => each === path[i]))
          return Choice.record
        if (!isInside(keys) || keys.length > path.length + 1) return Choice.skip
        if (keys.length <= path.length) return kind === 'scalar' ? Choice.skip : Choice.descend
        return keys.at(-1) === null ? Choice.record : Choice.skip
      },
    })
  }
  let key = ''
  return new JsonCutter({
    ...options,
    lines: false,
    choose(kind, keys) {
      if (kind !== 'object' || !isInside(keys) || keys.length > path.length + 1) return Choice.skip
      if (keys.length <= path.length) return Choice.descend
      key = keys.at(-1) ?? ''
      return Choice.record
    },
    record: (cut) => options.record(cut.fault === null ? withKey(cut, shape.keyName, key) : cut),
  })
}

function withKey(cut: JsonCut, name: string, key: string): JsonCut {
  const { buffer, start, end } = cut
  let first = start + 1
  while (first < end && buffer[first]! <= 0x20) first++
  const mark = buffer[first] === 0x7d ? '' : ','
  const front = encodeUtf8(`{${JSON.stringify(name)}:${JSON.stringify(key)}${mark}`)
  const bytes = new Uint8Array(front.length + end - first)
  bytes.set(front)
  bytes.set(buffer.subarray(first, end), front.length)
  return { ...cut, buffer: bytes, start: 0, end: bytes.length }
}

/** Holds the values of all columns, and hands the rows on when the last one is there. */
class TurningCutter extends JsonCutter {
  private readonly columns: Map<string, Map<string, JsonCut>>
  private readonly isFull: () => boolean
  private readonly take: (cut: JsonCut) => void

  constructor(path: readonly string[], options: Omit<CutterOptions, 'lines' | 'choose'>) {
    const columns = new Map<string, Map<string, JsonCut>>()
    let column = new Map<string, JsonCut>()
    let row: string | null = null
    let held = 0
    super({
      ...options,
      lines: false,
      choose(kind, keys) {
        if (!path.every((each, i) => i >= keys.length || each === keys[i])) return Choice.skip
        if (keys.length <= path.length + 1) {
          const name = keys[path.length]
          if (name === null) return Choice.skip
          if (name !== undefined && kind !== 'scalar') columns.set(name, (column = new Map()))
          return kind === 'scalar' ? Choice.skip : Choice.descend
        }
        row = keys.at(-1) ?? null
        return keys.length === path.length + 2 && held < MOST_TURNED ? Choice.record : Choice.skip
      },
      record(cut) {
        const buffer = cut.buffer.slice(cut.start, cut.end)
        held += buffer.length + 100
        column.set(row ?? String(column.size), { ...cut, buffer, start: 0, end: buffer.length })
      },
    })
    this.columns = columns
    this.isFull = () => held >= MOST_TURNED
    this.take = options.record
  }

  override finish(): void {
    super.finish()
    if (this.isFull()) this.isTruncated = true
    const columns = [...this.columns].map(([name, cells]) => ({ name: encodeUtf8(`${JSON.stringify(name)}:`), cells }))
    const rows = new Set(columns.flatMap(({ cells }) => [...cells.keys()]))
    for (const row of rows) {
      const parts: Uint8Array[] = []
      for (const { name, cells } of columns) {
        const cell = cells.get(row)
        if (cell !== undefined) parts.push(encodeUtf8(parts.length === 0 ? '{' : ','), name, cell.buffer)
      }
      parts.push(encodeUtf8('}'))
      const buffer = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
      let at = 0
      for (const part of parts) {
        buffer.set(part, at)
        at += part.length
      }
      const first = columns.find(({ cells }) => cells.has(row))!.cells.get(row)!
      this.take({ ...first, buffer, start: 0, end: buffer.length })
    }
  }
}
