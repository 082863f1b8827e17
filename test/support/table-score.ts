type Rows = readonly (readonly string[])[]

/** How well a table was read, each part from 0 to 1: precision, recall and their harmonic mean. */
export interface TableScore {
  readonly header: readonly number[]
  readonly records: readonly number[]
  readonly cells: readonly number[]
  /** 1 for having read it at all, and the nine: at most 10. */
  readonly total: number
}

/** Compares header, records and cells as multisets, as the Pollock benchmark does (Vitagliano et al., PVLDB 16(8), 2023). */
export function scoreTable(expected: Rows, read: Rows): TableScore {
  if (expected.length === 0) return { header: [1, 1, 1], records: [1, 1, 1], cells: [1, 1, 1], total: 10 }
  const header = overlap(expected[0]!, read[0] ?? [])
  const records = overlap(
    expected.slice(1).map((row) => row.join('')),
    read.slice(1).map((row) => row.join('')),
  )
  const cells = overlap(expected.flat(), read.flat())
  const total = 1 + [...header, ...records, ...cells].reduce((sum, part) => sum + part, 0)
  return { header, records, cells, total }
}

function overlap(expected: readonly string[], read: readonly string[]): number[] {
  if (expected.length === 0) return [1, 1, 1]
  const left = new Map<string, number>()
  for (const value of expected) left.set(value, (left.get(value) ?? 0) + 1)
  let common = 0
  for (const value of read) {
    const count = left.get(value) ?? 0
    if (count === 0) continue
    common++
    left.set(value, count - 1)
  }
  if (common === 0) return [0, 0, 0]
  const precision = common / read.length
  const recall = common / expected.length
  return [precision, recall, (2 * precision * recall) / (precision + recall)]
}

/** Rows of RFC 4180 text, by the book: written apart from the reader that it judges. */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = []
  let cells: string[] = []
  let i = 0
  while (i < text.length) {
    let cell = ''
    if (text[i] === '"') {
      for (i++; ; i++) {
        if (i >= text.length) throw new Error('a quote is not closed')
        if (text[i] !== '"') cell += text[i]
        else if (text[i + 1] === '"') cell += text[i++]
        else break
      }
      i++
      if (i < text.length && text[i] !== ',' && text[i] !== '\r') throw new Error(`text behind a quote at ${i}`)
    } else while (i < text.length && text[i] !== ',' && text[i] !== '\r' && text[i] !== '\n') cell += text[i++]
    cells.push(cell)
    if (text[i] === ',') {
      i++
      if (i < text.length) continue
      cells.push('')
    }
    if (i < text.length && !(text[i] === '\r' && text[i + 1] === '\n')) throw new Error(`a lone line break at ${i}`)
    i += 2
    rows.push(cells)
    cells = []
  }
  return rows
}
