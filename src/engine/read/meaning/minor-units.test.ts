import { describe, expect, it } from 'vitest'
import { readText } from '../../../../test/support/read-text.ts'
import type { ReadOptions } from '../../../contract/imports.ts'
import { byteSample, weigh } from '../outcomes.ts'
import { encodeUtf8 } from '../text/bytes.ts'
import { saysCents } from './minor-units.ts'

/** What is proposed for whole amounts, what is asked about them, and what is noted. */
function look(text: string, options: ReadOptions = {}) {
  const sample = byteSample(encodeUtf8(text), true, {})
  const inspection = sample.inspect(options)
  const asked = weigh(inspection, options, sample, null).ambiguities.find(
    ({ question }) => question.code === 'import.ambiguity.amounts',
  )
  return {
    amounts: inspection.amounts,
    problems: inspection.problems.map(({ code }) => code),
    asked: asked?.options.map(({ command, assumed, outcome }) => [command, assumed, Math.round(outcome.revenue * 100)]),
    reason: asked?.reason.code ?? null,
    noted: inspection.notes.find(({ code }) => code === 'import.note.minor_units')?.params ?? null,
    read: inspection.columns.find(({ role }) => role === 'amount')?.samples[0]?.read,
  }
}

const amounts = [1999, 2499, 995, 12_900, 450, 3998, 7450]
const cents = (i: number): number => amounts[i % amounts.length]!

/** Orders whose last columns are these. */
function orders(header: string, cells: (i: number) => string, count = 30): string {
  const rows = Array.from({ length: count }, (_, i) => `${1001 + i},c${i % 9},2024-01-${10 + (i % 19)},${cells(i)}`)
  return `order_id,customer_id,created_at,${header}\n${rows.join('\n')}\n`
}
const sum = (count = 30): number => Array.from({ length: count }, (_, i) => cents(i)).reduce((a, b) => a + b)

describe('amounts in cents', () => {
  it('a header that says so in five languages is believed, and said', () => {
    const headers =
      'amount_cents,total_price_cents,Amount (minor units),priceInCents,grand_total_pence,Betrag (Cent),Betrag in Cent,Centbetrag,tutar_kurus,Tutar (kuruş),Montant en centimes,montant_centimes,Importe (céntimos),totalPrice.centAmount,amountcents'
    for (const header of headers.split(',')) {
      const { noted, read, asked, problems, amounts: found } = look(orders(`"${header}"`, (i) => String(cents(i))))
      expect([header, found, asked, problems, read]).toEqual([header, 'minor', undefined, [], '19.99'])
      expect(noted).toMatchObject({ column: header, example: '1999', read: '19.99' })
    }
  })

  it('no other header says it', () => {
    const headers = 'amount,total,percent amount,Center,recent total,Summe,Cincinnati,accent,UnitAmount,Preis'
    expect(headers.split(',').filter(saysCents)).toEqual([])
  })

  it('a header of cents over decimals is not believed', () => {
    const { amounts: found, noted } = look(orders('amount_cents', (i) => (cents(i) / 100).toFixed(2)))
    expect([found, noted]).toEqual([null, null])
  })

  it('payment services count cents: proposed, and asked with the consequence', () => {
    const stripe = orders(
      'id,amount,amount_refunded,currency,livemode',
      (i) => `ch_3N${i}abcdefgh,${cents(i)},0,usd,true`,
    )
    const square = orders('total_money.amount,total_money.currency', (i) => `${cents(i)},USD`)
    const adyen = orders('pspReference,amount.value,amount.currency', (i) => `88${i},${cents(i)},EUR`)
    for (const text of [stripe, square, adyen])
      expect(look(text)).toMatchObject({
        asked: [
          ['--amounts minor', true, sum()],
          ['--amounts major', false, sum() * 100],
        ],
        reason: 'import.assumed.minor_service',
      })
  })

  it('a column that holds exactly a hundredth proves it, also as price × quantity', () => {
    const formatted = orders('total,total_formatted', (i) => `${cents(i)},$${(cents(i) / 100).toFixed(2)}`)
    const priced = orders('total,price,quantity', (i) => {
      const quantity = 1 + (i % 3)
      return `${cents(i) * quantity},${(cents(i) / 100).toFixed(2)},${quantity}`
    })
    for (const text of [formatted, priced])
      expect(look(text)).toMatchObject({ amounts: 'minor', reason: 'import.assumed.minor_twin' })
    // Points are a hundredth too, in whole numbers.
    expect(look(orders('amount,points', (i) => `${100 * (i + 1)},${i + 1}`))).toMatchObject({ amounts: 'major' })
  })

  it('beside a currency it is asked, and the numbers stand until it is answered', () => {
    const text = orders('amount,currency', (i) => `${cents(i)},EUR`)
    expect(look(text)).toMatchObject({
      amounts: 'major',
      asked: [
        ['--amounts minor', false, sum()],
        ['--amounts major', true, sum() * 100],
      ],
      reason: 'import.assumed.major',
    })
    expect(look(text, { amounts: 'minor' })).toMatchObject({ amounts: 'minor', reason: 'import.assumed.chosen' })
    expect(readText(text, { amounts: 'minor' }).rows[0]).toContain('19.99')
  })

  it('whole numbers that are plainly no cents are not asked about', () => {
    for (const text of [
      orders('amount,currency', (i) => `${cents(i)},JPY`),
      orders('amount', (i) => String(10 + (i % 80))),
      orders('amount', (i) => String(500 * (1 + (i % 7)))),
      orders('amount,currency', (i) => `${(cents(i) / 100).toFixed(2)},EUR`),
    ])
      expect(look(text).asked).toBeUndefined()
    expect(look(orders('amount', (i) => String(cents(i)))).asked).toBeDefined()
  })

  it('the answer may go against the header', () => {
    const text = orders('amount_cents', (i) => String(cents(i)))
    expect(look(text, { amounts: 'major' })).toMatchObject({ amounts: 'major', noted: null, read: '1999' })
    expect(readText(text, { amounts: 'major' }).rows[0]).toContain('| 1999 |')
  })
})

describe('reading cents', () => {
  const money = (text: string, options: ReadOptions = {}): (string | undefined)[] =>
    readText(text, options).rows.map((row) => row.split(' | ')[2])

  it('each currency has its own smallest coin', () => {
    const text =
      'order_id,customer_id,date,amount_cents,currency\n' +
      ['1,a,2024-01-05,1999,EUR', '2,a,2024-01-05,1999,JPY', '3,b,2024-01-06,1999,kwd', '4,b,2024-01-06,-1,EUR'].join(
        '\n',
      )
    expect(money(`${text}\n5,b,2024-01-06,5,EUR\n`)).toEqual(['19.99', '-0.01', '0.05', '1999', '1.999'])
  })

  it('price × quantity, discounts and tax are exact', () => {
    const product = 'customer_id,date,unit_price_cents,quantity\nA,2024-01-05,1999,3\nA,2024-01-05,5,0.5\n'
    expect(money(product)).toEqual(['59.97', '0.025'])
    const adjusted =
      'order_id,customer_id,date,amount_cents,discount_cents,tax\n1,A,2024-01-05,1999,500,1.50\n2,A,2024-01-05,300,0,0.25\n3,A,2024-01-06,700,5,0.99\n'
    expect(money(adjusted, { revenue: { discount: 'subtract', tax: 'add' } })).toEqual(['16.49', '3.25', '7.94'])
  })

  it('values of events too', () => {
    const text = 'customer_id,timestamp,event_type,value_cents\nA,2024-01-05T10:00:00Z,purchase,1999\n'
    const { plan } = byteSample(encodeUtf8(text), true, {}).inspect({ kind: 'events' })
    expect(plan.columns.event_value).toMatchObject({ isMinor: true })
  })
})
