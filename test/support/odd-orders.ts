import fc from 'fast-check'
import type { ReadOptions } from '../../src/contract/imports.ts'

/** A file of orders with everything that makes reading one from its middle hard. */
export interface OddFile {
  readonly bytes: Uint8Array
  /** Bytes of the header and a few plain rows: all that an inspection gets to see. */
  readonly headBytes: number
  /** What each column is: the head's cells are blank where they could tell. */
  readonly options: ReadOptions
}

const header = 'order_id,customer_id,email,order_date,amount,currency,product,product_name,category,city'
/** The same without a column of currencies: then signs beside the amounts say them. */
const headerWithout = header.replace('currency', 'channel')
const roles: ReadOptions['roles'] = {
  0: 'order_id',
  1: 'customer_id',
  2: 'email',
  3: 'date',
  4: 'amount',
  5: 'currency',
  6: 'product',
  7: 'product_name',
  8: 'category',
  9: 'attribute',
}
const pick = (...values: string[]) => fc.constantFrom(...values)
const often = (usual: fc.Arbitrary<string>, ...odd: string[]) =>
  fc.oneof({ weight: 12, arbitrary: usual }, { weight: 1, arbitrary: pick(...odd) })

const row = (letters: readonly string[], ownCurrency: string) =>
  fc
    .tuple(
      often(
        fc.nat(30).map((n) => `O-${n}`),
        '',
        'C77',
      ),
      often(
        fc.nat(12).map((n) => `K${n}`),
        '',
        'NULL',
        '0',
        ...letters,
      ),
      pick('', '', 'a@x.org', 'A@X.org', 'b@x.org'),
      often(
        fc.nat(40).map((n) => `2024-${1 + (n % 12)}`.padStart(2, '0') + `-${String(1 + (n % 28)).padStart(2, '0')}`),
        'soon',
        '',
        '2024-01-05 10:00:00',
        '2024-01-05 09:59:59',
      ),
      often(
        pick('1', '2.50', '-3', '0', '12.345', '19.99'),
        'x',
        '',
        '0.000001',
        '9007199254',
        '9007199254740.99',
        '€5',
        '$6',
      ),
      often(pick('', '', ownCurrency), 'EUR', 'USD'),
      often(
        fc.nat(6).map((n) => `P${n}`),
        '',
      ),
      pick('', 'Mug', 'mug', 'Mug ', 'Cup', ...letters),
      pick('', 'tea', 'coffee', ...letters),
      pick(
        '',
        '',
        'Rome',
        ...letters,
        'two\nlines',
        'two\r\nlines',
        'say "hi"',
        '\nO-1,K1,,2024-01-05,5,,P1,Mug,tea,Rome\n',
        '"\nO-1,K1,,2024-01-05,5,,P1,Mug,tea,Rome\n"',
      ),
    )
    .chain((cells) =>
      fc
        .array(fc.boolean(), { minLength: cells.length, maxLength: cells.length })
        .map((quoted) =>
          cells
            .map((cell, i) => (quoted[i]! || /[\n",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
            .join(','),
        ),
    )

const strayLines = [
  '',
  '  ',
  'too,few',
  'a,b,c,d,e,f,g,h,i,j,k,l',
  'O-9,K"3,,2024-02-02,5,,P1,Mug,tea,Rome',
  '"O-9,K3,,2024-02-02,5,,P1,Mug,tea,Rome',
  'O-9,"K"3,,2024-02-02,5,,P1,Mug,tea,Rome',
  'O-9,K3,,2024-02-02,5,,P1,Mug,tea,"Rome',
]

export const oddFile: fc.Arbitrary<OddFile> = fc
  .record({
    encoding: fc.constantFrom('utf-8', 'latin', 'turkish', 'mixed', 'ascii'),
    headHasLetters: fc.boolean(),
    currency: pick('', '', 'EUR', 'USD'),
    hasCurrencies: fc.boolean(),
    lineBreak: pick('\n', '\r\n'),
    endsWithBreak: fc.boolean(),
  })
  .chain((shape) => {
    const letters =
      shape.encoding === 'ascii' ? ['Oslo'] : ['Köln', 'Zoë', shape.encoding === 'turkish' ? 'Iþýk' : 'José']
    const line = fc.oneof(
      { weight: 30, arbitrary: row(letters, shape.currency) },
      { weight: 1, arbitrary: pick(...strayLines) },
      { weight: 1, arbitrary: pick(...letters).map((each) => `"${each}`) },
    )
    return fc
      .record({
        lines: fc.array(line, { minLength: 4, maxLength: 120 }),
        wide: fc.infiniteStream(fc.boolean()),
        plainFor: fc.nat(120),
      })
      .map(({ lines, wide, plainFor }): OddFile => {
        const { encoding, headHasLetters, lineBreak } = shape
        const head = [
          shape.hasCurrencies ? header : headerWithout,
          ...Array.from(
            { length: 12 },
            (_, i) =>
              `O-${100 + i},K${i},,2024-03-${String(13 + i)},${i + 1}.25,,P${i % 7},Mug,tea,${headHasLetters && encoding !== 'ascii' ? 'Köln' : 'Rome'}`,
          ),
        ]
        const encode = (text: string, isWide: boolean): Uint8Array =>
          isWide ? new TextEncoder().encode(text) : Uint8Array.from(text, (letter) => letter.charCodeAt(0))
        const usual = encoding === 'utf-8' || encoding === 'ascii'
        // Letters may come late, and those of a mixed file in either way.
        const body = lines.map((text, i) => {
          const plain = i < plainFor ? text.replaceAll(/[^\0-\x7f]/g, 'u') : text
          return encode(
            plain + (i < lines.length - 1 || shape.endsWithBreak ? lineBreak : ''),
            encoding === 'mixed' ? wide.next().value! : usual,
          )
        })
        const first = encode(head.join(lineBreak) + lineBreak, usual || encoding === 'mixed')
        const options: ReadOptions = { roles: { ...roles, 5: shape.hasCurrencies ? 'currency' : 'attribute' } }
        return { bytes: Buffer.concat([first, ...body]), headBytes: first.length, options }
      })
  })
