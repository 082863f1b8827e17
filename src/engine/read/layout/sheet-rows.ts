import type { ReadPlan } from '../plan.ts'

/** Leaves out of the rows of a sheet what stands beside the table, and blanks around cells that do not break. */
export class SheetRows {
  private readonly width: number

  /** Null: the rows come from no sheet. */
  static of({ isSheet, columnNames }: Pick<ReadPlan, 'isSheet' | 'columnNames'>): SheetRows | null {
    return isSheet ? new SheetRows(columnNames.length) : null
  }

  constructor(width: number) {
    this.width = width
  }

  take(cells: readonly string[]): readonly string[] {
    const row = cells.length > this.width ? cells.slice(0, this.width) : cells
    return row.some(hasHardBlank) ? row.map((cell) => (hasHardBlank(cell) ? cell.trim() : cell)) : row
  }
}

/** A blank that does not break, around a cell: nobody sees it, and an id with one is another id. */
function hasHardBlank(cell: string): boolean {
  return cell.charCodeAt(0) === 0xa0 || cell.charCodeAt(cell.length - 1) === 0xa0
}
