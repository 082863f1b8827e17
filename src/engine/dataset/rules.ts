/** What is done to the rows of a project before anything is counted. Plain data: a run keeps the rules it was made with. */
export interface DatasetRules {
  /** ISO code of the project's money; null: none is known, and every row counts as it is. */
  readonly currency: string | null
  /** Project money for one unit of another, as exact decimals. Rows of a currency without a rate are held back. */
  readonly rates: Readonly<Record<string, string | null>>
  /** Cancellations up to this day (since 1970-01-01) are taken out together with the purchase they reverse; null: none. */
  readonly netUpTo: number | null
  /** Rows that are held back are there, with their amounts as they are: for lists of rows, never for sums. */
  readonly showsHeldBack?: boolean
  readonly people: PeopleRules
}

/** Who is one person although there are several customer ids. E-mail addresses are in lower case, trimmed. */
export interface PeopleRules {
  /** Everybody with the same address, but for those in `apart` and addresses that too many share. */
  readonly all: boolean
  readonly merged: readonly string[]
  readonly apart: readonly string[]
}

export const plainRules: DatasetRules = {
  currency: null,
  rates: {},
  netUpTo: null,
  people: { all: false, merged: [], apart: [] },
}
