/** A table as it is meant, before anything is done to it. */
export interface CleanTable {
  readonly name: string
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** A small seeded generator (mulberry32), so that every run makes the same files. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

type Random = () => number
const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
const whole = (random: Random, least: number, most: number): number => least + Math.floor(random() * (most - least + 1))
const digits = (value: number, length: number): string => String(value).padStart(length, '0')

const first = ['Anna', 'Mehmet', 'Zoë', 'Jürgen', 'Chloé', "Sinéad O'Neil", 'Ali', 'María José', 'Xavier', 'Ines']
const last = ['Müller', 'Yılmaz', 'García', 'O’Brien', 'Smith', 'Çelik', 'Dubois', 'de la Cruz', 'Novák', 'Weiß']
const things = [
  'Leather sofa, brown',
  'Men\'s boots, 10" shearling-lined',
  'Mug "World\'s best boss"',
  'Candle; scented',
  'Tea towel',
  "Kids' hat",
  'Lamp, 24"',
  'Two lines\nof text, one cell',
  'Plain | simple shelf',
  'Desk organiser',
]
const prose = [
  "The next level of weather protection. From running, biking or walking the dog, it won't let you down.",
  'Made to our exacting standards; durable enough to weather the elements year-round.',
  'Soft, warm, stretchy.',
  'Ideal for larger rivers and situations where there is no space.',
  'Our "best-value" vest: packed with warmth and protection, even when wet.',
  '',
]

function orders(random: Random, rows: number): CleanTable {
  return {
    name: 'orders',
    header: ['DATE', 'TIME', 'Qty', 'PRODUCTID', 'Price', 'Product', 'Description', 'URL', 'Comments'],
    rows: Array.from({ length: rows }, () => {
      const id = `${pick(random, ['MG', 'RI', 'BH', 'ZN'])}-${whole(random, 1000, 9999)}`
      return [
        `${digits(whole(random, 13, 28), 2)}/${digits(whole(random, 1, 12), 2)}/2018`,
        `${digits(whole(random, 0, 23), 2)}:${pick(random, ['00', '15', '30', '45'])}`,
        String(whole(random, 0, 30)),
        id,
        `$${whole(random, 0, 99)}.${digits(whole(random, 0, 99), 2)}`,
        pick(random, things),
        pick(random, prose),
        `https://shop.example.org/product/${id.replace('-', '_')}.html`,
        random() < 0.1 ? 'gift' : '',
      ]
    }),
  }
}

function invoices(random: Random, rows: number): CleanTable {
  return {
    name: 'invoices',
    header: ['Rechnung', 'Kunde', 'Datum', 'Betrag', 'Menge', 'Artikel', 'PLZ'],
    rows: Array.from({ length: rows }, (_, i) => [
      digits(1000 + i, 8),
      `${pick(random, first)} ${pick(random, last)}`,
      `${digits(whole(random, 1, 28), 2)}.${digits(whole(random, 1, 12), 2)}.2023`,
      `${random() < 0.3 ? '1.' : ''}${whole(random, 100, 999)},${digits(whole(random, 0, 99), 2)} €`,
      random() < 0.05 ? '' : String(whole(random, 1, 12)),
      pick(random, things),
      digits(whole(random, 1067, 99998), 5),
    ]),
  }
}

function contacts(random: Random, rows: number): CleanTable {
  return {
    name: 'contacts',
    header: ['Name', 'E-mail', 'City', 'Notes'],
    rows: Array.from({ length: rows }, (_, i) => [
      `${pick(random, last)}, ${pick(random, first)}`,
      `person${i}@example.org`,
      pick(random, ['Berlin', 'İstanbul', 'Paris', 'Sevilla', 'New York, NY', 'São Paulo']),
      pick(random, prose),
    ]),
  }
}

function readings(random: Random, rows: number): CleanTable {
  return {
    name: 'readings',
    header: ['sensor', 'timestamp', 'temperature', 'humidity', 'ok'],
    rows: Array.from({ length: rows }, (_, i) => [
      `s${digits(whole(random, 1, 12), 2)}`,
      `2024-03-${digits(1 + (i % 28), 2)} ${digits(i % 24, 2)}:00:00`,
      (random() * 40 - 10).toFixed(2),
      String(whole(random, 20, 99)),
      pick(random, ['TRUE', 'FALSE']),
    ]),
  }
}

function customers(random: Random, rows: number): CleanTable {
  return {
    name: 'customers',
    header: ['Müşteri No', 'Ad Soyad', 'Kayıt Tarihi', 'Şehir', 'Toplam Harcama', 'Telefon'],
    rows: Array.from({ length: rows }, (_, i) => [
      digits(42 + i * 7, 6),
      `${pick(random, first)} ${pick(random, last)}`,
      `${whole(random, 1, 28)}.${whole(random, 1, 12)}.2022`,
      pick(random, ['İzmir', 'Ankara', 'İstanbul (Avrupa)', 'Bursa', 'Iğdır']),
      `${whole(random, 1, 9)}.${digits(whole(random, 0, 999), 3)},${digits(whole(random, 0, 99), 2)}`,
      `+90 ${whole(random, 500, 599)} ${whole(random, 100, 999)} ${digits(whole(random, 0, 99), 2)} ${digits(whole(random, 0, 99), 2)}`,
    ]),
  }
}

function stock(random: Random, rows: number): CleanTable {
  return {
    name: 'stock',
    header: ['SKU', 'Warehouse', 'On hand', 'Reserved', 'Reorder at', 'Supplier', 'Last count'],
    rows: Array.from({ length: rows }, () => [
      `${digits(whole(random, 1, 99_999), 7)}`,
      pick(random, ['North', 'South', 'Main hall, left']),
      String(whole(random, 0, 5000)),
      random() < 0.4 ? '' : String(whole(random, 1, 50)),
      String(whole(random, 5, 200)),
      pick(random, ['ACME Ltd.', 'Brown & Sons, Inc.', "O'Hara", 'Kaya "Tekstil" A.Ş.']),
      `${pick(random, ['Jan', 'Feb', 'Mar', 'Oct'])} ${whole(random, 1, 28)}, 2024`,
    ]),
  }
}

/** The tables that detection was built with. */
export const knownTables = (seed: number, rows: number): CleanTable[] => {
  const random = seeded(seed)
  return [orders(random, rows), invoices(random, rows), contacts(random, rows)]
}

/** Others, to see that it was not built for those. */
export const otherTables = (seed: number, rows: number): CleanTable[] => {
  const random = seeded(seed)
  return [readings(random, rows), customers(random, rows), stock(random, rows)]
}
