/** A record as RFC 4180 has it. */
export interface ReferenceRecord {
  readonly cells: readonly string[]
  /** 1-based line on which it starts. */
  readonly line: number
  /** UTF-8 bytes in front of it. */
  readonly offset: number
}

/**
 * Reads text letter by letter, as RFC 4180 words it and as slowly as it likes: what the reader of bytes is held against.
 * Line breaks are LF, CR and CRLF; lines with nothing on them are counted and passed over.
 * @returns null where a quote stands in a cell without quotes, behind one that closed, or is never closed
 */
export function referenceRecords(text: string, delimiter: string): ReferenceRecord[] | null {
  const records: ReferenceRecord[] = []
  let line = 1
  let at = 0
  let offset = 0
  while (at < text.length) {
    const cells: string[] = []
    const start = at
    let breaksInside = 0
    for (;;) {
      if (text[at] === '"') {
        const cell = quotedCell(text, at)
        if (cell === null) return null
        cells.push(cell.value)
        breaksInside += text.slice(at, cell.end).match(/\r\n|\r|\n/g)?.length ?? 0
        at = cell.end
        if (at < text.length && lineBreakAt(text, at) === '' && !text.startsWith(delimiter, at)) return null
      } else {
        let end = at
        while (end < text.length && lineBreakAt(text, end) === '' && !text.startsWith(delimiter, end)) end++
        const value = text.slice(at, end)
        if (value.includes('"')) return null
        cells.push(value)
        at = end
      }
      if (!text.startsWith(delimiter, at)) break
      at += delimiter.length
    }
    if (at > start) records.push({ cells, line, offset })
    at += lineBreakAt(text, at).length
    offset += Buffer.byteLength(text.slice(start, at))
    line += breaksInside + 1
  }
  return records
}

/** The cell whose opening quote stands at `start`, and where it ends; null: it never does. */
function quotedCell(text: string, start: number): { readonly value: string; readonly end: number } | null {
  let value = ''
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] !== '"') value += text[at]
    else if (text[at + 1] === '"') value += text[at++]
    else return { value, end: at + 1 }
  }
  return null
}

function lineBreakAt(text: string, at: number): string {
  if (text.startsWith('\r\n', at)) return '\r\n'
  return text[at] === '\n' || text[at] === '\r' ? text[at]! : ''
}
