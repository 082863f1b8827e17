import { describe, expect, it } from 'vitest'
import { readText } from '../../../../test/support/read-text.ts'
import type { ReadOptions } from '../../../contract/imports.ts'

const head = 'Order ID,Customer ID,Order Date'
const amounts = (text: string, options: ReadOptions = {}): string[] =>
  readText(text, options).rows.map((row) => row.split(' | ').slice(2, 4).join(' '))
const assumed = (text: string, options: ReadOptions = {}): Record<string, string> =>
  Object.fromEntries(
    readText(text, options).inspection.questions.map(({ question, options: answers, reason }) => [
      question.code.replace('import.ambiguity.', ''),
      `${answers.find((answer) => answer.assumed)!.command} ${reason.code.replace('import.assumed.', '')}`,
    ]),
  )

describe('what revenue means', () => {
  it('a discount is taken off price × quantity', () => {
    const text = `${head},Quantity,Unit Price,Discount Amount\n1,a,2024-01-05,2,10.00,3.00\n2,b,2024-01-06,1,5.005,\n3,b,2024-01-06,1,5.00,-1.5\n`
    expect(assumed(text)['discount']).toBe('--revenue discount=subtract price_before')
    expect(amounts(text)).toEqual(['17 purchase', '5.005 purchase', '3.5 purchase'])
    expect(amounts(text, { revenue: { discount: 'leave' } })).toEqual(['20 purchase', '5.005 purchase', '5 purchase'])
  })

  it('the sums say whether the discount is off already', () => {
    const lines = (amount: (full: number, off: number) => number) =>
      [1, 2, 3, 4].map((n) => `${n},c,2024-01-05,${n},10.00,1.50,${amount(n * 10, 1.5).toFixed(2)}`).join('\n')
    const columns = `${head},Quantity,Unit Price,Discount,Amount\n`
    expect(assumed(columns + lines((full) => full))['discount']).toBe('--revenue discount=subtract sums_before')
    expect(assumed(columns + lines((full, off) => full - off))['discount']).toBe('--revenue discount=leave sums_after')
  })

  it('what was paid stays; a refund comes off, and a full one makes a return', () => {
    const text = `${head},Total,Discount Amount,Tax,Shipping,Refunded Amount\n1,a,2024-01-05,12.00,1.00,1.90,4.90,0.00\n2,b,2024-01-06,12.00,0,1.90,4.90,5.00\n3,b,2024-01-06,12.00,0,1.90,4.90,12.00\n`
    expect(amounts(text)).toEqual(['12 purchase', '7 purchase', '0 return'])
    expect(amounts(text, { revenue: { tax: 'subtract', shipping: 'subtract', refund: 'leave' } })).toEqual([
      '5.2 purchase',
      '5.2 purchase',
      '5.2 purchase',
    ])
    expect(amounts(text, { revenue: { tax: 'add' } })[0]).toBe('13.9 purchase')
  })

  it('a discount of the whole price leaves a row of nothing', () => {
    expect(
      amounts(`${head},Quantity,Unit Price,Discount\n1,a,2024-01-05,2,10.00,20.00\n1,a,2024-01-05,1,1.00,0\n`),
    ).toEqual(['0 zero', '1 purchase'])
  })

  it('returns carry their discount with them', () => {
    expect(
      amounts(`${head},Quantity,Unit Price,Discount\n1,a,2024-01-05,-2,10.00,3.00\n2,a,2024-01-05,2,10.00,3.00\n`),
    ).toEqual(['-17 return', '17 purchase'])
  })

  it('what stands on every line of an order is counted once', () => {
    const lines = [1, 2, 3, 4, 5, 6]
      .map((n) => `${n},c${n},2024-01-05,A,1,10.00,${n}.50\n${n},c${n},2024-01-05,B,2,10.00,${n}.50\n`)
      .join('')
    const text = `${head},Product,Quantity,Unit Price,Order Shipping\n${lines}`
    const added = readText(text, { revenue: { shipping: 'add' } })
    expect(added.rows.slice(0, 4).map((row) => row.split(' | ')[2])).toEqual(['11.5', '20', '12.5', '20'])
    expect(added.inspection.plan.adjustments).toMatchObject([{ role: 'shipping', sign: 1, perOrder: true }])
  })

  it('different scales add up exactly, to the last digit', () => {
    const text = `${head},Quantity,Unit Price,Discount\n1,a,2024-01-05,1,9007199254740.99,0.001\n2,a,2024-01-05,1,0.1,0.2\n3,a,2024-01-05,3,0.1,0.000001\n4,a,2024-01-05,3,1,2\n`
    expect(amounts(text)).toEqual(['9007199254740.989 purchase', '-0.1 purchase', '0.299999 purchase', '1 purchase'])
  })

  it('what cannot be read is said with its column', () => {
    const { rejected, counts } = readText(
      `${head},Quantity,Unit Price,Discount\n1,a,2024-01-05,1,9.00,1.00\n2,a,2024-01-05,1,9.00,ten\n3,a,2024-01-05,1,9.00,n/a\n4,a,2024-01-05,1,9.00,2\n`,
    )
    expect(rejected.map(({ line, column, kind, message }) => [line, column, kind, message.params!['value']])).toEqual([
      [3, 'Discount', 'cast', 'ten'],
    ])
    expect(counts).toMatchObject({ read: 4, accepted: 3, rejected: 1 })
  })

  it('a share is no money, nor is the name of a service', () => {
    const rate = `${head},Sales,Quantity,Discount,MwSt,Shipping\n${[0.2, 0, 0.1, 0.2].map((share, n) => `${n},c,2024-01-05,10.00,1,${share},19,Express`).join('\n')}\n`
    const { roles } = readText(rate)
    expect([roles['discount'], roles['tax'], roles['shipping']]).toEqual([undefined, undefined, undefined])
    expect(amounts(rate)[0]).toBe('10 purchase')
  })
})
