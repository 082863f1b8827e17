import { basename } from 'node:path'
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util'
import { ExpectedError } from '../contract/errors.ts'
import { adjustmentRoles, adjustments, dateOrders, type ReadOptions, statusMeanings } from '../contract/imports.ts'

export interface AnalyzeCommand {
  readonly command: 'analyze'
  readonly files: readonly string[]
  readonly out: string
  /** Column names by role, in the order given. */
  readonly map: readonly { readonly role: string; readonly column: string }[]
  /** Kinds by file, as the files were written. */
  readonly kinds: readonly { readonly file: string; readonly kind: string }[]
  /** How the files are read where they leave it open; for all of them. */
  readonly reading: Pick<
    ReadOptions,
    | 'dateOrder'
    | 'decimal'
    | 'revenue'
    | 'orderTotals'
    | 'orderNumbers'
    | 'statuses'
    | 'credit'
    | 'amounts'
    | 'year'
    | 'merged'
  >
  /** What the project decides of what no file says: people with one address are one, reversed purchases are none. */
  readonly mergePeople: boolean
  readonly netReversals: boolean
  readonly asOf: string | null
  readonly k: 'auto' | number
  readonly seed: number
  readonly store: string | null
  readonly json: boolean
  readonly pdf: boolean
  readonly verbose: boolean
}

export interface ServeCommand {
  readonly command: 'serve'
  readonly port: number
  readonly open: boolean
  readonly files: readonly string[]
}

export interface ReadCommand {
  readonly command: 'read'
  readonly files: readonly string[]
  readonly report: string | null
  readonly out: string | null
  readonly sheet: string | null
  /** 1-based; null: the one that looks most like data. */
  readonly table: number | null
  /** How many rows; null: all. */
  readonly rows: number | null
}

export type Command =
  | AnalyzeCommand
  | ReadCommand
  | ServeCommand
  | { readonly command: 'help'; readonly about: string | null }
  | { readonly command: 'version' }

/** Read once, so that what can be asked for, the help and the check of options are one list. */
const analyzeOptions = {
  out: { type: 'string', short: 'o' },
  map: { type: 'string', multiple: true },
  kind: { type: 'string', multiple: true },
  'date-order': { type: 'string' },
  decimal: { type: 'string' },
  revenue: { type: 'string', multiple: true },
  'order-totals': { type: 'string' },
  status: { type: 'string', multiple: true },
  'order-numbers': { type: 'string' },
  credit: { type: 'string' },
  amounts: { type: 'string' },
  year: { type: 'string' },
  merged: { type: 'string' },
  'merge-people': { type: 'boolean' },
  'net-reversals': { type: 'boolean' },
  'as-of': { type: 'string' },
  k: { type: 'string' },
  seed: { type: 'string' },
  store: { type: 'string' },
  json: { type: 'boolean' },
  'no-pdf': { type: 'boolean' },
  verbose: { type: 'boolean', short: 'v' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies ParseArgsOptionsConfig

const readOptions = {
  report: { type: 'string' },
  out: { type: 'string', short: 'o' },
  sheet: { type: 'string' },
  table: { type: 'string' },
  rows: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies ParseArgsOptionsConfig

const serveOptions = {
  port: { type: 'string' },
  open: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies ParseArgsOptionsConfig

/**
 * Reads what was written after `segmento`.
 * @throws ExpectedError `option.invalid` for anything it cannot mean.
 */
export function parseCommand(words: readonly string[]): Command {
  const [first, ...rest] = words
  switch (first) {
    case undefined:
    case 'help':
    case '--help':
    case '-h':
      return { command: 'help', about: rest[0] ?? null }
    case '--version':
    case 'version':
      return { command: 'version' }
    case 'analyze':
      return parseAnalyze(rest)
    case 'read':
      return parseRead(rest)
    case 'serve':
      return parseServe(rest)
    default:
      throw new ExpectedError('option.unknown', {
        option: `command ${first}`,
        known: 'analyze, read, serve, --help, --version',
      })
  }
}

function parseAnalyze(words: readonly string[]): Command {
  const { values, positionals } = parse(words, analyzeOptions)
  if (values.help) return { command: 'help', about: 'analyze' }
  if (positionals.length === 0) throw missing('FILE', 'one or more files of orders or customers')
  if (values.out === undefined || values.out === '') throw missing('--out', '--out DIR, a folder for the results')
  return {
    command: 'analyze',
    files: positionals,
    out: values.out,
    map: (values.map ?? []).map((text) => {
      // Roles hold no equals sign, column names may.
      const [role, column] = cut(text, text.indexOf('='))
      if (role === '' || column === '') throw invalid('--map', text, 'ROLE=COLUMN, for example date=InvoiceDate')
      return { role, column }
    }),
    kinds: (values.kind ?? []).map((text) => {
      const [file, kind] = cut(text, text.lastIndexOf('='))
      if (file === '' || kind === '') throw invalid('--kind', text, 'FILE=KIND, for example people.csv=customers')
      return { file, kind }
    }),
    reading: {
      ...optional('dateOrder', oneOf('--date-order', values['date-order'], dateOrders)),
      ...optional('decimal', oneOf('--decimal', values.decimal, ['.', ','])),
      ...optional('revenue', revenue(values.revenue ?? [])),
      ...optional('orderTotals', oneOf('--order-totals', values['order-totals'], ['once', 'line'])),
      ...optional('orderNumbers', oneOf('--order-numbers', values['order-numbers'], ['daily', 'whole'])),
      ...optional('statuses', statuses(values.status ?? [])),
      ...optional('merged', oneOf('--merged', values.merged, ['leave', 'fill'])),
      ...optional('credit', oneOf('--credit', values.credit, ['minus', 'plus'])),
      ...optional('year', values.year === undefined ? undefined : whole('--year', values.year, 1900, 2199)),
      ...optional('amounts', oneOf('--amounts', values.amounts, ['major', 'minor'])),
    },
    mergePeople: values['merge-people'] ?? false,
    netReversals: values['net-reversals'] ?? false,
    asOf: values['as-of'] === undefined ? null : day('--as-of', values['as-of']),
    k: values.k === undefined || values.k === 'auto' ? 'auto' : whole('--k', values.k, 1, 50, 'auto or '),
    seed: values.seed === undefined ? 1 : whole('--seed', values.seed, 0, 0xffffffff),
    store: values.store ?? null,
    json: values.json ?? false,
    pdf: !(values['no-pdf'] ?? false),
    verbose: values.verbose ?? false,
  }
}

function parseRead(words: readonly string[]): Command {
  const { values, positionals } = parse(words, readOptions)
  if (values.help) return { command: 'help', about: 'read' }
  if (positionals.length === 0) throw missing('FILE', 'a file with a table')
  if (values.out === '') throw missing('--out', '--out DIR, a folder for the tables')
  if (values.out === undefined && positionals.length > 1)
    throw missing('--out', '--out DIR, a folder for the tables, where there are several files')
  if (values.out !== undefined && values.report !== undefined)
    throw invalid('--report', values.report, '--report or --out: with --out every table has its report beside it')
  const twin = positionals.find((file, i) => positionals.findIndex((other) => basename(other) === basename(file)) < i)
  if (twin !== undefined) throw invalid('FILE', twin, 'files of different names, as their tables go into one folder')
  return {
    command: 'read',
    files: positionals,
    report: values.report ?? null,
    out: values.out ?? null,
    sheet: values.sheet ?? null,
    table: values.table === undefined ? null : whole('--table', values.table, 1, 1000),
    rows: values.rows === undefined ? null : whole('--rows', values.rows, 0, Number.MAX_SAFE_INTEGER),
  }
}

function parseServe(words: readonly string[]): Command {
  const { values, positionals } = parse(words, serveOptions)
  if (values.help) return { command: 'help', about: 'serve' }
  return {
    command: 'serve',
    port: values.port === undefined ? 0 : whole('--port', values.port, 0, 65_535),
    open: values.open ?? false,
    files: positionals,
  }
}

/** `parseArgs`, with its complaints as errors of ours. */
function parse<Options extends ParseArgsOptionsConfig>(words: readonly string[], options: Options) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true, strict: true })
  } catch (error) {
    const { code, message } = error as Error & { code?: string }
    if (code === undefined || !code.startsWith('ERR_PARSE_ARGS')) throw error
    const option = (/--[\w-]+/.exec(message) ?? /-\w/.exec(message))?.[0] ?? 'option'
    if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
      const known = Object.keys(options).map((name) => `--${name}`)
      throw new ExpectedError('option.unknown', { option, known: known.join(', ') })
    }
    if (options[option.slice(2)]?.type === 'string') throw missing(option, `a value, as in ${option}=VALUE`)
    throw invalid(option, 'a value', 'the option alone')
  }
}

function oneOf<const Value extends string>(
  option: string,
  text: string | undefined,
  known: readonly Value[],
): Value | undefined {
  if (text === undefined) return undefined
  const found = known.find((value) => value === text)
  if (found === undefined) throw invalid(option, text, `one of ${known.join(' ')}`)
  return found
}

/** `--revenue discount=subtract`, several of them or joined by commas. */
function revenue(texts: readonly string[]): ReadOptions['revenue'] | undefined {
  const parts = texts.flatMap((text) => text.split(','))
  if (parts.length === 0) return undefined
  return Object.fromEntries(
    parts.map((part) => {
      const [name, take] = cut(part, part.indexOf('='))
      const role = adjustmentRoles.find((each) => each === name)
      const adjustment = adjustments.find((each) => each === take)
      if (role === undefined || adjustment === undefined)
        throw invalid('--revenue', part, `${adjustmentRoles.join('|')}=${adjustments.join('|')}, as in tax=subtract`)
      return [role, adjustment]
    }),
  )
}

/** `--status 4=void`: what a status means, once for each. */
function statuses(texts: readonly string[]): ReadOptions['statuses'] | undefined {
  if (texts.length === 0) return undefined
  return Object.fromEntries(
    texts.map((text) => {
      const [status, meaning] = cut(text, text.lastIndexOf('='))
      const known = statusMeanings.find((each) => each === meaning)
      if (status === '' || known === undefined)
        throw invalid('--status', text, `STATUS=${statusMeanings.join('|')}, as in 4=void`)
      return [status.toLowerCase(), known]
    }),
  )
}

const optional = <Name extends string, Value>(name: Name, value: Value | undefined): { [Key in Name]?: Value } =>
  value === undefined ? {} : ({ [name]: value } as { [Key in Name]: Value })

const cut = (text: string, at: number): [string, string] =>
  at < 0 ? ['', ''] : [text.slice(0, at).trim(), text.slice(at + 1).trim()]

function whole(option: string, text: string, least: number, most: number, or = ''): number {
  const value = Number(text)
  if (!/^\d+$/.test(text) || value < least || value > most) {
    throw invalid(option, text, `${or}a whole number from ${least} to ${most}`)
  }
  return value
}

/** A day of the calendar: the 30th of February is none. */
function day(option: string, text: string): string {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  if (Number.isNaN(time) || !new Date(time).toISOString().startsWith(text)) {
    throw invalid(option, text, 'a day as YYYY-MM-DD, for example 2011-12-09')
  }
  return text
}

function invalid(option: string, value: string, expected: string): ExpectedError {
  return new ExpectedError('option.invalid', { option, value, expected })
}

function missing(option: string, expected: string): ExpectedError {
  return new ExpectedError('option.missing', { option, expected })
}
