/** What the cells of a column leave to be known beside the order of day, month and year. */
export interface DateForm {
  /** Years of two digits below it are of this century, the others of the last. */
  readonly pivot: number
  /** A month, a quarter or a week alone stands for its first day. */
  readonly periods: boolean
  /** Cells are days and months without a year (0503 is 5 March): the first such day from this one on; null: they are not. */
  readonly since: number | null
}

/** 00–69 is this century, 70–99 the last. */
export const plainForm: DateForm = { pivot: 70, periods: false, since: null }
