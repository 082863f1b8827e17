import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import type { ReadOptions, RejectedRow } from '../../../contract/imports.ts'
import { openFile } from './open.ts'
import { previewFile } from './preview.ts'
import { readFile } from './read.ts'
import type { LayerEnd } from './read.ts'
import { openTable } from './table.ts'

const folder = mkdtempSync(join(tmpdir(), 'segmento-json-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let files = 0

function put(content: string | Uint8Array, extension = 'json'): string {
  const path = join(folder, `${files++}.${extension}`)
  writeFileSync(path, content)
  return path
}

/** The table as texts, its header first. */
async function table(content: string | Uint8Array, extension = 'json', options: ReadOptions = {}): Promise<string[][]> {
  const file = await openFile(put(content, extension), `orders.${extension}`)
  try {
    const opened = await openTable(file, `orders.${extension}`, options, () => false)
    const rows: string[][] = [opened.inspection.columns.map((column) => column.name)]
    await opened.readCells(
      (cells) => rows.push([...cells]),
      async () => undefined,
    )
    return rows
  } finally {
    await file.handle.close()
  }
}

async function read(
  content: string | Uint8Array,
  extension = 'json',
): Promise<LayerEnd & { rejected: RejectedRow[]; rows: number }> {
  const rejected: RejectedRow[] = []
  let rows = 0
  const end = await readFile(
    put(content, extension),
    `orders.${extension}`,
    {},
    {
      chunk: (chunk) => void (rows += chunk.rows),
      rejected: (found) => void rejected.push(...found),
      progress: () => undefined,
    },
    () => false,
  )
  return { ...end, rejected, rows }
}

const orders = [
  { customer_id: 'c1', order_id: 'o1', date: '2026-01-05', amount: 10.5 },
  { customer_id: 'c2', order_id: 'o2', date: '2026-01-06', amount: 20 },
  { customer_id: 'c1', order_id: 'o3', date: '2026-02-07', amount: 30.25 },
]
const lines = orders.map((order) => JSON.stringify(order)).join('\n')

describe('JSON files', () => {
  describe('a table of another shape', () => {
    const keys = Object.keys(orders[0]!) as (keyof (typeof orders)[number])[]
    const cells = orders.map((order) => keys.map((key) => order[key]))
    const texts = [keys, ...cells.map((row) => row.map(String))]
    const numbered = (key: (typeof keys)[number]) =>
      Object.fromEntries(orders.map((order, i) => [String(i), order[key]]))

    it.each([
      ['lists under names', { columns: keys, index: [0, 1, 2], data: cells }],
      ['lists, the names first', { range: 'A1:D4', majorDimension: 'ROWS', values: [keys, ...cells] }],
      ['a list for each column', Object.fromEntries(keys.map((key) => [key, orders.map((order) => order[key])]))],
      ['an object for each column', Object.fromEntries(keys.map((key) => [key, numbered(key)]))],
      ['the same further down', { table: Object.fromEntries(keys.map((key) => [key, numbered(key)])) }],
    ])('%s', async (_, content) => {
      expect(await table(JSON.stringify(content))).toEqual(texts)
      expect(await table(JSON.stringify(content, null, 2))).toEqual(texts)
    })

    it('objects by their key, which is kept', async () => {
      const byKey = Object.fromEntries(orders.map(({ order_id, ...rest }) => [order_id, rest]))
      const expected = [
        ['id', 'customer_id', 'date', 'amount'],
        ...orders.map((order) => [order.order_id, order.customer_id, order.date, String(order.amount)]),
      ]
      expect(await table(JSON.stringify(byKey))).toEqual(expected)
      expect(await table(JSON.stringify({ orders: byKey }))).toEqual(expected)
      const full = Object.fromEntries(orders.map((order, i) => [`"${i}`, { id: i, ...order, lines: [{ sku: 'a' }] }]))
      expect((await table(JSON.stringify(full)))[1]!.slice(0, 3)).toEqual(['"0', '0', 'c1'])
    })

    it.each([
      ['one order', { id: 1, total: 5, billing: { name: 'A', city: 'B' }, shipping: { name: 'A', city: 'B' } }],
      [
        'objects with nothing in common',
        { meta: { page: 1 }, links: { next: 'x', prev: 'y' }, user: { id: 1, city: 'B' } },
      ],
      ['a record with lists', { id: 1, tags: ['a', 'b', 'c'], sizes: [1, 2, 3] }],
    ])('but not %s', async (_, content) => {
      expect(await table(JSON.stringify(content))).toHaveLength(2)
    })

    it('a column that lacks a value leaves its cell empty', async () => {
      const content = { a: { 0: 'x', 1: 'y', 2: 'z' }, b: { 0: 1, 2: 3 }, c: { 0: 7, 1: 8, 2: 9 } }
      expect(await table(JSON.stringify(content))).toEqual([
        ['a', 'b', 'c'],
        ['x', '1', '7'],
        ['y', '', '8'],
        ['z', '3', '9'],
      ])
    })
  })

  it('reads the same orders however they are wrapped', async () => {
    const shapes: [content: string | Uint8Array, extension?: string][] = [
      [JSON.stringify(orders)],
      [JSON.stringify(orders, null, 2)],
      [`\ufeff${JSON.stringify(orders)}`],
      [JSON.stringify({ orders, count: 3 })],
      [JSON.stringify({ meta: { page: 1, tags: ['a'] }, data: { items: orders }, next: null })],
      [lines, 'ndjson'],
      [`${lines}\n\n`, 'jsonl'],
      [lines.replaceAll('\n', '\r\n'), 'txt'],
      [orders.map((order) => JSON.stringify(order, null, 1)).join('\n')],
      [orders.map((order) => JSON.stringify([order])).join('\n')],
      [gzipSync(JSON.stringify(orders)), 'json.gz'],
      [gzipSync(lines), 'ndjson.gz'],
      [Buffer.from(`\ufeff${JSON.stringify(orders)}`, 'utf16le')],
      [JSON.stringify([Object.keys(orders[0]!), ...orders.map((order) => Object.values(order))])],
    ]
    for (const [content, extension] of shapes) {
      const end = await read(content, extension)
      expect(end.counts, String(content)).toMatchObject({ read: 3, accepted: 3, rejected: 0, purchases: 3 })
      expect(end.mapping).toEqual({ customer_id: 'customer_id', order_id: 'order_id', date: 'date', amount: 'amount' })
      expect(end.rejected).toEqual([])
    }
  })

  it('flattens objects, joins lists of values and keeps every digit', async () => {
    expect(
      await table(
        `[{"id": 12345678901234567890123, "customer": {"id": 9007199254740993, "name": "Zo\\u00eb \\"Z\\" \\ud83d\\ude00"},
          "total": 1.10, "small": 1.5e-3, "large": -2E+2, "tags": ["a", 1.50, null, true], "paid": true, "note": null},
          {"id": 2, "late": "x", "customer": {"id": 1}, "deep": {"a": {"b": [ {"c": 1}, 2 ]}}}]`,
      ),
    ).toEqual([
      ['id', 'customer.id', 'customer.name', 'total', 'small', 'large', 'tags', 'paid', 'note', 'late', 'deep.a.b'],
      [
        '12345678901234567890123',
        '9007199254740993',
        'Zoë "Z" 😀',
        '1.10',
        '0.0015',
        '-200',
        'a, 1.50, true',
        'true',
        '',
        '',
        '',
      ],
      ['2', '1', '', '', '', '', '', '', '', 'x', '[ {"c": 1}, 2 ]'],
    ])
  })

  it('makes a row of each item of an order and counts the order total once', async () => {
    const shop = [1, 2, 3, 4].map((n) => ({
      id: 1000 + n,
      created_at: `2026-03-0${n}T10:00:00+01:00`,
      total_price: '30.00',
      currency: 'EUR',
      financial_status: 'paid',
      customer: { id: 50 + (n % 2), email: `a${n % 2}@example.com`, created_at: '2020-01-01' },
      line_items: [
        { id: 1, name: 'Pot', sku: 'P1', price: '10.00', quantity: 1, tax_lines: [{ rate: 0.2 }] },
        { id: 2, name: 'Lid', sku: 'L1', price: '20.00', quantity: 1, tax_lines: [] },
      ],
      shipping_lines: [{ title: 'Post', price: '0.00' }],
    }))
    const preview = await previewFile(put(JSON.stringify({ orders: shop })), 'shop.json', {})
    expect(preview).toMatchObject({ format: 'json', kind: 'orders', delimiter: null, rows: { count: 8, exact: true } })
    expect(Object.fromEntries(preview.columns.map(({ name, role }) => [name, role]))).toMatchObject({
      id: 'order_id',
      created_at: 'date',
      total_price: 'amount',
      currency: 'currency',
      financial_status: 'status',
      'customer.id': 'customer_id',
      'customer.email': 'email',
      'line_items.sku': 'product',
      'line_items.name': 'product_name',
      'line_items.price': 'unit_price',
      'line_items.quantity': 'quantity',
    })
    expect(preview.notes.map(({ code }) => code)).toContain('import.note.repeated_totals')
    const end = await read(JSON.stringify({ orders: shop }))
    expect(end.counts).toMatchObject({ read: 8, accepted: 8, rejected: 0 })
  })

  it('reads profile traits as customers, numbered where they carry no id', async () => {
    const traits = [
      { traits: { ltv: 1200, purchase_count: 8, engagement_tier: 'high', plan: 'pro', industry: 'SaaS' } },
      { traits: { ltv: 450, purchase_count: 3, engagement_tier: 'medium', plan: 'starter', industry: 'E-commerce' } },
      { traits: { ltv: 85, purchase_count: 1, engagement_tier: 'low', plan: 'free', industry: 'Agency' } },
    ]
    for (const content of [traits, { data: { profiles: traits } }]) {
      const end = await read(JSON.stringify(content))
      expect(end.kind).toBe('customers')
      expect(end.counts).toMatchObject({ read: 3, accepted: 3, rejected: 0 })
      expect(end.mapping).toMatchObject({
        lifetime_value: 'traits.ltv',
        plan: 'traits.plan',
        industry: 'traits.industry',
      })
    }
    const known = traits.map((profile, i) => ({
      segment_id: `use_${i}`,
      ...profile,
      external_ids: [{ id: i, type: 'user_id' }],
    }))
    expect((await read(JSON.stringify(known))).mapping).toMatchObject({ customer_id: 'segment_id' })
  })

  it('reports bad lines with line, offset and text and keeps the others', async () => {
    const broken = '{"customer_id": "c9", "date": "2026-01-01", "amount": 1,}'
    const good = lines.split('\n')
    const text = [good[0], broken, good[1], '', '{"customer_id": "c', good[2], 'nonsense'].join('\n')
    const end = await read(text, 'ndjson')
    expect(end.counts).toMatchObject({ read: 6, accepted: 3, rejected: 3 })
    expect(end.rejected.map(({ line, byteOffset, kind, raw }) => [line, byteOffset, kind, raw])).toEqual([
      [2, text.indexOf(broken), 'malformed', broken],
      [5, text.indexOf('{"customer_id": "c\n'), 'malformed', '{"customer_id": "c'],
      [7, text.indexOf('nonsense'), 'malformed', 'nonsense'],
    ])
    expect(end.rejected[0]!.message).toEqual({ code: 'import.reject.malformed', params: { at: broken.length } })
  })

  it('keeps what stands before the end of a file that breaks off', async () => {
    const whole = JSON.stringify(orders)
    const cut = whole.lastIndexOf('30.25')
    const end = await read(whole.slice(0, cut))
    expect(end.counts).toMatchObject({ read: 3, accepted: 2, rejected: 1 })
    const from = whole.lastIndexOf('{')
    expect(end.rejected).toMatchObject([
      {
        byteOffset: from,
        kind: 'malformed',
        message: { code: 'import.reject.unfinished' },
        raw: whole.slice(from, cut),
      },
    ])
    expect(end.warnings.map(({ code }) => code)).toContain('import.warning.json_cut')
  })

  it('says which list is read where there are several and takes another', async () => {
    const content = JSON.stringify({ customers: [{ id: 1, email: 'a@b.de' }], orders })
    const preview = await previewFile(put(content), 'all.json', {})
    expect(preview).toMatchObject({
      sheets: [
        { name: 'customers', rows: 1 },
        { name: 'orders', rows: 3 },
      ],
      sheet: 'orders',
    })
    expect(await previewFile(put(content), 'all.json', { sheet: 'customers' })).toMatchObject({
      sheet: 'customers',
      kind: 'customers',
    })
  })

  it('brackets that do not match are no list', async () => {
    const broken = '{"data": {"orders": [{"id": 1}} ] } ], [{"x": 1}], "next": [[{"a": 1}]]}'
    expect((await read(broken)).kind).toBe('customers')
  })

  it('takes names of the prototype for names', async () => {
    const content = `[{"__proto__": {"x": 1}, "constructor": "c", "customer_id": "a", "date": "2026-01-01", "amount": 2, "toString": "t"}]`
    expect((await table(content))[0]).toEqual([
      '__proto__.x',
      'constructor',
      'customer_id',
      'date',
      'amount',
      'toString',
    ])
    expect((await read(content)).counts.accepted).toBe(1)
    expect(Object.keys(Object.prototype)).toEqual([])
    expect(({} as { x?: number }).x).toBeUndefined()
  })
})
