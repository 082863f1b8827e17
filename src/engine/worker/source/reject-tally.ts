import { ExpectedError } from '../../../contract/errors.ts'
import type { RejectedRow } from '../../../contract/imports.ts'
import { TableRuns } from './table-runs.ts'
import { formatNote } from '../../../contract/messages/format.ts'

export interface RejectReason {
  readonly key: string
  readonly count: number
  readonly first: RejectedRow
}

/** Counts rejected rows by reason, with an example of each, for the case that nothing else is left. */
export class RejectTally {
  private readonly byReason = new Map<string, { count: number; readonly first: RejectedRow }>()
  /** Tables of their own among them. */
  readonly runs = new TableRuns()
  private latest: { count: number; readonly first: RejectedRow } | null = null

  add(rows: readonly RejectedRow[]): void {
    for (const row of rows) {
      this.runs.add(row)
      // Most are rejected for the same reason as the one before.
      const { latest } = this
      if (latest?.first.message.code !== row.message.code || latest.first.column !== row.column)
        this.latest = this.reasonOf(row)
      this.latest!.count++
    }
  }

  private reasonOf(row: RejectedRow): { count: number; readonly first: RejectedRow } {
    const key = `${row.message.code} ${row.column}`
    const known = this.byReason.get(key)
    if (known !== undefined) return known
    const added = { count: 0, first: row }
    this.byReason.set(key, added)
    return added
  }

  reasons(): RejectReason[] {
    return [...this.byReason].map(([key, reason]) => ({ key, ...reason }))
  }

  /** Those of another part of the file, whose line numbers lack `lines`. */
  addReasons(reasons: readonly RejectReason[], lines: number): void {
    for (const { key, count, first } of reasons) {
      const known = this.byReason.get(key)
      if (known === undefined) this.byReason.set(key, { count, first: { ...first, line: first.line + lines } })
      else known.count += count
    }
  }

  /** Null where nothing was rejected. */
  commonest(): Omit<RejectReason, 'key'> | null {
    const [commonest = null] = [...this.byReason.values()].sort((a, b) => b.count - a.count)
    return commonest
  }

  error(name: string, rows: number): ExpectedError {
    const { first } = this.commonest()!
    return new ExpectedError('import.all_rejected', {
      name,
      rows,
      reason: formatNote(first.message),
      example: `line ${first.line}: ${first.raw.slice(0, 200)}`,
    })
  }
}
