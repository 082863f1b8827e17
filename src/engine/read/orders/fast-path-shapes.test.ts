import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { OrdersTail } from '../../columns/types.ts'
import { chunkFacts } from '../../../../test/support/layer-facts.ts'
import { encodeUtf8 } from '../text/bytes.ts'
import { inspectBytes } from '../inspect-file.ts'
import { createLayerReader } from '../layer-reader.ts'
import type { ColumnPlan, Inspection, ReadPlan } from '../plan.ts'

const pick = (...values: string[]) => fc.constantFrom(...values)
const digits = (least: number, most: number) =>
  fc.array(fc.nat(9), { minLength: least, maxLength: most }).map((all) => all.join(''))
const join = (...parts: fc.Arbitrary<string>[]) => fc.tuple(...parts).map((all) => all.join(''))
const orNot = (part: fc.Arbitrary<string>) => fc.oneof({ weight: 3, arbitrary: part }, fc.constant(''))

/** Whatever looks like a date or nearly so. */
const number = fc.oneof(
  fc.nat(31).map(String),
  fc.nat(31).map((n) => String(n).padStart(2, '0')),
  digits(1, 4),
)
const year = fc.oneof(fc.integer({ min: 1780, max: 2100 }).map(String), digits(2, 4))
const mark = pick('-', '-', '/', '.')
const isoDate = join(year, pick('-'), number, pick('-'), number)
const date = fc.oneof(
  isoDate,
  fc.tuple(year, number, number, mark).map(([y, m, d, sign]) => [y, m, d].join(sign)),
  fc.tuple(number, number, year, mark).map(([d, m, y, sign]) => [d, m, y].join(sign)),
  join(number, mark, number, mark, year),
)
const time = join(
  pick(' ', ' ', 'T', 't', ', ', '_', '  '),
  fc.oneof(
    fc.nat(25).map(String),
    fc.nat(25).map((n) => String(n).padStart(2, '0')),
  ),
  pick(':', ':', ':', '.', 'h'),
  fc.nat(61).map((n) => String(n).padStart(2, '0')),
  orNot(
    join(
      pick(':', ':', '.'),
      fc.nat(61).map((n) => String(n).padStart(2, '0')),
    ),
  ),
  orNot(join(pick('.', ','), digits(0, 7))),
  pick('', '', '', ' AM', 'PM', ' p.m.', 'Z', 'z', ' UTC', '+02:00', ' -0530', '+2', ' +05:', ' CET', ' Uhr', 'x'),
)
const oddMoment = fc.oneof(
  { weight: 2, arbitrary: date },
  { weight: 3, arbitrary: join(date, time) },
  join(isoDate, time),
)
const small = fc.integer({ min: 1, max: 12 })
const usualMoment = fc
  .tuple(small, small, fc.integer({ min: 1900, max: 2099 }), fc.nat(3), fc.nat(86399))
  .map(([d, m, y, form, second]) => {
    const two = (n: number) => String(n).padStart(2, '0')
    const clock = `${two(Math.floor(second / 3600))}:${two(Math.floor(second / 60) % 60)}:${two(second % 60)}`
    if (form === 0) return `${y}-${two(m)}-${two(d)}`
    if (form === 1) return `${y}-${two(m)}-${two(d)} ${clock}`
    return form === 2 ? `${d}/${m}/${y} ${clock.slice(0, 5)}` : `${two(d)}.${two(m)}.${y}`
  })
const mostly = (usual: fc.Arbitrary<string>, odd: fc.Arbitrary<string>) =>
  fc.oneof({ weight: 12, arbitrary: usual }, { weight: 1, arbitrary: odd })

const money = fc.oneof(
  { weight: 5, arbitrary: join(pick('', '', '-', '+', '('), digits(1, 9), pick('.', ','), digits(1, 3)) },
  { weight: 3, arbitrary: join(pick('', '-'), digits(0, 3), pick(',', '.', "'", ' '), digits(3, 3)) },
  { weight: 2, arbitrary: join(digits(1, 3), pick(',', '.'), digits(2, 4), pick(',', '.'), digits(0, 8)) },
  {
    weight: 2,
    arbitrary: join(
      pick('', '$', '€ ', 'EUR '),
      digits(0, 17),
      orNot(join(pick('.'), digits(0, 8))),
      pick('', '-', '€'),
    ),
  },
  pick('0', '-0', '00', '0.00', '1e3', '.5', '5.', '-', '12-', '(5)', '(5', '-.5', '--5', '1 234,50'),
)
const id = fc.oneof(
  { weight: 4, arbitrary: digits(1, 6) },
  { weight: 2, arbitrary: join(pick('C', 'c', 'K-', '#'), digits(1, 5)) },
  join(digits(1, 5), pick('.0', '.00', '.5')),
  digits(10, 16),
  fc.constantFrom('', ' ', 'NULL', 'n/a', '-', 'N1', '#1', 'nil', '0', '#N/A', '="007"'),
)
const word = fc.oneof(
  { weight: 20, arbitrary: pick('tea', 'Tea', 'tea ', '', 'Käse', 'an apple a day', '    ') },
  pick('mug "big"', '="01"', 'a,b', 'x\ny', 'tea"', 'ş'),
)
const status = pick('paid', 'Paid', 'cancelled', 'refunded', '', ' paid', 'pending payment', 'ödendi')

const header = 'order,customer,mail,when,amount,pieces,item,name,group,state,kind,money,note'
const roles = [
  'order_id',
  'customer_id',
  'email',
  'date',
  'amount',
  'quantity',
  'product',
  'product_name',
  'category',
  'status',
  'type',
  'currency',
  'attribute',
] as const

const row = fc.tuple(
  mostly(digits(3, 4), id),
  mostly(
    fc.nat(20).map((n) => `K-${n}`),
    id,
  ),
  pick('', '', 'A@b.org', ' a@B.org ', 'x@y'),
  mostly(usualMoment, oddMoment),
  mostly(digits(1, 5), money),
  fc.oneof(
    { weight: 9, arbitrary: pick('1', '2', '12') },
    pick('1', '2', '12', '-3', '1.000', '', '(2)', '2-', '1,5'),
    money,
  ),
  word,
  word,
  word,
  status,
  pick('sale', '', 'return', 'storno'),
  mostly(pick('EUR', 'EUR', ''), pick('€', 'USD')),
  word,
)

const file = fc.record({
  rows: fc.array(fc.tuple(row, fc.array(fc.boolean(), { minLength: 13, maxLength: 13 })), {
    minLength: 15,
    maxLength: 80,
  }),
  delimiter: pick(',', ';', '\t', ',', '|', ' '),
  lineBreak: pick('\n', '\r\n', '\n', '\r\n', '\r'),
  price: fc.boolean(),
  without: fc.subarray([0, 1, 2, 5, 6, 7, 8, 9, 10, 11, 12], { minLength: 0 }),
  plan: fc.record({
    dateOrder: fc.constantFrom('dmy', 'mdy', 'ymd') as fc.Arbitrary<ReadPlan['dateOrder']>,
    encoding: fc.constantFrom('utf-8', 'windows-1252') as fc.Arbitrary<ReadPlan['encoding']>,
    encodingOpen: fc.boolean(),
    cancelMark: fc.boolean(),
    hasRemarks: fc.boolean(),
    serialDates: fc.boolean(),
    dateForm: fc.record({
      pivot: fc.nat(100),
      periods: fc.boolean(),
      since: fc.constantFrom(null, 19_000),
    }),
  }),
  comma: fc.boolean(),
  pointZero: fc.boolean(),
  minor: fc.boolean(),
  currency: fc.constantFrom(null, 'EUR', 'JPY', 'KWD'),
  cuts: fc.array(fc.nat(3000), { maxLength: 6 }),
})

/** Everything that a reader says of a file that it gets in pieces. */
function read(bytes: Uint8Array, inspection: Inspection, cuts: readonly number[], usesKernel: boolean) {
  // Zones have minutes of their own, and once had parts of them.
  const zoneOffset = (instant: number) => (instant < 0 ? 53.5 : 330)
  const reader = createLayerReader(inspection, { zoneOffset, usesKernel })
  let from = 0
  for (const cut of [...cuts.toSorted((a, b) => a - b), bytes.length]) {
    reader.push(bytes.subarray(from, Math.max(from, cut)))
    from = Math.max(from, cut)
  }
  const { tail, chunks, ...rest } = reader.finish()
  return { facts: { ...rest, layer: chunkFacts(tail as OrdersTail, chunks), counts: reader.counts }, reader }
}

it('takes no cell for something else than the reader in JavaScript does', () => {
  let kernelRows = 0
  let accepted = 0
  fc.assert(
    fc.property(file, (shape) => {
      const { delimiter, lineBreak, comma, pointZero } = shape
      const line = (cells: readonly string[], quoted: readonly boolean[]) =>
        cells
          .map((cell, i) =>
            quoted[i]! || ['"', '\n', '\r', delimiter].some((sign) => cell.includes(sign))
              ? `"${cell.replaceAll('"', '""')}"`
              : cell,
          )
          .join(delimiter)
      const text = [
        header.replaceAll(',', delimiter),
        ...shape.rows.map(([cells, quoted]) => line(cells, quoted)),
      ].join(lineBreak)
      const bytes =
        shape.plan.encoding === 'utf-8' ? encodeUtf8(text) : Uint8Array.from(text, (letter) => letter.charCodeAt(0))
      const column = (index: number) => ({
        index,
        name: roles[index]!,
        decimal: comma ? (',' as const) : ('.' as const),
        dropPointZero: pointZero,
      })
      const kept = roles.map((role, i) => [role, column(i)] as const).filter((_, i) => !shape.without.includes(i))
      const columns: Record<string, ColumnPlan> = Object.fromEntries(kept.filter(([role]) => role !== 'attribute'))
      if (shape.price) {
        columns['unit_price'] = columns['amount']!
        delete columns['amount']
        columns['quantity'] ??= column(5)
      }
      const money = shape.price ? 'unit_price' : 'amount'
      if (shape.minor) columns[money] = { ...columns[money]!, isMinor: true }
      const base = inspectBytes(encodeUtf8(`${header}\n`), true, {})
      const plan: ReadPlan = {
        ...base.plan,
        ...shape.plan,
        kind: 'orders',
        delimiter: encodeUtf8(delimiter),
        quote: 0x22,
        escape: -1,
        collapse: false,
        skipBytes: header.length + lineBreak.length,
        firstLine: 2,
        endOffset: null,
        columnNames: header.split(','),
        expectedCells: 13,
        requiredCells: 13,
        columns,
        attributes: kept.filter(([role]) => role === 'attribute').map(([role, each]) => ({ ...each, role })),
        repeatedHeader: null,
        repeatedTotals: false,
        headTotals: false,
        statuses: {},
        totalsOnFirstLine: false,
        adjustments: [],
        currency: shape.currency,
      }
      const inspection = { ...base, plan }
      const plain = read(bytes, inspection, [], false)
      const fast = read(bytes, inspection, shape.cuts, true)
      expect(fast.facts).toEqual(plain.facts)
      kernelRows += fast.reader.kernelRows
      accepted += fast.facts.counts.accepted
    }),
    { numRuns: 500, seed: 9 },
  )
  expect(kernelRows).toBeGreaterThan(accepted / 6)
})
