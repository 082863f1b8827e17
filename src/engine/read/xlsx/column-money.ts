/**
 * The currencies that the number formats of a sheet show, by column. Where a column has but one, its cells are the bare
 * numbers; where it has several, or a number is of another than the column's first, the code stands behind the number:
 * amounts of two currencies must not look alike.
 */
export class ColumnMoney {
  private readonly codes: (string | undefined)[] = []
  private readonly mixed = new Set<number>()

  /** Some column has several. What was read before that was known lacks the codes. */
  get isMixed(): boolean {
    return this.mixed.size > 0
  }

  /** Code of the only currency in each column, where there is one. */
  get only(): ReadonlyMap<number, string> {
    const only = new Map<number, string>()
    for (const [column, code] of this.codes.entries())
      if (code !== undefined && !this.mixed.has(column)) only.set(column, code)
    return only
  }

  /** @param number text of a number in that 0-based column whose format shows that currency */
  text(number: string, column: number, currency: string): string {
    const first = (this.codes[column] ??= currency)
    if (first !== currency) this.mixed.add(column)
    return first === currency && !this.mixed.has(column) ? number : `${number} ${currency}`
  }
}
