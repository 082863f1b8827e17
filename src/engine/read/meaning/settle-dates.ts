import type { DateOrder, ReadOptions } from '../../../contract/imports.ts'
import type { Note } from '../../../contract/messages.ts'
import { dayText } from '../../columns/calendar.ts'
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
}

/**
 * Settles how dates are written: as the person chose, else as the values say.
 * @param values all at hand, from further down the file as well
 * @param commaDecimals numbers of the file have decimal commas, as where days come first
 */
export function settleDates(
  column: ColumnProfile,
  values: Iterable<string>,
  commaDecimals: boolean,
  chosen: ReadOptions['dateOrder'],
): { readonly dates: ColumnDates; readonly notes: readonly Note[] } {
  const guess = detectDateOrder(values, commaDecimals)
  const serial = column.serialShare >= 0.5
  const order = chosen ?? (serial ? 'ymd' : guess.order)
  const mixed = guess.mixed === true
  const dates = { column, order, open: guess.open, mixed, choices: dateChoices(guess), serial }
  if (serial) return { dates, notes: [{ code: 'import.note.serial_dates', params: { column: column.name } }] }
  return { dates, notes: guess.open && chosen === undefined ? [openNote(column, order, mixed)] : [] }
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
