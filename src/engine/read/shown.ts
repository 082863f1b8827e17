import type { ColumnPreview, FileKind, RawLine } from '../../contract/imports.ts'
import type { Note } from '../../contract/messages.ts'
import { minorDigits } from '../money/minor-units.ts'
import { dayText } from '../columns/calendar.ts'
import type { TablePlace } from './layout/place.ts'
import type { ReadPlan } from './plan.ts'
import { dateTester, numberTester } from './meaning/profile.ts'
import type { ColumnProfile } from './meaning/profile.ts'
import type { RoleGuess } from './meaning/roles.ts'
import type { SampleRow } from './text/sample.ts'

/** Lines that are shown as they stand. */
const SHOWN_LINES = 50

/** Roles whose cells are days, with a time or without. */
function isDay(role: RoleGuess['role']): boolean {
  return role === 'date' || role === 'timestamp' || role === 'signup_date'
}

/** How a column is shown: its role, its type, and three of its values before and after. */
export function columnPreview(
  profile: ColumnProfile,
  guess: RoleGuess,
  decimal: '.' | ',',
  plan: ReadPlan,
): ColumnPreview {
  const isDate = isDay(guess.role) || profile.dateShare >= 0.9
  const isNumber = ['amount', 'unit_price', 'quantity', 'lifetime_value', 'event_value'].includes(guess.role)
  const isId = ['customer_id', 'order_id', 'product', 'email', 'event_id', 'product_id'].includes(guess.role)
  const isMinor = Object.values(plan.columns).some((each) => each.index === profile.index && each.isMinor === true)
  const asDate = dateTester(plan.dateOrder, plan.serialDates, plan.dateForm)
  const asNumber = numberTester(decimal)
  const read = (raw: string): string | null => {
    if (isDay(guess.role)) {
      const date = asDate(raw)
      return date === null ? null : dayText(date.day)
    }
    if (isNumber) {
      const number = asNumber(raw)
      if (number === null) return null
      if (isMinor) number.decimals += minorDigits(plan.currency)
      const digits = (number.big ?? BigInt(number.mantissa)).toString().padStart(number.decimals + 1, '0')
      const whole = digits.slice(0, digits.length - number.decimals)
      const fraction = digits.slice(digits.length - number.decimals)
      return `${number.negative ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`
    }
    if (isId && profile.pointZero && raw.endsWith('.0')) return raw.slice(0, -2)
    return raw
  }
  const type = ((): ColumnPreview['type'] => {
    if (profile.values.length === 0) return 'empty'
    if (isDate && profile.dateShare + profile.serialShare >= 0.8) return 'date'
    if (isId) return 'text'
    if (profile.integerShare >= 0.95) return 'integer'
    return profile.numberShare >= 0.95 ? 'decimal' : 'text'
  })()
  const samples: { raw: string; read: string | null }[] = []
  for (const raw of profile.values) {
    if (samples.length === 3) break
    const short = raw.slice(0, 200)
    if (!samples.some((sample) => sample.raw === short))
      samples.push({ raw: short, read: read(raw)?.slice(0, 200) ?? null })
  }
  const { role, confidence, reason } = guess
  return { index: profile.index, name: profile.name, role, confidence, reason, type, samples }
}

/** The first lines of the file as they are. */
export function previewLines(rows: readonly SampleRow[], place: TablePlace): RawLine[] {
  const first = place.headerRows[0] ?? place.firstData
  const part = (i: number): RawLine['part'] => {
    if (place.headerRows.includes(i)) return 'header'
    if (i < place.firstData) return 'preamble'
    return i >= place.end ? 'footer' : 'data'
  }
  return rows
    .map((row, i): RawLine => ({ number: row.line, text: row.raw.slice(0, 1000), part: part(i) }))
    .slice(Math.max(0, first - SHOWN_LINES), Math.max(place.firstData + 8, SHOWN_LINES))
    .filter(({ text }) => text.trim() !== '')
}

/** Why the file cannot be imported as it stands: codes of the errors that would be thrown. */
export function findProblems(
  kind: FileKind,
  names: readonly string[],
  columns: ReadPlan['columns'],
  rows: number,
  attributes: ReadPlan['attributes'],
): Note[] {
  const problems: Note[] = []
  const list = { columns: names.join(', ') }
  if (kind === 'campaign') {
    for (const role of ['treatment', 'outcome'])
      if (!attributes.some((each) => each.role === role))
        problems.push({ code: `import.problem.no_${role}`, params: list })
  } else if (kind === 'customers') {
    if (columns.customer_id === undefined && columns.email === undefined)
      problems.push({ code: 'import.problem.no_person', params: list })
  } else if (kind === 'events') {
    if (columns.customer_id === undefined && columns.email === undefined)
      problems.push({ code: 'import.problem.no_customer', params: list })
    if (columns.timestamp === undefined) problems.push({ code: 'import.problem.no_timestamp', params: list })
    if (columns.event_type === undefined) problems.push({ code: 'import.problem.no_event_type', params: list })
  } else {
    if (columns.customer_id === undefined && columns.email === undefined)
      problems.push({ code: 'import.problem.no_customer', params: list })
    if (columns.date === undefined) problems.push({ code: 'import.problem.no_date', params: list })
    if (columns.amount === undefined && (columns.unit_price === undefined || columns.quantity === undefined))
      problems.push({ code: 'import.problem.no_amount', params: list })
  }
  if (rows === 0) problems.unshift({ code: 'import.problem.no_rows' })
  return problems
}
