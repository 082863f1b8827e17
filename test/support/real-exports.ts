import { gzipSync } from 'node:zlib'
import type { ReadOptions } from '../../src/contract/imports.ts'
import { encodeText } from './encode-text.ts'
import { pick, seeded } from './seeded.ts'

/** A file as people have it, and what it means: computed from the clean orders, never by reading. */
export interface RealExport {
  readonly name: string
  readonly file: string
  readonly bytes: Uint8Array
  /** Header and rows as they should be printed; the header is null where the file has none. */
  readonly table: readonly (readonly string[])[]
  /** `customer | day | amount` of every order, in their order; null: the table alone is looked at. */
  readonly orders: readonly string[] | null
  readonly options: ReadOptions
}

interface Order {
  readonly id: string
  readonly customer: string
  /** Milliseconds since 1970, UTC. */
  readonly time: number
  readonly product: string
  readonly quantity: number
  readonly cents: number
}

type Write<T> = (value: T) => string

const products: Readonly<Record<string, readonly string[]>> = {
  en: ['Tea', 'Mug, blue', 'Tray "Oslo"', 'Spoon', 'Napkins 20 x 20'],
  de: ['Tee', 'Becher, blau', 'Tablett "Süß"', 'Löffel', 'Kännchen 1,5 l'],
  fr: ['Thé', 'Tasse, bleue', 'Plateau "Noël"', 'Cuillère', 'Œufs en chocolat'],
  tr: ['Çay', 'Kupa, mavi', 'Tepsi "Işık"', 'Kaşık', 'Peçete şık'],
  es: ['Té', 'Taza, azul', 'Bandeja "Niño"', 'Cuchara pequeña', 'Lámpara'],
  pl: ['Herbata', 'Kubek, niebieski', 'Taca "Łódź"', 'Łyżka', 'Lampka żółta'],
  cs: ['Čaj', 'Hrnek, modrý', 'Podnos "Plzeň"', 'Lžíce', 'Lampička žlutá'],
  ru: ['Чай', 'Кружка, синяя', 'Поднос "Осло"', 'Ложка', 'Лампа'],
  el: ['Τσάι', 'Κούπα, μπλε', 'Δίσκος "Όσλο"', 'Κουτάλι', 'Λάμπα'],
  he: ['תה', 'ספל, כחול', 'מגש "אוסלו"', 'כף', 'מנורה'],
  ar: ['شاي', 'كوب, أزرق', 'صينية "أوسلو"', 'ملعقة', 'مصباح'],
  ja: ['お茶', 'マグ, 青', 'トレイ "オスロ"', 'スプーン', 'ナプキン表示'],
  zh: ['绿茶', '马克杯, 蓝色', '托盘 "奥斯陆"', '勺子', '餐巾纸'],
  ko: ['녹차', '머그컵, 파랑', '쟁반 "오슬로"', '숟가락', '냅킨'],
}
const headers: Readonly<Record<string, readonly string[]>> = {
  en: ['Order ID', 'Customer ID', 'Order Date', 'Product', 'Quantity', 'Total'],
  de: ['Bestellnummer', 'Kundennummer', 'Bestelldatum', 'Artikel', 'Menge', 'Betrag'],
}

function ordersOf(language: string, count: number, seed = 7): Order[] {
  const random = seeded(seed)
  let time = Date.UTC(2023, 0, 2, 8, 5, 9)
  return Array.from({ length: count }, (_, i): Order => {
    time += ((5 + random(285)) * 3600 + random(3600)) * 1000
    return {
      id: String(10001 + i),
      customer: `C0${101 + random(22)}`,
      time,
      product: pick(random, products[language]!),
      quantity: 1 + random(6),
      cents: pick(random, [50 + random(9949), 1000 + random(98_999), 100_000 + random(350_000)]),
    }
  })
}

const iso: Write<number> = (time) => new Date(time).toISOString().slice(0, 10)
const plain: Write<number> = (cents) => (cents / 100).toFixed(2)
const two = (n: number): string => String(n).padStart(2, '0')

/** Digits in groups: `grouped(1234567, '.')` is 1.234.567. */
function grouped(value: number, mark: string): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, mark)
}
const money =
  (decimal: string, mark: string): Write<number> =>
  (cents) =>
    `${grouped(Math.floor(cents / 100), mark)}${decimal}${two(cents % 100)}`

/** Cells as a file has them; those that hold the delimiter, a quote or a line break are quoted. */
export function written(
  rows: readonly (readonly string[])[],
  { delimiter = ',', quote = '"', end = '\n', all = false } = {},
): string {
  const cell = (text: string): string =>
    all || text.includes(delimiter) || text.includes(quote) || /[\r\n]/.test(text)
      ? `${quote}${text.replaceAll(quote, quote + quote)}${quote}`
      : text
  return rows.map((row) => row.map(cell).join(delimiter) + end).join('')
}

interface Style {
  readonly language?: string
  readonly date?: Write<number>
  readonly amount?: Write<number>
  readonly delimiter?: string
  readonly header?: string
  readonly count?: number
  /** Hundred times what was written as whole units. */
  readonly cents?: (cents: number) => number
}

function tableOf({ language = 'en', date = iso, amount = plain, header = 'en', count = 40, cents = (c) => c }: Style): {
  rows: string[][]
  orders: string[]
} {
  const orders = ordersOf(language, count).map((order) => ({ ...order, cents: cents(order.cents) }))
  const rows = orders.map((o) => [o.id, o.customer, date(o.time), o.product, String(o.quantity), amount(o.cents)])
  return {
    rows: [[...headers[header]!], ...rows],
    orders: orders.map((o) => `${o.customer} | ${iso(o.time)} | ${o.cents / 100}`),
  }
}

const roles = {
  '0': 'order_id',
  '1': 'customer_id',
  '2': 'date',
  '3': 'product',
  '4': 'quantity',
  '5': 'amount',
} as const
const asOrders: ReadOptions = { kind: 'orders', roles }

const months: Readonly<Record<string, string>> = {
  en: 'January February March April May June July August September October November December',
  de: 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember',
  fr: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre',
  tr: 'Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık',
  es: 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre',
  pt: 'janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro',
  it: 'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre',
  nl: 'januari februari maart april mei juni juli augustus september oktober november december',
  pl: 'stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia',
  ru: 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря',
}
const monthIn = (language: string, date: Date): string => months[language]!.split(' ')[date.getUTCMonth()]!

function isoWeek(date: Date): string {
  const weekday = date.getUTCDay() || 7
  const thursday = new Date(date.getTime() + (4 - weekday) * 86_400_000)
  const week = Math.floor(
    (Date.parse(iso(thursday.getTime())) - Date.UTC(thursday.getUTCFullYear(), 0, 1)) / 604_800_000,
  )
  return `${thursday.getUTCFullYear()}-W${two(week + 1)}-${weekday}`
}

/** Spellings of a date, from its parts. */
const dateSpellings: Readonly<Record<string, (date: Date, y: number, m: string, d: string) => string>> = {
  'ISO with slashes': (_, y, m, d) => `${y}/${m}/${d}`,
  '20240131': (_, y, m, d) => `${y}${m}${d}`,
  'ISO with a zone': (date) => date.toISOString(),
  Shopify: (date) => `${date.toISOString().slice(0, 19).replace('T', ' ')} +0000`,
  Postgres: (date) => `${date.toISOString().slice(0, 19).replace('T', ' ')}.123456+00`,
  DB2: (date) => `${date.toISOString().slice(0, 10)}-${date.toISOString().slice(11, 19).replaceAll(':', '.')}.000123`,
  '31.01.2024': (_, y, m, d) => `${d}.${m}.${y}`,
  '31.1.24': (date, y) => `${date.getUTCDate()}.${date.getUTCMonth() + 1}.${y % 100}`,
  '31.01.2024 14.22': (date, y, m, d) => `${d}.${m}.${y} ${two(date.getUTCHours())}.${two(date.getUTCMinutes())}`,
  '31/01/2024 14h22': (date, y, m, d) => `${d}/${m}/${y} ${two(date.getUTCHours())}h${two(date.getUTCMinutes())}`,
  '1/31/2024 2:22 PM': (date, y) =>
    `${date.getUTCMonth() + 1}/${date.getUTCDate()}/${y} ${date.getUTCHours() % 12 || 12}:${two(date.getUTCMinutes())} ${date.getUTCHours() < 12 ? 'AM' : 'PM'}`,
  '31012024': (_, y, m, d) => `${d}${m}${y}`,
  'time first': (date, y, m, d) => `${two(date.getUTCHours())}:${two(date.getUTCMinutes())} ${d}.${m}.${y}`,
  Oracle: (date, y, _, d) => `${d}-${monthIn('en', date).slice(0, 3).toUpperCase()}-${y % 100}`,
  SAS: (date, y, _, d) =>
    `${d}${monthIn('en', date).slice(0, 3).toUpperCase()}${y}:${date.toISOString().slice(11, 19)}`,
  Apache: (date, y, _, d) => `${d}/${monthIn('en', date).slice(0, 3)}/${y}:${date.toISOString().slice(11, 19)} +0000`,
  JavaScript: (date, y, _, d) =>
    `${date.toUTCString().slice(0, 3)} ${monthIn('en', date).slice(0, 3)} ${d} ${y} ${date.toISOString().slice(11, 19)} GMT+0000 (Coordinated Universal Time)`,
  'RFC 2822': (date) => date.toUTCString(),
  'ISO weeks': (date) => isoWeek(date),
  'days of the year': (date, y) =>
    `${y}-${String(Math.floor((date.getTime() - Date.UTC(y, 0, 0)) / 86_400_000)).padStart(3, '0')}`,
  'Unix seconds': (date) => String(Math.floor(date.getTime() / 1000)),
  'Unix milliseconds': (date) => String(date.getTime()),
  'Excel days': (date) => (date.getTime() / 86_400_000 + 25_569).toFixed(6),
  'JSON of .NET': (date) => `/Date(${date.getTime()})/`,
  Chinese: (date, y) => `${y}年${date.getUTCMonth() + 1}月${date.getUTCDate()}日`,
  Korean: (date, y) => `${y}년 ${date.getUTCMonth() + 1}월 ${date.getUTCDate()}일`,
  '31st of January': (date, y) => `${monthIn('en', date)} ${date.getUTCDate()}, ${y}`,
  German: (date, y) => `${date.getUTCDate()}. ${monthIn('de', date)} ${y}`,
  Turkish: (date, y) => `${date.getUTCDate()} ${monthIn('tr', date)} ${y} Pazartesi`,
  Spanish: (date, y) => `${date.getUTCDate()} de ${monthIn('es', date)} de ${y}`,
  Portuguese: (date, y) => `${date.getUTCDate()} de ${monthIn('pt', date)} de ${y}`,
  ...Object.fromEntries(
    ['fr', 'it', 'nl', 'pl', 'ru'].map((language) => [
      `months in ${language}`,
      (date: Date, y: number) => `${date.getUTCDate()} ${monthIn(language, date)} ${y}`,
    ]),
  ),
}

const eu = money(',', '.')
const us = money('.', ',')
const whole = (mark: string, before = '', behind = ''): Style => ({
  amount: (cents) => `${before}${grouped(Math.floor(cents / 100), mark)}${behind}`,
  cents: (cents) => Math.floor(cents / 100) * 100,
})
const amountSpellings: Readonly<Record<string, Style>> = {
  '1,234.56': { amount: us },
  '1.234,56': { amount: eu },
  '1234,56': { amount: money(',', '') },
  '1 234,56': { amount: money(',', ' ') },
  'narrow blanks': { amount: money(',', '\u202f') },
  Swiss: { amount: money('.', "'") },
  'Swiss, typographic': { amount: money('.', '’') },
  '$1,234.56': { amount: (c) => `$${us(c)}` },
  '$1,234.56 USD': { amount: (c) => `$${us(c)} USD` },
  '1.234,56 €': { amount: (c) => `${eu(c)}\u00a0€` },
  'EUR 1.234,56': { amount: (c) => `EUR ${eu(c)}` },
  'R$ 1.234,56': { amount: (c) => `R$ ${eu(c)}` },
  '1.234,56 TL': { amount: (c) => `${eu(c)} TL` },
  '1 234,56 zł': { amount: (c) => `${money(',', ' ')(c)} zł` },
  'kr. 1.234,56': { amount: (c) => `kr. ${eu(c)}` },
  'CHF 1’234.56': { amount: (c) => `CHF ${money('.', '’')(c)}` },
  '1.234,56 руб.': { amount: (c) => `${eu(c)} руб.` },
  'full width': {
    amount: (c) => plain(c).replace(/[\d.]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)),
  },
  '="12.30"': { amount: (c) => `="${plain(c)}"` },
  '1.234,-': whole('.', '', ',-'),
  '1’234.–': whole('’', '', '.–'),
  '¥1,234': whole(',', '¥'),
  '1,234円': whole(',', '', '円'),
  '1.234 without decimals': whole('.'),
}

/** Each of these in the languages that it was made for. */
const encodings: readonly (readonly [language: string, encoding: string])[] = [
  ['de', 'windows-1252'],
  ['fr', 'iso-8859-15'],
  ['de', 'macintosh'],
  ['tr', 'windows-1254'],
  ['pl', 'windows-1250'],
  ['pl', 'iso-8859-2'],
  ['cs', 'iso-8859-2'],
  ['ru', 'windows-1251'],
  ['ru', 'koi8-r'],
  ['el', 'windows-1253'],
  ['he', 'windows-1255'],
  ['ar', 'windows-1256'],
  ['ja', 'shift_jis'],
  ['zh', 'gb18030'],
  ['ko', 'euc-kr'],
  ['de', 'utf-16le'],
  ['ja', 'utf-16be'],
  ['de', 'utf-32le'],
  ['ja', 'utf-32be'],
]

const totals = [
  'Total',
  'Grand total',
  'Gesamt',
  'Summe:',
  'Gesamtsumme',
  'Toplam',
  'Genel Toplam',
  'Total général',
  'Suma',
  'Totale',
  'Итого',
  '合計',
  '총계',
  '',
]

/** The whole table of cases; the same on every run. */
export function realExports(): RealExport[] {
  const cases: RealExport[] = []
  const add = (
    name: string,
    text: string | Uint8Array,
    table: RealExport['table'],
    more: Partial<RealExport> = {},
  ): void =>
    void cases.push({
      name,
      file: `${cases.length}.csv`,
      bytes: typeof text === 'string' ? Buffer.from(text) : text,
      table,
      orders: null,
      options: asOrders,
      ...more,
    })
  for (const [name, spell] of Object.entries(dateSpellings)) {
    const date: Write<number> = (time) => {
      const day = new Date(time)
      return spell(day, day.getUTCFullYear(), two(day.getUTCMonth() + 1), two(day.getUTCDate()))
    }
    const { rows, orders } = tableOf({ date })
    add(`dates: ${name}`, written(rows, { delimiter: ';' }), rows, { orders })
  }
  for (const [name, style] of Object.entries(amountSpellings)) {
    const { rows, orders } = tableOf(style)
    add(`amounts: ${name}`, written(rows, { delimiter: '\t' }), rows, { orders })
  }
  for (const [language, encoding] of encodings) {
    const { rows, orders } = tableOf({ language })
    add(`${language} in ${encoding}`, encodeText(written(rows, { delimiter: ';', end: '\r\n' }), encoding), rows, {
      orders,
    })
    const records = rows.slice(1).map((row) => Object.fromEntries(rows[0]!.map((key, i) => [key, row[i]])))
    add(`${language} in ${encoding}, as JSON`, encodeText(JSON.stringify(records), encoding), rows, {
      orders,
      file: `${cases.length}.json`,
    })
  }
  const { rows, orders } = tableOf({})
  const text = written(rows)
  for (const word of totals)
    add(`a total called ${JSON.stringify(word)}`, `${text}${word},,,,140,99999.99\n`, rows, { orders })
  add('a total that fills every cell', `${text}Total,22,40,5,140,99999.99\n`, rows, { orders })
  add('a total and a mean', `${text}Total,,,,140,99999.99\nAverage,,,,3.5,2500.00\n`, rows, { orders })
  const last = rows.map((row, i) => (i === rows.length - 1 ? ['1', 'Total', ...row.slice(2)] : row))
  add('a customer called Total in the last row', written(last), last)
  const long = tableOf({ count: 30_000 })
  const longText = written(long.rows)
  const foot = 'Total,,,,140,9999999999.99\n\nExported by the shop\n'
  add('a long file with a total', longText + foot, long.rows, { orders: long.orders })
  add('a long gzip with a total', gzipSync(longText + foot), long.rows, { orders: long.orders, file: 'long.csv.gz' })
  for (const encoding of ['utf-16le', 'utf-32be', 'shift_jis']) {
    const own = tableOf({ count: 30_000, language: encoding === 'shift_jis' ? 'ja' : 'de' })
    add(`a long file in ${encoding} with a total`, encodeText(written(own.rows) + foot, encoding), own.rows, {
      orders: own.orders,
    })
  }
  const late = long.rows.map((row, i) =>
    i === long.rows.length - 1 ? [...row.slice(0, 3), 'Süß', ...row.slice(4)] : row,
  )
  add('its only letter beyond ASCII in the last row', encodeText(written(late), 'windows-1252'), late)
  const widths = rows[0]!.map((_, i) => Math.max(...rows.map((row) => row[i]!.length)))
  const drawn = (row: readonly string[]): string => row.map((cell, i) => cell.padEnd(widths[i]!)).join(' | ')
  const rule = widths.map((width) => '-'.repeat(width + 2)).join('+')
  const body = rows.slice(1).map(drawn)
  add('psql', ` ${drawn(rows[0]!)}\n${rule}\n${body.map((line) => ` ${line}\n`).join('')}(40 rows)\n\n`, rows, {
    orders,
  })
  const framed = [`+${rule}+`, `| ${drawn(rows[0]!)} |`, `+${rule}+`, ...body.map((line) => `| ${line} |`), `+${rule}+`]
  const isFramed = Object.fromEntries(Object.entries(roles).map(([at, role]) => [String(Number(at) + 1), role]))
  const inFrame = { orders, options: { kind: 'orders', roles: isFramed } as ReadOptions }
  add('the client of MySQL', `${framed.join('\n')}\n40 rows in set (0.00 sec)\n`, rows, inFrame)
  const dashes = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`
  add('Markdown', [framed[1], dashes, ...framed.slice(3, -1)].join('\n'), rows, inFrame)
  for (const delimiter of ['\u0001', '\u001f', '¦', '^', '~', '||', ', '])
    add(`delimiter ${JSON.stringify(delimiter)}`, written(rows, { delimiter }), rows, { orders })
  add('quoted by backticks', written(rows, { quote: '`' }), rows)
  add('two byte order marks', `\ufeff\ufeff${text}`, rows, { orders })
  return cases
}
