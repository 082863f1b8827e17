import type { CleanTable } from './polluted-tables.ts'

/** A file that was damaged in one way, and what it should be read as. */
export interface PollutedFile {
  readonly name: string
  readonly bytes: Uint8Array
  /** First the header where there is one, then the rows. */
  readonly expected: readonly (readonly string[])[]
}

interface Style {
  readonly delimiter?: string
  readonly quote?: string
  /** What stands before a quote inside a quoted cell. */
  readonly escape?: string
  readonly end?: string
  readonly quoteAll?: boolean
  /** Changes one row once its cells are written: the header is row 0. */
  readonly change?: (cells: string[], row: number) => { cells: string[]; delimiter?: string }
}

const text = new TextEncoder()

/** The table as text. */
export function written(rows: readonly (readonly string[])[], style: Style = {}): string {
  const { delimiter = ',', quote = '"', escape = quote, end = '\r\n', quoteAll = false, change } = style
  return rows
    .map((row, i) => {
      const cells = row.map((cell) => {
        const needs = quoteAll || cell.includes(delimiter) || cell.includes(quote) || /[\r\n]|^\s|\s$/.test(cell)
        return needs ? `${quote}${cell.replaceAll(quote, `${escape}${quote}`)}${quote}` : cell
      })
      const changed = change?.(cells, i) ?? { cells }
      return changed.cells.join(changed.delimiter ?? delimiter)
    })
    .map((line) => line + end)
    .join('')
}

/** Every kind of damage once, or once for each of a sample of rows and columns. */
export function polluted({ name, header, rows }: CleanTable): PollutedFile[] {
  const all = [header, ...rows]
  const files: PollutedFile[] = []
  const add = (kind: string, content: string | Uint8Array, expected: PollutedFile['expected'] = all): void => {
    files.push({
      name: `${name}: ${kind}`,
      bytes: typeof content === 'string' ? text.encode(content) : content,
      expected,
    })
  }
  const width = header.length
  add('clean', written(all))
  add('nothing in it', '', [])
  add('no newline at the end', written(all).trimEnd())
  add('two newlines at the end', `${written(all)}\r\n`)
  add('no header', written(rows), rows)
  add('header alone', written([header]), [header])
  add('one row', written(all.slice(0, 2)), all.slice(0, 2))
  for (const times of [2, 3]) {
    const merged = header.map((cell) => Array<string>(times).fill(cell).join(' '))
    add(`header on ${times} rows`, written([...Array<readonly string[]>(times).fill(header), ...rows]), [
      merged,
      ...rows,
    ])
  }
  const empty = Array<string>(width).fill('')
  const titled = (title: string): string[] => [title, ...empty.slice(1)]
  add('preamble, delimited, blank row', written([titled('PREAMBLE'), empty, ...all]))
  add('preamble, three lines', `Report of sales\r\ncreated by hand\r\nfor nobody\r\n${written(all)}`)
  add('preamble, blank line', `Report of sales\r\n\r\n${written(all)}`)
  add('footnote, three lines', `${written(all)}FOOTNOTE\r\nsecond note\r\nthird note\r\n`)
  add('footnote, delimited, blank row', written([...all, empty, titled('FOOTNOTE')]))
  const table = (cells: (row: readonly string[], i: number) => readonly string[]): string =>
    written([...all, ...all.slice(0, -1).map((row, i) => cells(row, i))])
  add(
    'second table, narrower',
    table((row) => row.slice(0, -1)),
  )
  add(
    'second table, as wide',
    table((row) => row),
  )
  add(
    'second table, wider',
    table((row, i) => [...row, i === 0 ? 'col1' : (row.at(-1) ?? '')]),
  )
  add(
    'second table below a blank line',
    `${written(all)}\r\n${written([
      ['Region', 'Target'],
      ['North', '100'],
      ['South', '250'],
      ['West', '80'],
    ])}`,
  )
  for (const [label, end] of [
    ['LF', '\n'],
    ['CR', '\r'],
  ] as const)
    add(`record ends ${label}`, written(all, { end }))
  add('record ends mixed', all.map((row, i) => written([row], { end: ['\n', '\r\n', '\n', '\n'][i % 4]! })).join(''))
  for (const delimiter of [';', '\t', '|', ', ', '^', '~', '||']) {
    add(`delimiter ${JSON.stringify(delimiter)}`, written(all, { delimiter }))
    add(`delimiter ${JSON.stringify(delimiter)}, all quoted`, written(all, { delimiter, quoteAll: true }))
  }
  for (const delimiter of [' ', ':']) {
    add(`delimiter ${JSON.stringify(delimiter)}, all quoted`, written(all, { delimiter, quoteAll: true }))
  }
  add("quote '", written(all, { quote: "'" }))
  add("quote ', all quoted", written(all, { quote: "'", quoteAll: true }))
  add('all quoted', written(all, { quoteAll: true }))
  add('escape \\', written(all, { escape: '\\' }))
  add('escape none', written(all, { escape: '' }))
  add('byte order mark', `\uFEFF${written(all)}`)
  add('UTF-16LE', utf16(`\uFEFF${written(all)}`))
  add(
    'delimiter behind every row',
    written(all, { change: (cells) => ({ cells: [...cells, ''] }) }),
    all.map((row) => [...row, '']),
  )
  const step = Math.max(1, Math.floor(all.length / 8))
  for (let at = 0; at < all.length; at += step) {
    const change = (edit: (cells: string[]) => string[], delimiter?: string): Style => ({
      change: (cells, i) => (i === at ? { cells: edit(cells), ...(delimiter && { delimiter }) } : { cells }),
    })
    for (let column = 0; column < width; column++) {
      const more = (cells: string[]): string[] => [...cells.slice(0, column), '', ...cells.slice(column)]
      add(`row ${at}: a delimiter more before column ${column}`, written(all, change(more)))
      if (column > 0) {
        const less = (cells: string[]): string[] => [
          ...cells.slice(0, column - 1),
          cells[column - 1]! + cells[column]!,
          ...cells.slice(column + 1),
        ]
        const joins = all[at]![column] === '' || all[at]![column - 1] === ''
        if (!joins) add(`row ${at}: a delimiter less before column ${column}`, written(all, change(less)))
      }
      const quoted = all.map((row, i) => (i === at ? row.map((cell, k) => (k === column ? `"${cell}` : cell)) : row))
      const stray = (cells: string[]): string[] =>
        cells.map((cell, k) => (k !== column ? cell : cell.startsWith('"') ? `"${cell}` : `"${cell}`))
      if (!all[at]![column]!.includes('\n'))
        add(`row ${at}: a quote more in column ${column}`, written(all, change(stray)), quoted)
    }
    add(
      `row ${at}: other delimiter ;`,
      written(
        all,
        change((cells) => cells, ';'),
      ),
    )
  }
  return files
}

function utf16(content: string): Uint8Array {
  const bytes = new Uint8Array(content.length * 2)
  for (let i = 0; i < content.length; i++) {
    bytes[i * 2] = content.charCodeAt(i) & 0xff
    bytes[i * 2 + 1] = content.charCodeAt(i) >> 8
  }
  return bytes
}
