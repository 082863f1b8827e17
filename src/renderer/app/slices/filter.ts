import type { CustomerFilter } from '../../../contract/customers.ts'
import type { Slice } from '../state.ts'

/** A segment or cluster that every screen shows as chosen. */
export type Highlight =
  { readonly type: 'cluster'; readonly clusterId: number } | { readonly type: 'segment'; readonly label: string }

/** Which customers are looked at. The same filter is in the top bar, in Customers and behind every number. */
export interface FilterSlice {
  readonly filter: CustomerFilter
  readonly highlight: Highlight | null
  /** Replaces the filter. */
  readonly setFilter: (filter: CustomerFilter) => void
  /** Changes some of its parts; an empty list or text takes a part away. */
  readonly patchFilter: (patch: Partial<CustomerFilter>) => void
  readonly clearFilter: () => void
  readonly setHighlight: (highlight: Highlight | null) => void
}

/** Leaves out parts that hold nothing. */
export function tidyFilter(filter: Partial<CustomerFilter>): CustomerFilter {
  const parts = Object.entries(filter).filter(
    ([, value]) =>
      value !== undefined && value !== '' && value !== false && !(Array.isArray(value) && value.length === 0),
  )
  return Object.fromEntries(parts) as CustomerFilter
}

export const createFilterSlice: Slice<FilterSlice> = (set, get) => ({
  filter: {},
  highlight: null,
  setFilter(filter) {
    set({ filter: tidyFilter(filter) })
  },
  patchFilter(patch) {
    set({ filter: tidyFilter({ ...get().filter, ...patch }) })
  },
  clearFilter() {
    set({ filter: {} })
  },
  setHighlight(highlight) {
    set({ highlight })
  },
})
