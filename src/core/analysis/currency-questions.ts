import type { ImportLayer } from '../../contract/imports.ts'
import type { Project } from '../../contract/projects.ts'
import type { CurrencyQuestion } from '../../contract/questions.ts'

/** Every currency but the project's, with its rows and what was answered. */
export function currencyQuestions(project: Project, layers: readonly ImportLayer[]): CurrencyQuestion[] {
  const found = new Map<string, { rows: number; files: string[] }>()
  const add = (currency: string, rows: number, file: string) => {
    if (currency === project.currency || rows === 0) return
    const known = found.get(currency) ?? { rows: 0, files: [] }
    found.set(currency, { rows: known.rows + rows, files: [...known.files, file] })
  }
  for (const { kind, currency, counts, foreignRows, fileName } of layers) {
    if (kind !== 'orders') continue
    const own = counts.accepted + counts.withoutCustomer - foreignRows.reduce((sum, { rows }) => sum + rows, 0)
    if (currency !== null) add(currency, own, fileName)
    for (const foreign of foreignRows) add(foreign.currency, foreign.rows, fileName)
  }
  return [...found].map(([currency, rest]): CurrencyQuestion => {
    const rate = project.rates[currency]
    return {
      currency,
      ...rest,
      rate: rate ?? null,
      answer: rate === undefined ? 'open' : rate === null ? 'left_out' : 'rate',
    }
  })
}
