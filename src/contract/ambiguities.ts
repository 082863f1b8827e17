import type { ReadOptions } from './imports.ts'
import type { Note } from './messages.ts'

/**
 * What a file leaves open: which reading was assumed and why, and what each reading would lead to. The figures are those
 * of the rows that were looked at (`ImportPreview.looked`), read by the same reader as the import.
 */
export interface Ambiguity {
  /** `import.ambiguity.*`: what is open. */
  readonly question: Note
  /** `import.assumed.*`: why the assumed reading was taken, or that the person chose it. */
  readonly reason: Note
  /** Columns it is about, by index. */
  readonly columns: readonly number[]
  /** The person has answered it. */
  readonly settled: boolean
  /** Two or more; one of them is assumed. */
  readonly options: readonly AmbiguityOption[]
}

export interface AmbiguityOption {
  /** `import.option.*`: how it would be read. */
  readonly label: Note
  readonly assumed: boolean
  readonly outcome: ReadOutcome
  /** The correction that chooses it: parts of ReadOptions that replace the same parts. */
  readonly choose: ReadOptions
  /** The same for the command line, such as `--date-order dmy`. */
  readonly command: string
}

/** What comes of one way to read the rows that were looked at. */
export interface ReadOutcome {
  readonly rows: number
  readonly unreadable: number
  /** Net of what was read, in currency units. */
  readonly revenue: number
  readonly orders: number
  readonly customers: number
  /** YYYY-MM-DD of the first and last row, null where none has a date. */
  readonly firstDate: string | null
  readonly lastDate: string | null
  /** Rows dated after today. */
  readonly future: number
  /** The month (YYYY-MM) with the most revenue in the assumed reading, and its revenue in this one. */
  readonly bestMonth: { readonly month: string; readonly revenue: number } | null
}
