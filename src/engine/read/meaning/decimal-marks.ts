import type { ReadOptions, Role } from '../../../contract/imports.ts'
import type { Note } from '../../../contract/messages.ts'
import { openDecimalMark, type ColumnProfile } from './profile.ts'
import type { RoleGuess } from './roles.ts'

/** The decimal marks of a table: each column has its own, and the file one where a column says nothing. */
export interface DecimalMarks {
  of(profile: ColumnProfile): '.' | ','
  /** The column whose money counts. */
  readonly money: ColumnProfile | undefined
  /** Its mark; where there is none, the file's. */
  readonly mark: '.' | ','
  /** Its values could be read with either mark. */
  readonly open: boolean
  readonly notes: readonly Note[]
}

const moneyRoles: readonly Role[] = ['amount', 'unit_price', 'event_value', 'lifetime_value']

/**
 * Settles how decimals are written: as the person chose, else as the column's own values say, else as the file's.
 * @param plainNumbers columns of numbers whose mark is a point, whatever the others say
 * @param hasSemicolons cells stand apart by semicolons, as they do where the decimal mark is a comma
 */
export function settleDecimalMarks(
  profiles: readonly ColumnProfile[],
  roles: readonly RoleGuess[],
  chosen: ReadOptions['decimal'],
  plainNumbers: ReadonlySet<number> | undefined,
  hasSemicolons: boolean,
): DecimalMarks {
  const isPlain = (profile: ColumnProfile): boolean => plainNumbers?.has(profile.index) === true
  const votes = profiles.reduce((sum, p) => sum + (p.emailShare > 0 ? 0 : p.commaVotes - p.pointVotes), 0)
  const of = (profile: ColumnProfile): '.' | ',' => {
    if (isPlain(profile)) return '.'
    if (chosen !== undefined) return chosen
    if (profile.commaVotes !== profile.pointVotes) return profile.commaVotes > profile.pointVotes ? ',' : '.'
    if (votes !== 0) return votes > 0 ? ',' : '.'
    if (profile.openVotes === 0) return '.'
    return openDecimalMark(profile, roles[profile.index]!.role === 'amount', hasSemicolons)
  }
  const money = moneyRoles
    .map((role) => profiles.find(({ index }) => roles[index]!.role === role))
    .find((profile) => profile !== undefined)
  if (money === undefined) return { of, money, mark: chosen ?? (votes > 0 ? ',' : '.'), open: false, notes: [] }
  const mark = of(money)
  const open = !isPlain(money) && money.openVotes > 0 && money.commaVotes + money.pointVotes === 0
  return { of, money, mark, open, notes: open && chosen === undefined ? [openNote(money, mark)] : [] }
}

/** A value of the column whose mark may stand before decimals or between thousands: 1.234 */
export function openExample({ values }: ColumnProfile): string {
  return values.find((value) => /^\D*[1-9]\d{0,2}[.,]\d{3}\D*$/.test(value)) ?? ''
}

function openNote(column: ColumnProfile, mark: '.' | ','): Note {
  const example = openExample(column)
  const isDecimal = example.includes(',') === (mark === ',')
  return {
    code: `import.note.decimal_open_${isDecimal ? 'decimal' : 'thousands'}`,
    params: { column: column.name, example },
  }
}
