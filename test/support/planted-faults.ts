import type { RejectKind } from '../../src/contract/imports.ts'
import { pick } from './seeded.ts'
import type { Random } from './seeded.ts'

export interface PlantedFault {
  readonly kind: RejectKind
  /** 1-based line of the file. */
  readonly line: number
  readonly byteOffset: number
  /** Empty where no single column is at fault. */
  readonly column: string
}

export interface FaultyFile {
  readonly bytes: Uint8Array
  readonly faults: readonly PlantedFault[]
  /** Rows below the header, faulty ones included. */
  readonly rows: number
  readonly withoutCustomer: number
}

/** Longest record in bytes with which such a file is to be read: the oversized rows are longer. */
export const LONGEST_RECORD = 3000

type Trouble = 'date' | 'amount' | 'quantity' | 'missing' | 'more' | 'unclosed' | 'encoding' | 'oversized' | 'customer'

const header = ['Order ID', 'Customer ID', 'Order Date', 'Quantity', 'Unit Price', 'City', 'Category']
const withAmount = ['Order ID', 'Customer ID', 'Order Date', 'Amount', 'City', 'Category']

const notUtf8 = [[0xff], [0xc3], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf0, 0x9f, 0x98], [0x80], [0xf5, 0x80, 0x80, 0x80]]

/** A file of orders in UTF-8 with faults of every kind in rows drawn at random, and where each of them stands. */
export function faultyOrders(random: Random, rows: number): FaultyFile {
  const hasAmount = random(2) === 0
  const columns = hasAmount ? withAmount : header
  const delimiter = pick(random, [',', ';', '\t', '|'])
  const lineBreak = pick(random, ['\n', '\r\n', '\r'])
  const troubles: readonly Trouble[] = [
    'date',
    'amount',
    ...(hasAmount ? [] : (['quantity'] as const)),
    'missing',
    'more',
    'unclosed',
    'encoding',
    'oversized',
    'customer',
  ]
  const pieces: Uint8Array[] = []
  const faults: PlantedFault[] = []
  let withoutCustomer = 0
  let line = 1
  let byteOffset = 0
  const add = (bytes: Uint8Array, breaksInside: number): void => {
    pieces.push(bytes)
    byteOffset += bytes.length
    line += 1 + breaksInside
  }
  add(Buffer.from(columns.join(delimiter) + lineBreak), 0)
  for (let n = 0; n < rows; n++) {
    const trouble = n >= 20 && random(25) === 0 ? pick(random, troubles) : null
    const day = new Date(Date.UTC(2025, 0, 1) + random(300) * 86_400_000).toISOString().slice(0, 10)
    const city = pick(random, [
      'Rome',
      'Köln',
      '東京',
      '"Łódź"',
      `"Rome${delimiter} Italy"`,
      '"the ""old"" town"',
      `"two${lineBreak}lines"`,
    ])
    const money = `${1 + random(90)}.${10 + random(90)}`
    const cells = [
      `O${10_000 + n}`,
      `C${random(400)}`,
      day,
      ...(hasAmount ? [money] : [`${1 + random(9)}`, money]),
      city,
      pick(random, ['Tea', 'Coffee', '']),
    ]
    const at = (column: string): number => columns.indexOf(column)
    const amount = hasAmount ? 'Amount' : 'Unit Price'
    const plant = (kind: RejectKind, column = ''): void => void faults.push({ kind, line, byteOffset, column })
    let raw: Uint8Array | null = null
    if (trouble === 'date') {
      cells[at('Order Date')] = pick(random, ['2025-02-31', '2025-13-05', 'soon', ''])
      plant('cast', 'Order Date')
    } else if (trouble === 'amount') {
      cells[at(amount)] = pick(random, ['ten', '12..5', '1.50 or so', ''])
      plant('cast', amount)
    } else if (trouble === 'quantity') {
      cells[at('Quantity')] = pick(random, ['two', '3 pcs or 4', ''])
      plant('cast', 'Quantity')
    } else if (trouble === 'missing') {
      cells.length -= 1 + random(3)
      plant('missing_columns')
    } else if (trouble === 'more') {
      for (let extra = random(3); extra >= 0; extra--) cells.push('more')
      plant('too_many_columns')
    } else if (trouble === 'unclosed') {
      cells[at('City')] = '"Rome'
      plant('unclosed_quote')
    } else if (trouble === 'encoding') {
      cells[at('City')] = 'Bad'
      const text = Buffer.from(cells.join(delimiter))
      const cut = text.lastIndexOf('Bad') + 1
      raw = Buffer.concat([text.subarray(0, cut), Uint8Array.from(pick(random, notUtf8)), text.subarray(cut)])
      plant('invalid_encoding')
    } else if (trouble === 'oversized') {
      cells[at('City')] = 'x'.repeat(LONGEST_RECORD + 1 + random(5000))
      plant('oversized')
    } else if (trouble === 'customer') {
      cells[at('Customer ID')] = pick(random, ['', ' ', '""'])
      withoutCustomer++
    }
    const breaksInside = cells.join('').split(lineBreak).length - 1
    const isLast = n === rows - 1 && random(2) === 0
    add(Buffer.concat([raw ?? Buffer.from(cells.join(delimiter)), Buffer.from(isLast ? '' : lineBreak)]), breaksInside)
    // Blank lines are lines, and no rows.
    if (!isLast && random(40) === 0) add(Buffer.from(lineBreak), 0)
  }
  return { bytes: Uint8Array.from(Buffer.concat(pieces)), faults, rows, withoutCustomer }
}
