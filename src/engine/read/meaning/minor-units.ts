import type { FileKind, ReadOptions, Role } from '../../../contract/imports.ts'
import { adjustmentRoles } from '../../../contract/roles.ts'
import type { Note } from '../../../contract/messages.ts'
import { minorDigits } from '../../money/minor-units.ts'
import { currencyCode } from '../values/number.ts'
import { plainWord } from '../values/status.ts'
import type { DecimalMarks } from './decimal-marks.ts'
import { headerKey } from './headers.ts'
import { numberTester, type ColumnProfile } from './profile.ts'
import type { OpenQuestion } from './questions.ts'

/** Which columns of money are in the smallest coin (1999 for 19.99). */
export interface MinorUnits {
  of(profile: ColumnProfile): boolean
  /** What the column that counts is in; null: its numbers have decimals, so nothing is open. */
  readonly amounts: 'major' | 'minor' | null
  readonly question: OpenQuestion | null
  readonly notes: readonly Note[]
}

export interface MoneyFacts {
  readonly kind: FileKind
  readonly profiles: readonly ColumnProfile[]
  readonly columnOf: (role: Role) => ColumnProfile | undefined
  readonly decimals: DecimalMarks
  /** Cells of the sample's rows. */
  readonly rows: readonly (readonly string[])[]
  /** ISO code of most rows, or null. */
  readonly currency: string | null
  readonly chosen: ReadOptions['amounts']
}

/** Fewer amounts than these prove nothing by their shape. */
const ENOUGH = 3
/** The same where nothing but their shape speaks for cents. */
const MANY = 20
const NEARLY_ALL = 0.98

/**
 * Settles whether amounts are cents: as the person chose, else as the header says (that is noted), else it is asked where
 * whole numbers of three digits and more have something beside them that speaks for it.
 */
export function settleMinorUnits(facts: MoneyFacts): MinorUnits {
  const { kind, columnOf, decimals, chosen, currency } = facts
  const money =
    kind === 'orders'
      ? (columnOf('amount') ?? columnOf('unit_price'))
      : kind === 'events'
        ? columnOf('event_value')
        : undefined
  const beside = kind === 'orders' ? ([...adjustmentRoles, 'amount', 'unit_price'] as const).map(columnOf) : []
  if (money === undefined || !isWhole(money)) {
    // The price may be in euros and the tax beside it in cents.
    const said = new Set(beside.filter((each) => each !== undefined && isWhole(each) && saysCents(each.name)))
    return { of: (profile) => said.has(profile), amounts: null, question: null, notes: [] }
  }
  const digits = minorDigits(currency)
  const example = money.values.find((value) => Math.abs(Number(value)) >= 1000) ?? money.values[0]!
  const read = (Number(example) / 10 ** digits).toFixed(digits)
  const isSaid = saysCents(money.name)
  const evidence = isSaid || kind !== 'orders' ? null : evidenceFor(money, facts)
  const isMinor = chosen === undefined ? isSaid || evidence?.isStrong === true : chosen === 'minor'
  const whole = new Set([money, ...beside].filter((each) => each !== undefined && isWhole(each)))
  const of = (profile: ColumnProfile): boolean =>
    whole.has(profile) && (isMinor || (chosen === undefined && saysCents(profile.name)))
  const params = { column: money.name, example, read }
  return {
    of,
    amounts: isMinor ? 'minor' : 'major',
    notes:
      isSaid && chosen === undefined && digits > 0
        ? [{ code: 'import.note.minor_units', params: { ...params, currency: currency ?? '' } }]
        : [],
    question:
      evidence === null || digits === 0
        ? null
        : {
            question: { code: 'import.ambiguity.amounts', params },
            reason: chosen === undefined ? evidence.reason : { code: 'import.assumed.chosen' },
            columns: [money.index],
            settled: chosen !== undefined,
            options: (['minor', 'major'] as const).map((each) => ({
              label: { code: `import.option.amounts_${each}`, params },
              assumed: each === (isMinor ? 'minor' : 'major'),
              choose: { amounts: each },
              command: `--amounts ${each}`,
            })),
          },
  }

  /** What speaks for cents beside the header, or null: nothing does. */
  function evidenceFor(column: ColumnProfile, { profiles, rows }: MoneyFacts): Evidence | null {
    const values = column.values.map(Number).filter((value) => value !== 0)
    const large = values.filter((value) => Math.abs(value) >= 100).length
    if (values.length < ENOUGH || large < values.length * NEARLY_ALL) return null
    const twin = hundredthOf(column, facts, 10 ** digits, decimals)
    if (twin !== null)
      return { isStrong: true, reason: { code: 'import.assumed.minor_twin', params: { column: twin.name } } }
    if (isOfPayments(column, profiles, columnOf))
      return { isStrong: true, reason: { code: 'import.assumed.minor_service' } }
    const named = columnOf('currency')
    const hasCents = named?.values.some((value) => minorDigits(currencyCode(value)) > 0) === true
    const isOdd = values.length >= MANY && values.filter((value) => value % 10 !== 0).length >= values.length * 0.3
    const isShort = new Set(values).size < 3
    if (rows.length === 0 || isShort || !(hasCents || isOdd)) return null
    return { isStrong: false, reason: { code: 'import.assumed.major' } }
  }
}

interface Evidence {
  /** Cents are proposed; otherwise the numbers as they stand. */
  readonly isStrong: boolean
  readonly reason: Note
}

/** Whole numbers without a mark between their digits, but for a few cells that are none. */
function isWhole({ values }: ColumnProfile): boolean {
  const whole = values.filter((value) => /^[-+]?\d+(\.0+)?$/.test(value)).length
  return values.length > 0 && whole >= values.length * NEARLY_ALL
}

/** Smallest coins in English, German, Turkish, French, Spanish and their neighbours. */
const coins = new Set(
  'cents cent minor subunit subunits centimes centime kurus kurusu centimos centimo centavos centavo centesimi pence grosze groszy paise paisa kobo'.split(
    ' ',
  ),
)
/** The same at the end of a word or in front of it: `totalcents`, `Centbetrag`. */
const glued =
  /(?:amount|price|total|value|sum|revenue|betrag|preis|summe|wert|umsatz|tutar|tutari|toplam|fiyat|fiyati|montant|prix|valeur|importe|precio|valor|monto|in|en)(?:cents?|minor(?:units?)?|centimes?|kurus|centimos?)$|^cent(?:amount|betr|preis|price|total|wert|value)/

/** Whether the header of money says that it is counted in the smallest coin. */
export function saysCents(header: string): boolean {
  const spaced = header.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
  if (
    plainWord(spaced)
      .split(' ')
      .some((word) => coins.has(word))
  )
    return true
  return glued.test(plainWord(header).replace(/ /g, ''))
}

/** A column in the currency itself, with decimals, of which this one is the hundredfold in every row. */
function hundredthOf(
  column: ColumnProfile,
  { profiles, rows, columnOf }: MoneyFacts,
  factor: number,
  decimals: DecimalMarks,
): ColumnProfile | null {
  const quantity = columnOf('quantity')
  const pieces = quantity === undefined ? null : numberTester(decimals.of(quantity))
  for (const other of profiles) {
    if (other === column || other.numberShare < 0.9 || other.commaVotes + other.pointVotes === 0) continue
    const test = numberTester(decimals.of(other))
    const seen = { one: 0, all: 0, rows: 0 }
    const values = new Set<number>()
    for (const cells of rows) {
      const value = Number((cells[column.index] ?? '').trim())
      const number = test((cells[other.index] ?? '').trim())
      if (number === null || number.mantissa === 0 || !(Math.abs(value) > 0)) continue
      const price = number.mantissa / 10 ** number.decimals
      const count = pieces?.((cells[quantity!.index] ?? '').trim()) ?? null
      seen.rows++
      values.add(value)
      if (isSame(price * factor, Math.abs(value))) seen.one++
      if (count !== null && isSame((price * factor * count.mantissa) / 10 ** count.decimals, Math.abs(value)))
        seen.all++
    }
    if (seen.rows >= ENOUGH && values.size > 1 && Math.max(seen.one, seen.all) >= seen.rows * NEARLY_ALL) return other
  }
  return null
}

function isSame(a: number, b: number): boolean {
  return Math.abs(a - b) < 1e-6 * Math.max(1, b)
}

/** Headers that the interfaces of payment services and shops use, all of which count in the smallest coin. */
const paymentHeaders = new Set(
  'amountcaptured amountrefunded amountsubtotal amounttotal amountreceived amountcapturable amountdue amountremaining balancetransaction paymentintent applicationfeeamount livemode receipturl hostedinvoiceurl paymentmethodtypes pspreference merchantaccountcode merchantaccount shopperreference totalmoneyamount amountmoneyamount tipmoneyamount approvedmoneyamount basepricemoneyamount originallineprice finallineprice finalprice originaltotalprice itemssubtotalprice purchasecurrency ordertaxamount totaltaxamount acquirerdata subtotalusd currencyminorunit'.split(
    ' ',
  ),
)
/** One of these is enough. */
const tellingHeaders =
  /moneyamount$|^amountvalue$|^(?:original|final)lineprice$|currencyminorunit$|^amount(?:captured|capturable|received|subtotal)$/
const stripeIds = /^(?:ch|py|pi|in|txn|cs|sub|cus|pm|ord?)_[A-Za-z0-9]{6,}$/

function isOfPayments(
  money: ColumnProfile,
  profiles: readonly ColumnProfile[],
  columnOf: (role: Role) => ColumnProfile | undefined,
): boolean {
  // Accounts write `UnitAmount`, in whole units.
  if (tellingHeaders.test(headerKey(money.name)) || /(?:^|[._])unit_amount$/.test(money.name)) return true
  let signs = profiles.filter(({ name }) => paymentHeaders.has(headerKey(name))).length
  if (profiles.some(({ name }) => headerKey(name).endsWith('currencyminorunit'))) return true
  const all = (role: Role, pattern: RegExp): boolean => {
    const values = columnOf(role)?.values ?? []
    return values.length > 0 && values.every((value) => pattern.test(value))
  }
  if (all('date', /^\d{10}$/)) signs++
  if (all('currency', /^[a-z]{3}$/)) signs++
  if (all('order_id', stripeIds) || all('customer_id', stripeIds)) signs += 2
  return signs >= 2
}
