import { describe, expect, it } from 'vitest'
import type { Ambiguity } from '../../contract/ambiguities.ts'
import type { ReadOptions } from '../../contract/imports.ts'
import { encodeUtf8 } from './text/bytes.ts'
import { dayOf } from '../columns/calendar.ts'
import { inspectCells } from './inspect-file.ts'
import { byteSample, cellSample, weigh } from './outcomes.ts'

const today = dayOf(2024, 6, 30)

function open(text: string, options: ReadOptions = {}, day: number | null = today): readonly Ambiguity[] {
  const sample = byteSample(encodeUtf8(text), true, {})
  return weigh(sample.inspect(options), options, sample, day).ambiguities
}

const about = (ambiguities: readonly Ambiguity[], code: string): Ambiguity => {
  const found = ambiguities.find(({ question }) => question.code === `import.ambiguity.${code}`)
  if (found === undefined)
    throw new Error(`not asked: ${code}; ${ambiguities.map((each) => each.question.code).join()}`)
  return found
}

describe('what a file leaves open', () => {
  const dates = 'customer,date,amount\na,03/04/2024,10.00\nb,05/04/2024,20.00\na,08/05/2024,5.00\n'

  it('dates: where they would lie, and how many rows in the future', () => {
    const question = about(open(dates), 'date_order')
    expect(
      question.options.map(({ label, assumed, choose, command }) => [label.code, assumed, choose, command]),
    ).toEqual([
      ['import.option.date_dmy', true, { dateOrder: 'dmy' }, '--date-order dmy'],
      ['import.option.date_mdy', false, { dateOrder: 'mdy' }, '--date-order mdy'],
    ])
    const [dmy, mdy] = question.options.map(({ outcome }) => outcome)
    expect(dmy).toMatchObject({
      firstDate: '2024-04-03',
      lastDate: '2024-05-08',
      future: 0,
      bestMonth: { month: '2024-04', revenue: 30 },
    })
    expect(mdy).toMatchObject({
      firstDate: '2024-03-04',
      lastDate: '2024-08-05',
      future: 1,
      bestMonth: { month: '2024-04', revenue: 0 },
    })
  })

  it('an answer stays to be seen and changed', () => {
    const question = about(open(dates, { dateOrder: 'mdy' }), 'date_order')
    expect([question.settled, question.reason.code]).toEqual([true, 'import.assumed.chosen'])
    expect(question.options.find(({ assumed }) => assumed)?.choose).toEqual({ dateOrder: 'mdy' })
  })

  it('the e-mail address instead of the customer number: the numbers of the orders stay theirs', () => {
    const lines = Array.from({ length: 20 }, (_, i) => {
      const line = `${1001 + i},2024-01-${10 + i},${30 + i}.00,p${i % 2}@example.org,${70 + (i % 3)},Mug\n`
      return line + line
    })
    const text = `id,created_at,total_price,email,customer.id,title\n${lines.join('')}`
    const question = about(open(text), 'customer_id')
    expect(question.options.map(({ label, outcome }) => [label.params, outcome.orders, outcome.customers])).toEqual([
      [{ column: 'customer.id' }, 20, 3],
      [{ column: 'email' }, 20, 2],
    ])
    expect(question.options[1]?.command).toBe('--map attribute="customer.id" --map order_id=id')

    const chosen = about(open(text, question.options[1]!.choose), 'customer_id')
    expect([chosen.settled, ...chosen.options.map(({ label, assumed }) => [label.params, assumed])]).toEqual([
      true,
      [{ column: 'customer.id' }, false],
      [{ column: 'email' }, true],
    ])
    expect(chosen.options.map(({ outcome }) => outcome.customers)).toEqual([3, 2])
  })

  it('nothing is asked that the file itself says', () => {
    expect(open('customer,date,amount\na,31/04/2024,10.00\nb,30/05/2024,20.50\n')).toEqual([])
    expect(open('customer,date,amount\na,2024-04-03,10.00\nb,2024-05-04,20.50\n')).toEqual([])
  })

  it('the mark in 1.234: a thousand times as much', () => {
    const question = about(open('customer,date,amount\na,2024-01-05,1.234\nb,2024-01-06,2.345\n'), 'decimal')
    expect(question.options.map(({ label, outcome }) => [label.code, outcome.revenue])).toEqual([
      ['import.option.decimal', 3.579],
      ['import.option.thousands', 3579],
    ])
  })

  it('two amounts, with what each would come to', () => {
    const text =
      'Order ID,Customer ID,Order Date,Subtotal,Total\n1,a,2024-01-05,10.00,12.50\n2,b,2024-01-06,20.00,23.00\n'
    const question = about(open(text), 'amount')
    expect(
      question.options.map(({ label, outcome, assumed }) => [label.params!['column'], outcome.revenue, assumed]),
    ).toEqual([
      ['Subtotal', 30, false],
      ['Total', 35.5, true],
    ])
    const chosen = about(open(text, question.options[0]!.choose), 'amount')
    expect(chosen.options.map(({ assumed }) => assumed)).toEqual([true, false])
    expect(chosen.settled).toBe(true)
  })

  it('an amount beside price and quantity that do not make it', () => {
    const text =
      'Order ID,Customer ID,Order Date,Quantity,Unit Price,Amount\n1,a,2024-01-05,2,10.00,18.00\n2,b,2024-01-06,1,5.00,5.00\n'
    const question = about(open(text), 'amount')
    expect(question.options.map(({ label, outcome }) => [label.code, outcome.revenue])).toEqual([
      ['import.option.use', 23],
      ['import.option.product', 25],
    ])
    const chosen = about(open(text, question.options[1]!.choose), 'amount')
    expect([chosen.settled, ...chosen.options.map(({ assumed, outcome }) => [assumed, outcome.revenue])]).toEqual([
      true,
      [false, 23],
      [true, 25],
    ])
    expect(about(open(text, chosen.options[0]!.choose), 'amount').options.map(({ assumed }) => assumed)).toEqual([
      true,
      false,
    ])
  })

  it('an amount that only its words say', () => {
    const text =
      'Número de orden;Email;Fecha;Subtotal de productos;Total\n1;a@x.org;05/01/2024;10,00;12,50\n2;b@x.org;16/01/2024;20,00;22,50\n'
    expect(about(open(text), 'amount').options.map(({ assumed, outcome }) => [assumed, outcome.revenue])).toEqual([
      [false, 30],
      [true, 35],
    ])
  })

  it('two dates: created or paid', () => {
    const text =
      'Order ID,Customer ID,Created at,Paid at,Total\n1,a,2024-01-05,2024-01-09,10.00\n2,b,2024-01-06,2024-02-01,20.00\n'
    const question = about(open(text), 'date')
    expect(question.options.map(({ label, outcome }) => [label.params!['column'], outcome.lastDate])).toEqual([
      ['Created at', '2024-01-06'],
      ['Paid at', '2024-02-01'],
    ])
  })

  it('a number or an e-mail address: how many customers there are', () => {
    const text =
      'Customer ID,Email,Order Date,Total\n1,ada@x.org,2024-01-05,10.00\n2,ADA@x.org,2024-01-06,20.00\n3,bo@x.org,2024-01-06,1.00\n'
    const question = about(open(text), 'customer_id')
    expect(question.options.map(({ label, outcome }) => [label.params!['column'], outcome.customers])).toEqual([
      ['Customer ID', 3],
      ['Email', 2],
    ])
    // Once answered, the other answer is still there.
    const chosen = about(open(text, question.options[1]!.choose), 'customer_id')
    expect([chosen.settled, ...chosen.options.map(({ assumed }) => assumed)]).toEqual([true, false, true])
    const back = about(open(text, chosen.options[0]!.choose), 'customer_id')
    expect(back.options.map(({ assumed, outcome }) => [assumed, outcome.customers])).toEqual([
      [true, 3],
      [false, 2],
    ])
  })

  it('a total that repeats on the lines of its order', () => {
    const lines = [1, 2, 3, 4, 5, 6]
      .map(
        (order) =>
          `${order},c${order},2024-01-0${order},A,${order}0.00\n${order},c${order},2024-01-0${order},B,${order}0.00\n`,
      )
      .join('')
    const question = about(open(`Order ID,Customer ID,Order Date,Product,Order Total\n${lines}`), 'order_totals')
    expect(question.options.map(({ outcome }) => outcome.revenue)).toEqual([210, 420])
  })

  it('tells of a sheet as of a text', () => {
    const rows = [
      ['customer', 'date', 'amount'],
      ...dates
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.split(',')),
    ]
    const sample = cellSample(rows, false)
    const weighed = weigh(inspectCells(rows, {}, false), {}, sample, today)
    expect(weighed.ambiguities.map(({ question }) => question.code)).toEqual(['import.ambiguity.date_order'])
    expect(weighed.looked).toEqual({ rows: 3, whole: false })
  })

  it('a file that cannot be read asks nothing', () => {
    expect(open('name,colour\nx,y\n')).toEqual([])
  })
})
