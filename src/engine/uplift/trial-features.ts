import type { Note } from '../../contract/messages.ts'
import { stringAt } from '../columns/strings.ts'
import { NO_CODE, type AttributeColumn, type CampaignTail, type Matrix } from '../columns/types.ts'
import { numbersOf } from './campaign.ts'

/** A feature per column of the matrix. */
export interface TrialFeatures {
  readonly names: readonly string[]
  readonly matrix: Matrix
  readonly notes: readonly Note[]
}

/** Levels of a column of words that get a feature of their own. */
const MOST_LEVELS = 12
/** A level is one where so many have it. */
const LEAST_SHARE = 0.005
/** Of a column of numbers so much may be no number. */
const MOST_ODD = 0.02

/**
 * What the models learn from: the campaign's own columns (numbers as they are, blanks as the mean; words as one column of 0
 * and 1 for each common one but the commonest) and what is given beside them. Columns that never vary are left out; columns of
 * words with too many different ones too, and that is said.
 *
 * @param rows the people, as rows of the file
 * @param beside further columns by name, one value for each of `rows`
 */
export function trialFeatures(
  tail: CampaignTail,
  rows: Uint32Array,
  beside: readonly { readonly name: string; readonly values: Float64Array }[],
): TrialFeatures {
  const columns: { name: string; values: Float64Array }[] = []
  const notes: Note[] = []
  for (const attribute of tail.attributes) {
    if (attribute.role !== 'attribute') continue
    const found = numeric(attribute, rows) ?? levels(attribute, rows)
    if (found === null) notes.push({ code: 'uplift.note.left_out', params: { column: attribute.name } })
    else columns.push(...found)
  }
  columns.push(...beside)
  const varying = columns.filter(({ values }) => values.some((value) => value !== values[0]))
  const data = new Float64Array(rows.length * varying.length)
  varying.forEach(({ values }, c) => {
    for (let i = 0; i < rows.length; i++) data[i * varying.length + c] = values[i]!
  })
  return {
    names: varying.map(({ name }) => name),
    matrix: { data, rows: rows.length, columns: varying.length },
    notes,
  }
}

function numeric(column: AttributeColumn, rows: Uint32Array): { name: string; values: Float64Array }[] | null {
  const all = numbersOf(column)
  const values = Float64Array.from(rows, (row) => all[row]!)
  let [sum, numbers, filled] = [0, 0, 0]
  values.forEach((value, i) => {
    if (column.codes[rows[i]!] !== NO_CODE) filled++
    if (Number.isNaN(value)) return
    sum += value
    numbers++
  })
  if (numbers === 0 || numbers < filled * (1 - MOST_ODD)) return null
  const mean = sum / numbers
  return [{ name: column.name, values: values.map((value) => (Number.isNaN(value) ? mean : value)) }]
}

function levels(column: AttributeColumn, rows: Uint32Array): { name: string; values: Float64Array }[] | null {
  const counts = new Map<number, number>()
  for (const row of rows) counts.set(column.codes[row]!, (counts.get(column.codes[row]!) ?? 0) + 1)
  const common = [...counts]
    .filter(([code, count]) => code !== NO_CODE && count >= rows.length * LEAST_SHARE)
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
  if (common.length === 0 || counts.size > Math.max(50, common.length * 5)) return null
  return common.slice(1, MOST_LEVELS + 1).map(([code]) => ({
    name: `${column.name}: ${stringAt(column.dictionary, code)}`,
    values: Float64Array.from(rows, (row) => (column.codes[row] === code ? 1 : 0)),
  }))
}
