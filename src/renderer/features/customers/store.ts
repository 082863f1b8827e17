import { create } from 'zustand'
import type { CustomerFilter, CustomerSort } from '../../../contract/customers.ts'
import type { ErrorBody } from '../../../contract/errors.ts'
import { client } from '../../app/client.ts'
import { pagesOf, pageSize, withPage } from './pages.ts'
import type { Pages } from './pages.ts'

/** What is asked for; a new run or k asks anew. */
export interface Query {
  readonly projectId: string
  readonly run: string
  readonly filter: CustomerFilter
  readonly sort: CustomerSort
}

interface CustomersState {
  readonly query: Query | null
  /** null: nothing answered yet. While a new query is on its way the old rows stand. */
  readonly total: number | null
  readonly revenue: number
  readonly pages: Pages
  readonly error: ErrorBody | null
  readonly waiting: boolean
  readonly attributes: readonly string[]
  /** Place of the row the keys move. */
  readonly active: number
  readonly sort: CustomerSort
  /** Columns switched on or off by the person; others follow their default. */
  readonly shown: Readonly<Record<string, boolean>>
  setSort(sort: CustomerSort): void
  setActive(at: number): void
  setShown(shown: Readonly<Record<string, boolean>>): void
  loadColumns(projectId: string): Promise<void>
  ask(query: Query): Promise<void>
  /** Fetches what is missing of rows `from` … `to`. */
  need(from: number, to: number): void
}

const onTheWay = new Set<string>()

export const useCustomers = create<CustomersState>()((set, get) => {
  const keyOf = (query: Query) => JSON.stringify(query)

  const fetchPage = async (query: Query, number: number) => {
    const key = `${number} ${keyOf(query)}`
    if (onTheWay.has(key)) return
    onTheWay.add(key)
    const { projectId, filter, sort } = query
    const answer = await client.call('customers.page', {
      projectId,
      filter,
      sort,
      offset: number * pageSize,
      limit: pageSize,
    })
    onTheWay.delete(key)
    const now = get().query
    if (now === null || keyOf(now) !== keyOf(query)) return
    if (!answer.ok) {
      if (answer.error.code !== 'cancelled') set({ error: answer.error, waiting: false })
      return
    }
    const { total, revenue, rows } = answer.value
    set((state) => ({
      total,
      revenue,
      error: null,
      waiting: false,
      // The first answer of a query takes the place of everything the one before it left.
      pages: withPage(state.waiting ? new Map() : state.pages, number, rows),
    }))
  }

  return {
    query: null,
    total: null,
    revenue: 0,
    pages: new Map(),
    error: null,
    waiting: false,
    attributes: [],
    active: 0,
    sort: { field: 'rfm_monetary', descending: true },
    shown: {},

    setSort(sort) {
      set({ sort })
    },
    setActive(active) {
      set({ active })
    },
    setShown(shown) {
      set({ shown })
    },

    async loadColumns(projectId) {
      const answer = await client.call('customers.columns', { projectId })
      if (answer.ok) set({ attributes: answer.value.attributes })
      else set({ error: answer.error })
    },

    async ask(query) {
      const before = get().query
      if (before !== null && keyOf(before) === keyOf(query) && get().error === null && get().total !== null) return
      const sameProject = before?.projectId === query.projectId
      set({
        query,
        waiting: true,
        error: null,
        active: 0,
        ...(sameProject ? {} : { total: null, revenue: 0, pages: new Map() }),
      })
      await fetchPage(query, 0)
    },

    need(from, to) {
      const { query, total, pages, waiting } = get()
      if (query === null || total === null || waiting) return
      for (const number of pagesOf(from, to, total)) if (!pages.has(number)) void fetchPage(query, number)
    },
  }
})

/** What the table shows. */
export function list(state: CustomersState) {
  const { total, revenue, pages, error, attributes, sort, shown, active } = state
  return { total, revenue, pages, error, attributes, sort, shown, active }
}

/** What can be done with it. */
export function actions(state: CustomersState) {
  const { setSort, setShown, setActive, ask, need, loadColumns } = state
  return { setSort, setShown, setActive, ask, need, loadColumns }
}
