import type { ReadOptions } from '../../../contract/imports.ts'
import type { ColumnProfile } from './profile.ts'
import type { OpenQuestion } from './questions.ts'

/** Fewer numbers that come again on other days prove nothing. */
const ENOUGH = 5

/**
 * Whether the numbers of orders start anew, as tills write them each morning: the same number on several days, for several
 * customers. A number is then one order of one customer on one day; the person is asked.
 * @param rows cells of the sample
 */
export function settleOrderNumbers(
  rows: readonly (readonly string[])[],
  columns: {
    readonly order: ColumnProfile | undefined
    readonly date: ColumnProfile | undefined
    readonly who: readonly ColumnProfile[]
  },
  options: ReadOptions,
): { daily: boolean; question: OpenQuestion | null } {
  const { order, date, who } = columns
  if (order === undefined || date === undefined || who.length === 0) return { daily: false, question: null }
  const seen = new Map<string, { days: Set<string>; people: Set<string>; rows: number }>()
  for (const cells of rows) {
    const number = (cells[order.index] ?? '').trim()
    if (number === '') continue
    const found = seen.get(number) ?? { days: new Set<string>(), people: new Set<string>(), rows: 0 }
    seen.set(number, found)
    found.rows++
    found.days.add((cells[date.index] ?? '').trim().replace(/[T ]\d{1,2}:\d{2}.*$/, ''))
    const person = who.map(({ index }) => (cells[index] ?? '').trim()).find((text) => text !== '')
    if (person !== undefined) found.people.add(person)
  }
  const all = [...seen]
  const again = all.filter(([, { days }]) => days.size > 1)
  const clashing = again.filter(([, { people }]) => people.size > 1)
  const further = clashing.reduce((sum, [, { days }]) => sum + days.size - 1, 0)
  const isAnew =
    further >= ENOUGH &&
    clashing.length >= again.length * 0.5 &&
    clashing.length >= all.filter(([, found]) => found.rows > 1).length * 0.2
  if (!isAnew) return { daily: options.orderNumbers === 'daily', question: null }
  const [example, { days }] = clashing.toSorted(([, a], [, b]) => b.days.size - a.days.size)[0]!
  const taken = options.orderNumbers ?? 'daily'
  return {
    daily: taken === 'daily',
    question: {
      question: {
        code: 'import.ambiguity.order_numbers',
        params: { column: order.name, example, days: days.size },
      },
      reason: { code: options.orderNumbers === undefined ? 'import.assumed.order_numbers' : 'import.assumed.chosen' },
      columns: [order.index],
      settled: options.orderNumbers !== undefined,
      options: (['daily', 'whole'] as const).map((each) => ({
        label: { code: `import.option.order_numbers_${each}` },
        assumed: each === taken,
        choose: { orderNumbers: each },
        command: `--order-numbers ${each}`,
      })),
    },
  }
}
