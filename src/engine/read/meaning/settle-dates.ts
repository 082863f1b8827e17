import type { DateOrder, ReadOptions } from '../../../contract/imports.ts'
import type { Note } from '../../../contract/messages.ts'
import { dayOf, dayText } from '../../columns/calendar.ts'
import type { DateForm } from '../values/date-form.ts'
import { dateFormOf, isYearless, periodAbove } from './date-form.ts'
import { dateChoices, detectDateOrder } from './date-order.ts'
import { dateTester, type ColumnProfile } from './profile.ts'

/** How the dates of a column are read. */
export interface ColumnDates {
  readonly column: ColumnProfile
  readonly order: DateOrder
  /** No value said which order it is. */
  readonly open: boolean
  /** Values said both. */
  readonly mixed: boolean
  /** The orders that it may be. */
  readonly choices: readonly DateOrder[]
  /** They are numbers of days, as spreadsheets count them. */
  readonly serial: boolean
  /** How they are written otherwise. */
  readonly form: DateForm
  /** They name no year, and nothing says which it is. */
  readonly needsYear: boolean
}

/**
 * Settles how dates are written: as the person chose, else as the values say.
 * @param values all at hand, from further down the file as well
 * @param above cells of the lines above the table, which may name the year of days without one
 * @param commaDecimals numbers of the file have decimal commas, as where days come first
 */
export function settleDates(
  column: ColumnProfile,
  values: readonly string[],
  above: readonly (readonly string[])[],
  commaDecimals: boolean,
  chosen: Pick<ReadOptions, 'dateOrder' | 'year'>,
): { readonly dates: ColumnDates; readonly notes: readonly Note[] } {
  const guess = detectDateOrder(values, commaDecimals)
  const serial = column.serialShare >= 0.5
  const order = chosen.dateOrder ?? (serial ? 'ymd' : guess.order)
  const mixed = guess.mixed === true
  const isBare = isYearless(column)
  const since = !isBare ? null : chosen.year === undefined ? periodAbove(above) : dayOf(chosen.year, 1, 1)
  const form = dateFormOf(column, values, order, since)
  const needsYear = isBare && since === null
  const open = guess.open && !isBare
  const dates = { column, order, open, mixed, choices: dateChoices(guess), serial, form, needsYear }
  if (serial) return { dates, notes: [{ code: 'import.note.serial_dates', params: { column: column.name } }] }
  if (form.periods) return { dates, notes: [exampleNote('period_dates', column, order, form)] }
  if (since !== null) return { dates, notes: [exampleNote('yearless_dates', column, order, form)] }
  return { dates, notes: open && chosen.dateOrder === undefined ? [openNote(column, order, mixed)] : [] }
}

function exampleNote(code: string, column: ColumnProfile, order: DateOrder, form: DateForm): Note {
  const test = dateTester(order, false, form)
  const example = column.values.find((value) => test(value) !== null) ?? column.values[0]!
  const read = test(example)
  return {
    code: `import.note.${code}`,
    params: { column: column.name, example, read: read === null ? '' : dayText(read.day) },
  }
}

/** Says how dates are read that could be read in two ways. */
function openNote(column: ColumnProfile, order: DateOrder, mixed: boolean): Note {
  const test = dateTester(order, false)
  const other = dateTester(order === 'dmy' ? 'mdy' : 'dmy', false)
  const example = column.values.find((value) => test(value) !== null && test(value)!.day !== other(value)?.day) ?? ''
  const read = test(example)
  const otherwise = other(example)
  return {
    code: mixed ? `import.note.dates_mixed_${order}` : `import.note.dates_open_${order}`,
    params: {
      column: column.name,
      example,
      read: read === null ? '' : dayText(read.day),
      otherwise: otherwise === null ? '' : dayText(otherwise.day),
    },
  }
}
