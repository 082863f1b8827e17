import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { utils, write } from 'xlsx'
import { sharedData } from '../../../../test/shared-data.ts'
import { exactAmount, strings } from '../../../../test/support/read-text.ts'
import { CancelledError, ExpectedError } from '../../../contract/errors.ts'
import type { ReadOptions, RejectedRow } from '../../../contract/imports.ts'
import { NO_CODE } from '../../columns/types.ts'
import type { TransactionChunk } from '../../columns/types.ts'
import { dayText } from '../../columns/calendar.ts'
import { previewFile, readFile } from './index.ts'
import type { LayerEnd } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'segmento-source-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

interface Whole {
  readonly end: LayerEnd
  readonly chunks: TransactionChunk[]
  readonly rejected: RejectedRow[]
  readonly progress: number[]
}

async function readWhole(path: string, options: ReadOptions = {}): Promise<Whole> {
  const chunks: TransactionChunk[] = []
  const rejected: RejectedRow[] = []
  const progress: number[] = []
  const sink = {
    chunk: (chunk: TransactionChunk) => void chunks.push(chunk),
    rejected: (rows: readonly RejectedRow[]) => void rejected.push(...rows),
    progress: (bytes: number) => void progress.push(bytes),
  }
  const end = await readFile(path, path.split('/').at(-1)!, options, sink, () => false)
  return { end, chunks, rejected, progress }
}

async function refusal(path: string, options: ReadOptions = {}): Promise<ExpectedError> {
  const error = await readWhole(path, options).then(
    () => null,
    (reason: unknown) => reason,
  )
  if (error instanceof ExpectedError) return error
  throw error instanceof Error ? error : new Error('it was read')
}

/** `customer | day | amount` of every row. */
function rows({ end, chunks }: Whole): string[] {
  const { tail } = end
  if (tail.kind !== 'orders') return []
  const customers = strings(tail.customers)
  return chunks.flatMap((chunk) =>
    Array.from(chunk.customer, (code, i) =>
      [
        code === NO_CODE ? '' : customers[code],
        dayText(chunk.day[i]!),
        exactAmount(chunk.amount[i]!, chunk.scale),
      ].join(' | '),
    ),
  )
}

describe('files that are no table', () => {
  it('missing, a folder, empty, blank', async () => {
    expect((await refusal(join(folder, 'none.csv'))).code).toBe('file.missing')
    expect((await refusal(folder)).code).toBe('file.folder')
    expect((await refusal(file('empty.csv', ''))).code).toBe('file.empty')
    expect((await refusal(file('blank.csv', '\ufeff\r\n \n'))).code).toBe('file.empty')
    await expect(previewFile(join(folder, 'none.csv'), 'none.csv', {})).rejects.toMatchObject({ code: 'file.missing' })
  })

  it.each([
    ['a PDF document', '%PDF-1.7\n%âãÏÓ\n'],
    ['a picture (PNG)', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13])],
    ['a picture (JPEG)', Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 16])],
    ['a gzip archive; unpack it first', gzipSync('%PDF-1.7\n')],
    ['an SQLite database', `SQLite format 3\u0000${'\u0000'.repeat(100)}`],
    ['a Windows program', `MZ\u0090\u0000\u0003\u0000\u0000\u0000${'\u0000\u0001'.repeat(50)}`],
    ['a web page (HTML)', '\n<!DOCTYPE html><html><body>customer,date,amount</body></html>'],
    ['an XML document', '<?xml version="1.0"?><a/>'],
    ['JSON without a list of records', '{"customers": []}'],
    ['JSON without a list of records', '[]'],
    ['damaged JSON', '[{"customer": "A", ]'],
    ['a file that is no text', Uint8Array.from({ length: 2000 }, (_, i) => (i * 7919) % 256)],
    ['a zip archive that is damaged', Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 0, 0])],
    [
      'an Office document that holds no workbook',
      Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]),
    ],
  ])('%s', async (seen, content) => {
    const error = await refusal(file('other.csv', content))
    expect([error.code, error.params['seen']]).toEqual(['file.format', seen])
    await expect(previewFile(join(folder, 'other.csv'), 'other.csv', {})).rejects.toMatchObject({ code: 'file.format' })
  })

  it('one endless line', async () => {
    const error = await refusal(file('line.csv', 'customer,date,amount,'.repeat(60_000)))
    expect([error.code, error.params['seen']]).toEqual(['file.format', 'one endless line'])
  })

  it('a stray quote in a preamble longer than the head does not hide the table', async () => {
    const content = `"Report of May\ncustomer,date,amount\n${'A,2024-01-05,3\n'.repeat(100_000)}`
    const { end } = await readWhole(file('stray.csv', content))
    expect([end.counts.accepted, end.counts.rejected]).toEqual([100_000, 0])
  })

  it('a text that starts like something else is still a table', async () => {
    for (const header of ['BMI,customer,date,amount\n1', 'MZ,customer,date,amount\n1', '[a],customer,date,amount\n1'])
      expect((await readWhole(file('odd.csv', `${header},A,2024-01-05,3\n`))).end.counts.accepted).toBe(1)
  })
})

describe('tables that cannot be imported', () => {
  it('say what was seen', async () => {
    const noDate = await refusal(file('orders.csv', 'Kunde;Betrag;Menge\nA;3,50;1\nB;3;2\n'))
    expect([noDate.code, noDate.params]).toEqual([
      'mapping.no_date',
      { name: 'orders.csv', columns: 'Kunde, Betrag, Menge' },
    ])
    expect((await refusal(file('a.csv', 'Betrag;Datum\n3,50;2024-01-05\n'))).code).toBe('mapping.no_customer')
    expect((await refusal(file('b.csv', 'Kunde;Bestelldatum\nA;2024-01-05\n'))).code).toBe('mapping.no_amount')
    expect((await refusal(file('c.csv', 'x;y\n1;2\n'), { kind: 'customers' })).code).toBe('mapping.no_person')
    expect((await refusal(file('d.csv', 'customer,date,amount\n'))).code).toBe('file.no_rows')
    expect((await refusal(file('e.csv', 'customer,date,amount\n,,\n \n'))).code).toBe('file.no_rows')
    const events = await refusal(file('f.csv', 'customer_id,event_type,page\n1,view,/a\n'), { kind: 'events' })
    expect(events.code).toBe('mapping.no_timestamp')
  })

  it('all rows rejected: the commonest reason and an example', async () => {
    const error = await refusal(file('bad.csv', 'customer,date,amount\nA,someday,3\nB,never,3\nC,2024-01-05,x\n'))
    expect([error.code, error.params]).toEqual([
      'import.all_rejected',
      {
        name: 'bad.csv',
        rows: 3,
        reason: '“someday” in date is not a date that can be read.',
        example: 'line 2: A,someday,3',
      },
    ])
  })
})

describe('reading', () => {
  it('tells what it found, with the hash of the bytes', async () => {
    const content = 'Kunde;Datum;Betrag;Stadt\nA;05.01.2024;3,50;Köln\nB;x;1;Bonn\n;06.01.2024;1;\n'
    const whole = await readWhole(file('orders.csv', content))
    const { tail: _, ...facts } = whole.end
    expect(facts).toEqual({
      kind: 'orders',
      counts: { read: 3, accepted: 1, rejected: 1, withoutCustomer: 1, purchases: 1, returns: 0, zero: 0, void: 0 },
      encoding: 'utf-8',
      delimiter: ';',
      sheet: null,
      mapping: { customer_id: 'Kunde', date: 'Datum', amount: 'Betrag' },
      firstDay: 19_727,
      lastDay: 19_728,
      currency: null,
      foreignRows: [],
      readAs: {
        columns: ['Kunde', 'Datum', 'Betrag', 'Stadt'],
        dateOrder: 'dmy',
        decimal: ',',
        revenue: {},
        orderTotals: null,
        statuses: {},
        orderNumbers: 'whole',
        credit: 'minus',
        amounts: null,
        firstLine: 2,
      },
      notes: [],
      warnings: [{ severity: 'warning', code: 'import.warning.without_customer', params: { rows: 1 } }],
      sizeBytes: Buffer.byteLength(content),
      sha256: createHash('sha256').update(content).digest('hex'),
    })
    expect(rows(whole)).toEqual(['A | 2024-01-05 | 3.5', ' | 2024-01-06 | 1'])
    expect(whole.rejected.map(({ line, kind }) => [line, kind])).toEqual([[3, 'cast']])
    expect(whole.progress.at(-1)).toBe(Buffer.byteLength(content))
  })

  it('reads a file of many blocks as one of few, cell by cell', async () => {
    const line = (i: number): string =>
      `${i >> 1},C${i % 5000},2024-01-${String((i % 28) + 1).padStart(2, '0')},${i}.25,"é, ${i % 7}"\n`
    const content = `order_id,customer_id,date,amount,category\n${Array.from({ length: 150_000 }, (_, i) => line(i)).join('')}`
    const whole = await readWhole(file('large.csv', content))
    expect(whole.end.counts.accepted).toBe(150_000)
    expect(whole.chunks.map((chunk) => chunk.rows)).toEqual([65_536, 65_536, 18_928])
    const read = rows(whole)
    expect([read[0], read[70_001], read[149_999]]).toEqual([
      'C0 | 2024-01-01 | 0.25',
      'C1 | 2024-01-02 | 70001.25',
      'C4999 | 2024-01-04 | 149999.25',
    ])
    expect(whole.end.tail.kind === 'orders' && strings(whole.end.tail.categories).length).toBe(7)
    const shown = await previewFile(join(folder, 'large.csv'), 'large.csv', {})
    expect(shown.rows).toEqual({ count: 150_000, exact: true })
    expect(shown.lines.map(({ number }) => number)).toEqual(Array.from({ length: 50 }, (_, i) => i + 1))
  })

  it('letters and dates that come late in a large file are seen', async () => {
    const plain = Array.from({ length: 90_000 }, () => 'Ann,1/2/2024,3.50\n').join('')
    const content = Buffer.from(`customer,date,amount\n${plain}${'Jos\u00e9,1/25/2024,4\n'.repeat(20_000)}`, 'latin1')
    const { end } = await readWhole(file('late.csv', content))
    expect([end.encoding, end.counts.rejected, end.counts.accepted]).toEqual(['windows-1252', 0, 110_000])
    expect(dayText(end.firstDay)).toBe('2024-01-02')
  })

  it('stops when it is cancelled', async () => {
    const path = file('cancel.csv', `customer,date,amount\n${'A,2024-01-05,3\n'.repeat(100_000)}`)
    let calls = 0
    const sink = { chunk: () => undefined, rejected: () => undefined, progress: () => void calls++ }
    await expect(readFile(path, 'cancel.csv', {}, sink, () => calls > 0)).rejects.toBeInstanceOf(CancelledError)
    expect(calls).toBe(1)
  })

  it('a fault of the sink is passed on', async () => {
    const path = file('sink.csv', 'customer,date,amount\nA,2024-01-05,3\n')
    const sink = {
      chunk: () => Promise.reject(new Error('the disk is full')),
      rejected: () => undefined,
      progress: () => undefined,
    }
    await expect(readFile(path, 'sink.csv', {}, sink, () => false)).rejects.toThrow('the disk is full')
  })
})

describe('workbooks', () => {
  function workbook(bookType: 'xlsx' | 'xls' | 'xlsb' | 'ods'): Uint8Array {
    const notes = utils.aoa_to_sheet([['Read me'], ['Nothing here']])
    const orders = utils.aoa_to_sheet([
      ['Shop export'],
      [],
      ['Order No', 'Customer', 'Order Date', 'Price', 'Quantity', 'City'],
      [1, '00123', { t: 'n', v: 40513.351388889, z: 'm/d/yy h:mm' }, 19.99, 3, 'Köln'],
      [2, 17850, { t: 'n', v: 40514, z: 'yyyy-mm-dd' }, 0.1, 3, 'Rome'],
      ['C3', 17850, { t: 'n', v: 40514, z: 'yyyy-mm-dd' }, 0.1, -3, 'Rome'],
      [4, 'B', 'soon', 1, 1, ''],
      [5, 'B', { t: 'n', v: 40515, z: 'yyyy-mm-dd' }, 1.1 * 3, 1],
    ])
    const book = utils.book_new()
    utils.book_append_sheet(book, notes, 'Notes')
    utils.book_append_sheet(book, orders, 'Orders')
    return new Uint8Array(write(book, { type: 'array', bookType }) as ArrayBuffer)
  }

  it.each(['xlsx', 'xls', 'xlsb', 'ods'] as const)('%s', async (bookType) => {
    const path = file(`book.${bookType}`, workbook(bookType))
    const whole = await readWhole(path)
    expect(whole.end.sheet).toBe('Orders')
    expect(rows(whole)).toEqual([
      '00123 | 2010-12-01 | 59.97',
      '17850 | 2010-12-02 | 0.3',
      '17850 | 2010-12-02 | -0.3',
      'B | 2010-12-03 | 3.3',
    ])
    expect(whole.rejected.map(({ line, byteOffset, column, kind }) => [line, byteOffset, column, kind])).toEqual([
      [7, -1, 'Order Date', 'cast'],
    ])
    const shown = await previewFile(path, `book.${bookType}`, {})
    expect([
      shown.format,
      shown.delimiter,
      shown.sheet,
      shown.sheets.map((sheet) => sheet.name),
      shown.headerRow,
    ]).toEqual(['workbook', null, 'Orders', ['Notes', 'Orders'], 2])
    expect(shown.rows).toEqual({ count: 5, exact: true })
  })

  it('a sheet that is not there', async () => {
    const error = await refusal(file('book.xlsx', workbook('xlsx')), { sheet: 'May' })
    expect([error.code, error.params]).toEqual([
      'file.sheet',
      { name: 'book.xlsx', sheet: 'May', sheets: 'Notes, Orders' },
    ])
  })

  const calamine = sharedData('workbooks/calamine')
  it.skipIf(calamine === null)(
    'each of the workbooks in ../shared/data/workbooks is shown or refused with a sentence',
    async () => {
      const faults: string[] = []
      const names = readdirSync(calamine!).filter((name) => /\.(xlsx|xlsm|xlsb|xls|ods)$/.test(name))
      let shown = 0
      for (const name of names) {
        try {
          await previewFile(join(calamine!, name), name, {})
          shown++
        } catch (error) {
          if (!(error instanceof ExpectedError)) faults.push(`${name}: ${String(error)}`)
          else if (name.startsWith('pass_protected') && error.code !== 'file.password')
            faults.push(`${name}: ${error.code}`)
        }
      }
      expect(faults).toEqual([])
      expect(names.length).toBe(132)
      expect(shown).toBeGreaterThan(100)
      expect(Object.keys(Object.prototype)).toEqual([])
    },
    120_000,
  )
})

const retail = sharedData('online-retail/online-retail-dataset.csv')
describe('UCI Online Retail (beside the project in ../shared/data)', () => {
  it.skipIf(retail === null)('is counted for the preview', async () => {
    expect((await previewFile(retail!, 'retail.csv', {})).rows).toEqual({ count: 541_909, exact: true })
  })

  it.skipIf(retail === null)('is read without a question', async () => {
    const { end, chunks } = await readWhole(retail!)
    expect(end.mapping).toEqual({
      order_id: 'InvoiceNo',
      product: 'StockCode',
      product_name: 'Description',
      quantity: 'Quantity',
      date: 'InvoiceDate',
      unit_price: 'UnitPrice',
      customer_id: 'CustomerID',
    })
    expect(end.counts).toEqual({
      read: 541_909,
      accepted: 406_829,
      rejected: 0,
      withoutCustomer: 135_080,
      purchases: 397_884,
      returns: 8905,
      zero: 40,
      void: 0,
    })
    const { tail } = end
    if (tail.kind !== 'orders') throw new Error(tail.kind)
    expect([tail.customers.count, dayText(end.firstDay), dayText(end.lastDay)]).toEqual([
      4372,
      '2010-12-01',
      '2011-12-09',
    ])
    expect(tail.attributes.map(({ name, dictionary }) => [name, dictionary.count])).toEqual([['Country', 37]])
    let gross = 0n
    let net = 0n
    let anonymous = 0n
    const orders = new Set<string>()
    for (const chunk of chunks)
      for (let i = 0; i < chunk.rows; i++) {
        const amount = BigInt(chunk.amount[i]!) * 10n ** BigInt(6 - chunk.scale)
        if (chunk.customer[i] === NO_CODE) anonymous += amount
        else {
          net += amount
          if (chunk.kind[i] === 0) {
            gross += amount
            orders.add(`${chunk.orderHigh[i]} ${chunk.orderLow[i]}`)
          }
        }
      }
    expect([gross, net, anonymous].map((sum) => Number((sum + 5000n) / 10_000n) / 100)).toEqual([
      8_911_407.9, 8_300_065.81, 1_447_682.12,
    ])
    expect(orders.size).toBe(18_532)
    const product = strings(tail.products).indexOf('85123A')
    expect(strings(tail.productNames)[product]).toBe('WHITE HANGING HEART T-LIGHT HOLDER')
  })

  it.skipIf(retail === null)('two of its days in another format give the same rows', async () => {
    const main = rows(await readWhole(retail!))
    for (const [day, lines] of [
      ['2010-12-01', 3108],
      ['2011-12-09', 1632],
    ] as const) {
      const single = await readWhole(sharedData(`online-retail/${day}.csv`)!)
      expect(single.end.counts.read).toBe(lines)
      expect(single.end.notes.map((note) => note.code)).toContain('import.note.point_zero')
      const expected = main.filter((row) => row.includes(` ${day} `))
      expect(rows(single).sort()).toEqual(expected.sort())
    }
  })
})

const second = sharedData('online-retail/online_retail_II_sample.xlsx')
it.skipIf(second === null)('Online Retail II, a real workbook (beside the project in ../shared/data)', async () => {
  const { end } = await readWhole(second!)
  expect([end.counts.read, end.counts.rejected]).toEqual([499, 0])
  expect(end.mapping['customer_id']).toBe('Customer ID')
})

it('the reader’s hash is the file’s own', async () => {
  const path = file('hash.csv', 'customer,date,amount\nA,2024-01-05,3\n')
  const { end } = await readWhole(path)
  expect(end.sha256).toBe(createHash('sha256').update(readFileSync(path)).digest('hex'))
})
