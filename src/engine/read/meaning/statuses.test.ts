import { describe, expect, it } from 'vitest'
import type { Ambiguity } from '../../../contract/ambiguities.ts'
import type { ReadOptions } from '../../../contract/imports.ts'
import { byteSample, weigh } from '../outcomes.ts'
import { encodeUtf8 } from '../text/bytes.ts'

/** What is asked of a file, and its notes. */
function look(text: string, options: ReadOptions = {}): { asked: readonly Ambiguity[]; notes: string[] } {
  const sample = byteSample(encodeUtf8(text), true, {})
  const inspection = sample.inspect(options)
  return {
    asked: weigh(inspection, options, sample, null).ambiguities,
    notes: inspection.notes.map(({ code }) => code),
  }
}

const question = (asked: readonly Ambiguity[], code: string): Ambiguity => {
  const found = asked.find((each) => each.question.code === `import.ambiguity.${code}`)
  if (found === undefined) throw new Error(`not asked: ${code}; ${asked.map((each) => each.question.code).join()}`)
  return found
}

/** One row for each status, of 10, 20, 30 … */
function orders(statuses: readonly string[], header = 'order_id,email,date,amount,status'): string {
  const rows = statuses.map(
    (status, i) => `${1001 + i},p${i % 3}@example.org,2024-01-${10 + i},${10 * (i + 1)}.00,${status}`,
  )
  return `${[header, ...rows].join('\n')}\n`
}

describe('statuses that nobody knows', () => {
  it('written as numbers: one is left out after the other', () => {
    const text = orders(['5', '5', '4', '5', '6'])
    const first = question(look(text).asked, 'status')
    expect(first.reason.code).toBe('import.assumed.status_open')
    expect(
      first.options.map(({ label, assumed, outcome }) => [label.params?.['list'] ?? '', assumed, outcome.revenue]),
    ).toEqual([
      ['', true, 150],
      ['4', false, 120],
      ['6', false, 100],
      ['5', false, 80],
    ])
    const chosen = first.options[1]!.choose
    expect(chosen).toEqual({ statuses: { '4': 'void', '5': 'counts', '6': 'counts' } })
    expect(first.options[1]!.command).toBe('--status 4=void --status 5=counts --status 6=counts')

    const second = question(look(text, chosen).asked, 'status')
    expect([second.settled, second.reason.code]).toEqual([true, 'import.assumed.chosen'])
    expect(
      second.options.map(({ label, assumed, outcome }) => [label.params?.['list'] ?? '', assumed, outcome.revenue]),
    ).toEqual([
      ['', false, 150],
      ['4', true, 120],
      ['4, 6', false, 70],
      ['4, 5', false, 50],
    ])
    expect(question(look(text, second.options[2]!.choose).asked, 'status').options[1]!.outcome.revenue).toBe(70)
  })

  it('of a shop whose numbers are known are taken for what they are there, and asked', () => {
    const header = 'id_order,id_customer,date_add,total_paid,current_state'
    const { asked, notes } = look(orders(['5', '5', '6', '7', '2'], header))
    const { reason, options } = question(asked, 'status')
    expect(reason).toEqual({ code: 'import.assumed.status_shop', params: { shop: 'PrestaShop' } })
    expect(
      options
        .slice(0, 2)
        .map(({ label, assumed, outcome }) => [label.params?.['list'] ?? '', assumed, outcome.revenue, outcome.orders]),
    ).toEqual([
      ['', false, 150, 5],
      ['6, 7', true, 80, 3],
    ])
    expect(notes).not.toContain('import.note.status_numbers')
  })

  it('of words: what most orders have, and words of the usual way, are no question', () => {
    expect(look(orders(['Kuqja', 'Kuqja', 'Kuqja', 'shipped', 'in transit'])).asked).toEqual([])
    const asked = question(look(orders(['shipped', 'shipped', 'Zrušeno', 'paid', 'in transit'])).asked, 'status')
    expect(asked.options.map(({ label, outcome }) => [label.params?.['list'] ?? '', outcome.revenue])).toEqual([
      ['', 150],
      ['Zrušeno', 120],
    ])
    const { options } = question(
      look(orders(['shipped', 'Zrušeno']), { statuses: { zrušeno: 'refunded' } }).asked,
      'status',
    )
    expect(options.find(({ assumed }) => assumed)?.outcome.revenue).toBe(10)
  })

  it('an order of Magento that is closed was refunded; elsewhere it is done', () => {
    const magento = 'increment_id,customer_email,created_at,base_grand_total,status'
    const sums = (header: string): number[] =>
      question(look(orders(['complete', 'complete', 'closed'], header)).asked, 'status').options.map(
        ({ outcome }) => outcome.revenue,
      )
    expect(sums(magento)).toEqual([60, 30])
    expect(look(orders(['complete', 'complete', 'closed'])).asked).toEqual([])
  })
})

describe('amounts with CR and DR', () => {
  const rows = (amounts: readonly string[]): string =>
    `${['customer,date,document,value', ...amounts.map((amount, i) => `K${i % 2},2024-02-1${i},RE-${i},${amount}`)].join('\n')}\n`
  const outcomes = (amounts: readonly string[], options: ReadOptions = {}): (string | number | boolean)[][] =>
    question(look(rows(amounts), options).asked, 'credit').options.map(({ label, assumed, outcome }) => [
      label.code.replace('import.option.credit_', ''),
      assumed,
      outcome.revenue,
      outcome.orders,
    ])

  it('a credit is given back, unless most amounts are credits; it is asked', () => {
    expect(outcomes(['120.50 DR', '20.50 CR', '50.00DR', '10.00 Dr.'])).toEqual([
      ['minus', true, 160, 3],
      ['plus', false, -160, 1],
    ])
    expect(outcomes(['120.50 CR', '20.50 DR', '50.00 CR'])).toEqual([
      ['minus', false, -150, 1],
      ['plus', true, 150, 2],
    ])
    expect(outcomes(['120.50 CR', '20.50 DR', '50.00 CR'], { credit: 'minus' })[0]).toEqual(['minus', true, -150, 1])
  })

  it('a sign beside it says two things', () => {
    const sample = byteSample(encodeUtf8(rows(['120.50 DR', '-20.50 CR', '50.00 DR'])), true, {})
    const { ambiguities } = weigh(sample.inspect({}), {}, sample, null)
    expect(question(ambiguities, 'credit').options[0]!.outcome).toMatchObject({
      rows: 3,
      unreadable: 1,
      revenue: 170.5,
    })
  })
})

describe('an order whose first row is the total of the others', () => {
  const till = (receipts: number): string => {
    const rows = Array.from({ length: receipts }, (_, i) =>
      ['Sale,,8.00', 'Sale Line,Mug,5.00', 'Sale Line,Tea,3.00'].map(
        (row) => `2024-03-0${1 + i},${500 + i},C${i % 2},${row}`,
      ),
    )
    return `${['Date,Receipt Number,Customer Code,Line Type,Details,Total', ...rows.flat()].join('\n')}\n`
  }
  const mapped: ReadOptions = { roles: { '4': 'product_name' } }

  it('counts once, and can be counted as it stands', () => {
    const { asked, notes } = look(till(6), mapped)
    expect(notes).toContain('import.note.head_totals')
    expect(
      question(asked, 'head_totals').options.map(({ assumed, outcome }) => [assumed, outcome.revenue, outcome.orders]),
    ).toEqual([
      [true, 48, 6],
      [false, 96, 6],
    ])
  })

  it('is not seen in a few orders, nor where an order may be a single row', () => {
    expect(look(till(4), mapped).notes).not.toContain('import.note.head_totals')
    expect(look(`${till(6)}2024-03-09,600,C1,Sale,,9.00\n`, mapped).notes).not.toContain('import.note.head_totals')
  })
})

it('several currencies are said before the import', () => {
  const text = 'customer,date,amount,currency\na,2024-01-05,9.00,EUR\nb,2024-01-06,9.00,USD\nc,2024-01-07,9.00,EUR\n'
  const { notes } = byteSample(encodeUtf8(text), true, {}).inspect({})
  expect(notes).toContainEqual({
    code: 'import.note.currencies',
    params: { column: 'currency', list: 'EUR, USD', currency: 'EUR' },
  })
  expect(look(text.replace('USD', 'EUR')).notes).toEqual([])
})
