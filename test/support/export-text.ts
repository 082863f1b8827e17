import { exportTables } from './export-tables.ts'

export interface ExportTable {
  readonly name: string
  readonly kind: string
  readonly isByLine: boolean
  readonly delimiter: string
  readonly decimal: string
  readonly columns: readonly {
    readonly header: string
    readonly roles: readonly string[]
    readonly content: string
  }[]
}

export function readTables(): ExportTable[] {
  return exportTables
    .split('\n')
    .filter((line) => line.includes(' || '))
    .map((line) => {
      const at = line.indexOf(' || ')
      const [name = '', kind = '', marks = ''] = line.slice(0, at).split(' | ')
      const decimal = marks.slice(-1)
      const delimiter = marks.slice(0, -2).replace('tab', '\t')
      const columns = line
        .slice(at + 4)
        .split(' ;; ')
        .map((cell) => {
          const [, header = '', roles = '', content = ''] = /^(.*?)=([^=]*)=(.*)$/.exec(cell)!
          return { header, roles: roles.split('/'), content }
        })
      return {
        name,
        kind: kind.replace(' by line', ''),
        isByLine: kind.includes(' by line'),
        delimiter,
        decimal,
        columns,
      }
    })
}

const people = ['Ada', 'Bo', 'Cem', 'Dilek', 'Emil', 'Fanny', 'Gil', 'Hanna', 'Ines', 'Jo', 'Kai', 'Lea']
const goods = ['Tea green', 'Mug red', 'Garden lamp', 'Milk jug', 'Candle', 'Apron linen', 'Flower pot']
const places = ['Ulm', 'Kiel', 'Lyon', 'Leeds', 'Izmir', 'Sevilla']
const pad = (n: number): string => String(n).padStart(2, '0')
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const monate = ['Jan', 'Feb', 'Mär', 'Apr', 'Mai', 'Jun', 'Jul', 'Aug', 'Sep', 'Okt', 'Nov', 'Dez']

/** Rows of an export: orders of one or two lines, people once each, a number of events. */
export function exportText(table: ExportTable): string {
  const { delimiter, columns, kind, isByLine } = table
  const isPerson = kind === 'customers' || kind === 'campaign'
  const rows = Array.from({ length: 48 }, (_, i) => {
    const order = isByLine ? i >> 1 : i
    const row: Row = { i, order, line: isByLine ? i & 1 : 0, person: isPerson ? i : (order * 7) % 31, kind }
    return columns.map(({ content }) => cellOf(content, row, table.decimal))
  })
  const quoted = (cell: string): string =>
    cell.includes(delimiter) || cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : cell
  return [columns.map(({ header }) => header), ...rows]
    .map((cells) => `${cells.map(quoted).join(delimiter)}\n`)
    .join('')
}

interface Row {
  readonly i: number
  readonly order: number
  readonly line: number
  readonly person: number
  readonly kind: string
}

function cellOf(content: string, row: Row, decimal: string): string {
  const { i, order, line, person, kind } = row
  if (content.startsWith('1:')) return line === 0 ? cellOf(content.slice(2), row, decimal) : ''
  if (content.startsWith('=')) return content.slice(1)
  if (content.startsWith('yes:')) return content.slice(4).split('|')[order % 3 === 1 ? 1 : 0]!
  const cents = (n: number): string =>
    `${n < 0 ? '-' : ''}${Math.floor(Math.abs(n) / 100)}${decimal}${pad(Math.abs(n) % 100)}`
  const price = 300 + ((i * 977) % 5000)
  const total = 700 + ((order * 1733) % 9000)
  const pieces = 1 + (i % 4)
  const day = new Date(Date.UTC(2024, 0, 3, 9, 12, 5) + (kind === 'customers' ? i * 9 : order) * 9 * 86_400_000)
  const [y, m, d] = [day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate()]
  const clock = `${pad(8 + (i % 10))}:${pad(i)}`
  const dates: Record<string, string> = {
    ymd: `${y}-${pad(m)}-${pad(d)}`,
    ymdc: `${y}${pad(m)}${pad(d)}`,
    'mdy/': `${m}/${d}/${y}`,
    mdyy: `${pad(m)}/${pad(d)}/${String(y).slice(2)}`,
    mdy2: `${months[m - 1]} ${d}, ${y}`,
    'dMy-': `${pad(d)}-${months[m - 1]}-${String(y).slice(2)}`,
    dMyde: `${pad(d)}-${monate[m - 1]}-${String(y).slice(2)}`,
    stamp: `${y}-${pad(m)}-${pad(d)} ${clock}:05`,
    'stamp+': `${y}-${pad(m)}-${pad(d)} ${clock}:05 +0200`,
    stampz: `${y}-${pad(m)}-${pad(d)}T${clock}:05Z`,
    'stamp?': order % 9 === 4 ? `${y}-${pad(m)}-${pad(d)} 10:00:00` : '',
    epoch: String(day.getTime() / 1000),
    epochms: String(day.getTime()),
    ymd1: '2025-03-01',
    'dmy1.': '01.03.2025',
    'dmy1/': '01/03/2025',
    bday2: `${pad(1 + (i % 28))}.${pad(1 + (i % 12))}.19${50 + (i % 45)}`,
    bday2us: `19${50 + (i % 45)}-${pad(1 + (i % 12))}-${pad(1 + (i % 28))}`,
    time: `${clock}:05`,
  }
  if (Object.hasOwn(dates, content)) return dates[content]!
  const european = /^dmy(hm|hms)?([./-])$/.exec(content)
  if (european !== null) {
    const mark = european[2]!
    const at = european[1] === undefined ? '' : european[1] === 'hm' ? ` ${clock}` : ` ${clock}:05`
    return `${pad(d)}${mark}${pad(m)}${mark}${y}${at}`
  }
  const texts: Record<string, string> = {
    id: `K${1000 + person * 3}`,
    number: String(20_000 + person),
    'number.0': `${20_000 + person}.0`,
    account: `0015g${46_656 + person}`,
    login: `${people[person % 12]!.toLowerCase()}${person}`,
    email: `${people[person % 12]!.toLowerCase()}.${person}@mail${person % 3}.org`,
    person: `${people[person % 12]} ${['Marsh', 'Kaya', 'Blanc', 'Ruiz'][person % 4]}`,
    word: people[person % 12]!,
    company: `Company ${person}`,
    order: String(1001 + order),
    '#order': `#${1001 + order}`,
    ref: `XK${(order * 7919 + 40_000).toString(36).toUpperCase()}Q`,
    unique: `u${(i * 104_729 + 99_999).toString(36)}`,
    line: String(line + 1),
    price: cents(price),
    line_total: cents(price * pieces),
    gross: cents(Math.round(price * pieces * 1.19)),
    net: cents(Math.round(total / 1.19)),
    total: cents(total),
    'total€': `${cents(total)} €`,
    '£total': `£${cents(total)}`,
    small: cents(order % 3 === 0 ? 0 : 490),
    some: cents(order % 4 === 1 ? 250 : 0),
    sometimes: i % 3 === 0 ? cents(price) : '',
    tax: cents(Math.round((total * 19) / 119)),
    fee: cents(Math.round(total * 0.03)),
    zero: cents(0),
    balance: cents(500_000 + i * 777),
    spent: cents(person * 1733),
    share: (person / 60).toFixed(2),
    qty: String(pieces),
    flag: String(i % 2),
    flag8: i % 9 === 4 ? '8' : '7',
    sku: `AB-${100 + (i % 7) * 7}`,
    asin: `B0${10_000_000 + (i % 7) * 7919}`,
    listing: String(900_000 + (i % 7) * 37),
    pname: goods[i % 7]!,
    products: `${goods[i % 7]} × ${pieces}, ${goods[(i + 2) % 7]} × 1`,
    deal: `Deal ${person} ${order}`,
    cat: ['Drinks', 'Home', 'Gifts'][i % 3]!,
    cat0: ['Drinks', 'Home', 'Gifts'][i % 3]!,
    cat1: ['Single', 'Double', 'Suite'][i % 3]!,
    cur: 'EUR',
    curlow: 'eur',
    event: ['page_view', 'add_to_cart', 'purchase'][i % 3]!,
    city: places[person % 6]!,
    country: ['Germany', 'France', 'Spain', 'Turkey'][person % 4]!,
    cc: ['DE', 'FR', 'ES', 'TR'][person % 4]!,
    street: `Main St ${person}`,
    zip: String(10_000 + person * 731),
    phone: `+49 170 ${2_000_000 + person * 7919}`,
    dni: String(20_000_000 + person * 7919),
    age: String(18 + (person % 60)),
    plan: ['free', 'pro', 'team'][person % 3]!,
    ind: ['Retail', 'Agency', 'Software'][person % 3]!,
    blank: '',
  }
  if (!Object.hasOwn(texts, content)) throw new Error(`no content called ${content}`)
  return texts[content]!
}
