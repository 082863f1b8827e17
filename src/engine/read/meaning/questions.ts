import type { Ambiguity, AmbiguityOption } from '../../../contract/ambiguities.ts'
import type { FileKind, ReadOptions, Role } from '../../../contract/imports.ts'
import type { Note } from '../../../contract/messages.ts'
import { openExample } from './decimal-marks.ts'
import { customerHeaders, headerKey, headerScore, orderHeaders } from './headers.ts'
import { roleByWords } from './header-words.ts'
import type { ColumnProfile } from './profile.ts'
import type { RoleGuess } from './roles.ts'
import type { ColumnDates } from './settle-dates.ts'

/** An ambiguity before its consequences are counted. */
export interface OpenQuestion extends Omit<Ambiguity, 'options'> {
  readonly options: readonly Omit<AmbiguityOption, 'outcome'>[]
}

/** What the look at a file found. */
export interface Findings {
  readonly kind: FileKind
  readonly options: ReadOptions
  readonly profiles: readonly ColumnProfile[]
  readonly roles: readonly RoleGuess[]
  readonly dates: ColumnDates | null
  readonly decimal: { readonly column: ColumnProfile; readonly mark: '.' | ','; readonly open: boolean } | null
  /** Totals that repeat on the lines of an order, by the rows. */
  readonly repeatedTotals: boolean
  /** The first row of an order holds the sum of its others. */
  readonly headTotals: boolean
}

/** Most columns offered for one role. */
const MOST_COLUMNS = 3

/** What the file itself leaves open; what of it changes nothing is left out once the consequences are known. */
export function openQuestions(found: Findings): OpenQuestion[] {
  return [dateOrder(found), decimalMark(found), serials(found), orderTotals(found), ...columns(found)].filter(
    (question) => question !== null,
  )
}

function ask(
  question: Note,
  reason: Note,
  at: readonly number[],
  settled: boolean,
  options: OpenQuestion['options'],
): OpenQuestion {
  return { question, reason: settled ? { code: 'import.assumed.chosen' } : reason, columns: at, settled, options }
}

function dateOrder({ dates, options }: Findings): OpenQuestion | null {
  if (dates === null || !dates.open || dates.serial || dates.form.periods) return null
  const { column, order, mixed } = dates
  return ask(
    { code: 'import.ambiguity.date_order', params: { column: column.name, example: column.values[0] ?? '' } },
    { code: mixed ? 'import.assumed.dates_mixed' : `import.assumed.dates_${order}` },
    [column.index],
    options.dateOrder !== undefined,
    dates.choices.map((each) => ({
      label: { code: `import.option.date_${each}` },
      assumed: each === order,
      choose: { dateOrder: each },
      command: `--date-order ${each}`,
    })),
  )
}

function decimalMark({ decimal, options }: Findings): OpenQuestion | null {
  if (decimal === null || !decimal.open) return null
  const { column, mark } = decimal
  const example = openExample(column)
  return ask(
    { code: 'import.ambiguity.decimal', params: { column: column.name, example } },
    { code: 'import.assumed.marks' },
    [column.index],
    options.decimal !== undefined,
    (['.', ','] as const).map((each) => ({
      label: {
        code: example.includes(each) ? 'import.option.decimal' : 'import.option.thousands',
        params: { example },
      },
      assumed: each === mark,
      choose: { decimal: each },
      command: `--decimal ${each}`,
    })),
  )
}

/** Five digits are days of a spreadsheet, or the numbers of something. */
function serials(found: Findings): OpenQuestion | null {
  const { dates, options, profiles, roles } = found
  if (dates === null || !dates.serial) return null
  const other = profiles.find(({ index, dateShare }) => index !== dates.column.index && dateShare >= 0.9)
  if (other === undefined) return null
  return ask(
    { code: 'import.ambiguity.serials', params: { column: dates.column.name, example: dates.column.values[0] ?? '' } },
    { code: 'import.assumed.header' },
    [dates.column.index, other.index],
    options.roles?.[String(dates.column.index)] !== undefined,
    [
      roleOption(found, 'date', dates.column, true),
      roleOption(found, 'date', other, roles[other.index]!.role === 'date'),
    ],
  )
}

function orderTotals({ kind, options, profiles, roles, repeatedTotals, headTotals }: Findings): OpenQuestion | null {
  const at = roles.findIndex(({ role }) => role === 'amount')
  if (kind !== 'orders' || at < 0 || !(repeatedTotals || headTotals)) return null
  const column = profiles[at]!.name
  return ask(
    { code: headTotals ? 'import.ambiguity.head_totals' : 'import.ambiguity.order_totals', params: { column } },
    { code: headTotals ? 'import.assumed.head_totals' : 'import.assumed.repeated' },
    [at],
    options.orderTotals !== undefined,
    (['once', 'line'] as const).map((each) => ({
      label: { code: `import.option.${headTotals ? 'head_' : ''}totals_${each}`, params: { column } },
      assumed: each === (options.orderTotals ?? 'once'),
      choose: { orderTotals: each },
      command: `--order-totals ${each}`,
    })),
  )
}

/** Two columns that could play the same role. */
function columns(found: Findings): (OpenQuestion | null)[] {
  if (found.kind === 'customers') return [choice(found, 'customer_id', [])]
  if (found.kind !== 'orders') return []
  return [choice(found, 'amount', ['unit_price']), choice(found, 'date', []), choice(found, 'customer_id', ['email'])]
}

/** @param instead roles that do the same where no column plays this one */
function choice(found: Findings, role: Role, instead: readonly Role[]): OpenQuestion | null {
  const { profiles, roles, options } = found
  const at = (wanted: Role): number => roles.findIndex((guess) => guess.role === wanted)
  const now = at(role)
  const stand = instead.map(at).find((index) => index >= 0) ?? -1
  // A column that was set aside for the one that stands in is still an answer.
  const wasSetAside = ({ index, name }: ColumnProfile): boolean =>
    options.roles?.[index] === 'attribute' &&
    (headerScore(orderHeaders[role], headerKey(name)) > 0 || roleByWords(name)?.role === role)
  const others = profiles.filter(
    (profile) =>
      profile.index !== now &&
      roles[profile.index]!.role === 'attribute' &&
      (now < 0 ? wasSetAside(profile) : fits(role, profile, found.kind)),
  )
  if ((now < 0 || stand < 0) && (others.length === 0 || (now < 0 && stand < 0))) return null
  if (role === 'amount' && stand >= 0 && at('quantity') < 0 && others.length === 0) return null
  const current = profiles.filter(({ index }) => index === now)
  const candidates = [...current, ...others.slice(0, MOST_COLUMNS - 1)].toSorted((a, b) => a.index - b.index)
  const withStand = stand >= 0 && (role !== 'amount' || at('quantity') >= 0)
  if (now < 0 && !withStand) return null
  const asked = withStand && role !== 'amount' ? [...candidates, profiles[stand]!] : candidates
  // Once no candidate plays the role, a column whose header could mean it too (a bare `id`) keeps what it is.
  const held = profiles.filter(
    (profile) =>
      !candidates.includes(profile) &&
      roles[profile.index]!.role !== 'attribute' &&
      (profile.index === stand
        ? roleByWords(profile.name)?.role === role
        : headerScore(orderHeaders[role], headerKey(profile.name)) > 0),
  )
  return ask(
    { code: `import.ambiguity.${role}`, params: { columns: asked.map(({ name }) => name).join(', ') } },
    roles[now]?.reason.code === 'import.reason.shop' ? roles[now].reason : { code: 'import.assumed.header' },
    [...candidates.map(({ index }) => index), ...(withStand ? [stand] : [])],
    candidates.some(({ index }) => options.roles?.[String(index)] !== undefined),
    [
      ...candidates.map((candidate) => roleOption(found, role, candidate, candidate.index === now)),
      ...(withStand
        ? [
            {
              label: {
                code: role === 'amount' ? 'import.option.product' : 'import.option.use',
                params: { column: profiles[stand]!.name },
              },
              assumed: now < 0,
              choose: {
                roles: given(found, {
                  ...Object.fromEntries(held.map(({ index }) => [index, roles[index]!.role])),
                  ...Object.fromEntries(candidates.map(({ index }) => [index, 'attribute'])),
                }),
              },
              command: [
                ...candidates.map(({ name }) => `--map attribute=${quoted(name)}`),
                ...held.map(({ index, name }) => `--map ${roles[index]!.role}=${quoted(name)}`),
              ].join(' '),
            },
          ]
        : []),
    ],
  )
}

function roleOption(
  found: Findings,
  role: Role,
  column: ColumnProfile,
  assumed: boolean,
): OpenQuestion['options'][number] {
  const before = found.roles.findIndex((guess) => guess.role === role)
  const roles = given(found, {
    ...(before >= 0 && before !== column.index ? { [before]: 'attribute' as const } : {}),
    [column.index]: role,
  })
  return {
    label: { code: 'import.option.use', params: { column: column.name } },
    assumed,
    choose: { roles },
    command: `--map ${role}=${quoted(column.name)}`,
  }
}

function given({ options }: Findings, roles: Readonly<Record<number, Role>>): Record<string, Role> {
  return { ...options.roles, ...roles }
}

function quoted(name: string): string {
  return /^[\w-]+$/.test(name) ? name : `"${name.replace(/["\\$`]/g, '\\$&')}"`
}

/** A header that says the role too, over values that can play it. */
function fits(role: Role, profile: ColumnProfile, kind: FileKind): boolean {
  const words = (kind === 'customers' ? customerHeaders : orderHeaders)[role]
  if (profile.values.length === 0) return false
  const isSaid = headerScore(words, headerKey(profile.name)) === 1
  // `Subtotal de productos`: no table knows it, its words say an amount.
  const isWorded = role === 'amount' && roleByWords(profile.name)?.role === 'amount'
  if (!isSaid && !isWorded) return false
  if (role === 'amount') return profile.numberShare >= 0.5
  if (role === 'date') return profile.dateShare >= 0.5
  return profile.distinct > 1
}
