import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { RejectedRow } from '../../../contract/imports.ts'
import { encodeText } from '../../../../test/support/encode-text.ts'
import { parseCsv } from '../../../../test/support/table-score.ts'
import { sharedData } from '../../../../test/shared-data.ts'
import { readFile } from './read.ts'
import { readTable } from './read-table.ts'
import { Transcoder } from './transcoder.ts'

const folder = mkdtempSync(join(tmpdir(), 'segmento-encodings-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function file(bytes: Uint8Array): string {
  const path = join(folder, 'file.csv')
  writeFileSync(path, bytes)
  return path
}

async function readAll(path: string, options = {}) {
  const parts: Uint8Array[] = []
  const rejected: RejectedRow[] = []
  const sink = {
    bytes: (bytes: Uint8Array) => void parts.push(bytes),
    rejected: (rows: readonly RejectedRow[]) => void rejected.push(...rows),
    isFull: false,
  }
  const table = await readTable(path, 'file.csv', options, Infinity, sink, () => false)
  return { ...table, rows: parseCsv(Buffer.concat(parts).toString('utf8')), rejected }
}

const tables: Readonly<Record<string, string[][]>> = {
  japanese: [
    ['注文番号', '顧客番号', '注文日', '金額', '商品名'],
    ['1001', 'C-01', '2024/01/05', '1200', 'りんごジュース'],
    ['1002', 'C-02', '2024/01/06', '3400', 'コーヒー豆、200g'],
    ['1003', 'C-01', '2024/02/01', '980', '緑茶ティーバッグ'],
  ],
  chinese: [
    ['订单编号', '客户编号', '下单日期', '金额', '商品名称'],
    ['1001', '张三', '2024-01-05', '120.50', '苹果汁'],
    ['1002', '李四', '2024-01-06', '34.00', '咖啡豆'],
    ['1003', '王五', '2024-02-01', '98.00', '绿茶'],
  ],
  taiwanese: [
    ['訂單編號', '客戶編號', '下單日期', '金額', '商品名稱'],
    ['1001', '陳小明', '2024-01-05', '120.50', '蘋果汁'],
    ['1002', '林美玲', '2024-01-06', '34.00', '咖啡豆'],
  ],
  korean: [
    ['주문번호', '고객번호', '주문일', '금액', '상품명'],
    ['1001', '김철수', '2024-01-05', '12000', '사과주스'],
    ['1002', '이영희', '2024-01-06', '34000', '커피원두'],
  ],
  russian: [
    ['Номер заказа', 'Клиент', 'Дата', 'Сумма', 'Товар'],
    ['1001', 'Иванов', '05.01.2024', '1200,50', 'Яблочный сок'],
    ['1002', 'Петров', '06.01.2024', '340,00', 'Кофе'],
  ],
  polish: [
    ['Numer zamówienia', 'Klient', 'Data', 'Kwota', 'Produkt'],
    ['1001', 'Łukasz Żółć', '2024-01-05', '120,50', 'Sok jabłkowy'],
    ['1002', 'Małgorzata Ściślak', '2024-01-06', '34,00', 'Kawa ziarnista'],
  ],
  greek: [
    ['Αριθμός', 'Πελάτης', 'Ημερομηνία', 'Ποσό'],
    ['1001', 'Γιώργος Παπαδόπουλος', '05/01/2024', '120,50'],
    ['1002', 'Ελένη', '06/01/2024', '34,00'],
  ],
  turkish: [
    ['Sipariş No', 'Müşteri', 'Tarih', 'Tutar', 'Ürün'],
    ['1001', 'Işıl Yıldız', '05.01.2024', '120,50', 'Çiğ köfte'],
    ['1002', 'Şükrü Ağaoğlu', '06.01.2024', '34,00', 'Simit'],
  ],
  german: [
    ['Bestellnr', 'Kunde', 'Datum', 'Betrag', 'Artikel'],
    ['1001', 'Jürgen Müller', '05.01.2024', '120,50', 'Äpfel'],
    ['1002', 'Käthe Groß', '06.01.2024', '34,00 €', 'Brötchen'],
  ],
  british: [
    ['Description', 'Price'],
    ['Tea', '£2.10'],
    ['Jam jar ½ litre', '£3.40'],
  ],
}

const written = (name: string): string => tables[name]!.map((row) => `${row.join(';')}\r\n`).join('')

describe('the encoding is found and nothing is lost', () => {
  it.each([
    ['japanese', 'shift_jis'],
    ['japanese', 'euc-jp'],
    ['japanese', 'utf-16le'],
    ['chinese', 'gb18030'],
    ['taiwanese', 'big5'],
    ['korean', 'euc-kr'],
    ['russian', 'windows-1251'],
    ['russian', 'koi8-r'],
    ['polish', 'windows-1250'],
    ['polish', 'iso-8859-2'],
    ['greek', 'windows-1253'],
    ['turkish', 'windows-1254'],
    ['german', 'windows-1252'],
    ['german', 'macintosh'],
    ['british', 'windows-1252'],
  ])('%s in %s', async (name, encoding) => {
    const text = encoding.startsWith('utf-16') ? `\ufeff${written(name)}` : written(name)
    const read = await readAll(file(encodeText(text, encoding)))
    expect([read.inspection?.encoding, read.rows]).toEqual([encoding, tables[name]])
    expect(read.rejected).toEqual([])
  })

  it.each([
    ['shift_jis', ['顧客;住所;金額', '田中;中央区銀座三丁目;10', '鈴木;北区赤羽一丁目;20', '佐藤;港区六本木;30']],
    ['gb18030', ['客户;地址;金额', '王伟;中山路三号;10', '李娜;人民路七号;20', '张敏;建设街一号;30']],
    ['windows-1251', ['Клиент;Город', 'Иванов;Москва', 'Петров;Казань']],
    ['windows-1250', ['Klient;Miasto', 'Wójcik;Łódź', 'Żuraw;Świętochłowice']],
  ])('a few names in %s', async (encoding, lines) => {
    const read = await readAll(file(encodeText(lines.map((line) => `${line}\r\n`).join(''), encoding)))
    expect([read.inspection?.encoding, read.rows.map((row) => row.join(';'))]).toEqual([encoding, lines])
  })

  it('what Excel calls Text (MS-DOS)', async () => {
    const bytes = Uint8Array.from(
      Buffer.from('Kunde;Betrag\r\nM\x81ller;1,50\r\nGro\xe1;2,00\r\nB\x84cker;3,10\r\n', 'latin1'),
    )
    const read = await readAll(file(bytes))
    expect([read.inspection?.encoding, read.rows]).toEqual([
      'cp850',
      [
        ['Kunde', 'Betrag'],
        ['Müller', '1,50'],
        ['Groß', '2,00'],
        ['Bäcker', '3,10'],
      ],
    ])
  })

  it('the one that was asked for, whatever it looks like', async () => {
    const read = await readAll(file(encodeText(written('polish'), 'windows-1250')), { encoding: 'iso-8859-2' })
    expect(read.inspection?.encoding).toBe('iso-8859-2')
  })
})

describe('places of rows with faults are those in the file', () => {
  it.each([
    ['japanese', 'shift_jis'],
    ['chinese', 'gb18030'],
    ['russian', 'windows-1251'],
    ['japanese', 'utf-16le'],
    ['turkish', 'windows-1254'],
  ])('%s in %s', async (name, encoding) => {
    const good = written(name)
    const bytes = encodeText(`${good}7;8;9;10;11;12;${tables[name]![0]![0]}\r\n${good}`, encoding)
    const read = await readAll(file(bytes))
    const { byteOffset, line } = read.rejected[0]!
    expect([byteOffset, line]).toEqual([encodeText(good, encoding).length, tables[name]!.length + 1])
  })

  it('bytes that are none of the encoding are told', async () => {
    const start = encodeText(written('japanese'), 'shift_jis')
    const row = Uint8Array.from(Buffer.from('1;2;3;4;\x81\x20\xff\r\n', 'latin1'))
    const read = await readAll(file(Buffer.concat([start, start.subarray(start.indexOf(10) + 1), row])))
    expect(read.rejected).toMatchObject([{ kind: 'invalid_encoding', line: 8 }])
  })
})

it('transcodes alike at every cut', () => {
  for (const [name, encoding] of [
    ['japanese', 'shift_jis'],
    ['chinese', 'gb18030'],
    ['korean', 'euc-kr'],
    ['japanese', 'utf-16le'],
  ] as const) {
    const bytes = encodeText(written(name), encoding)
    const whole = new Transcoder(encoding)
    const expected = Buffer.concat([whole.push(bytes), whole.finish()])
    expect(expected.toString('utf8')).toBe(written(name))
    for (let size = 1; size < bytes.length; size++) {
      const transcoder = new Transcoder(encoding)
      const parts: Uint8Array[] = []
      for (let at = 0; at < bytes.length; at += size) parts.push(transcoder.push(bytes.subarray(at, at + size)))
      expect(Buffer.concat([...parts, transcoder.finish()]).equals(expected)).toBe(true)
      for (let at = expected.indexOf(10) + 1; at > 0 && at < expected.length; at = expected.indexOf(10, at) + 1)
        expect(transcoder.toFile(at)).toBe(whole.toFile(at))
    }
  }
})

const retail = sharedData('online-retail/2010-12-01.csv')
describe.skipIf(retail === null)('a day of Online Retail (skipped where the folder is absent)', () => {
  const text = retail === null ? '' : readFileSync(retail, 'utf8').replace('UnitPrice', 'UnitPrice £')

  it.each(['windows-1252', 'utf-16le', 'utf-8'])('in %s', async (encoding) => {
    const bytes = encoding === 'utf-8' ? Buffer.from(text) : encodeText(text, encoding)
    const read = await readAll(file(bytes))
    expect([read.inspection?.encoding, read.rows.length]).toEqual([encoding, 3109])
    expect(read.rows).toEqual(parseCsv(text.replaceAll(/\r?\n/g, '\r\n')))
  })

  it('is imported from an encoding that has to be transcoded', async () => {
    const day = text.replace('UnitPrice £', 'UnitPrice').replace('WHITE HANGING HEART', 'СЕРДЦЕ БЕЛОЕ ПОДВЕСНОЕ')
    const chunks: unknown[] = []
    const end = await readFile(
      file(encodeText(day, 'windows-1251')),
      'day.csv',
      {},
      { chunk: (chunk) => void chunks.push(chunk), rejected: () => undefined, progress: () => undefined },
      () => false,
    )
    expect([end.encoding, end.counts.read, end.counts.rejected]).toEqual(['windows-1251', 3108, 0])
  })
})
