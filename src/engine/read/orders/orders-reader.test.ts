import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { attribute, readText, strings } from '../../../../test/support/read-text.ts'
import { NO_DAY, type OrdersTail } from '../../columns/types.ts'
import { encodeUtf8 } from '../text/bytes.ts'

const head = 'order_id,customer_id,order_date,amount,product,category\n'

describe('rows of orders', () => {
  it('become chunks in file order', () => {
    const { rows, counts, roles, result } = readText(
      `${head}1,A,2024-01-05,19.99,P1,tea\n2,B,2024-02-01,5,P2,\n1,A,2024-01-05,0.001,P1,milk\n`,
    )
    expect(rows).toEqual([
      'A | 2024-01-05 | 19.99 | purchase | P1 | tea',
      'B | 2024-02-01 | 5 | purchase | P2 | ',
      'A | 2024-01-05 | 0.001 | purchase | P1 | milk',
    ])
    expect(counts).toEqual({
      read: 3,
      accepted: 3,
      rejected: 0,
      withoutCustomer: 0,
      purchases: 3,
      returns: 0,
      zero: 0,
      void: 0,
    })
    expect(roles).toEqual({
      order_id: 'order_id',
      customer_id: 'customer_id',
      date: 'order_date',
      amount: 'amount',
      product: 'product',
      category: 'category',
    })
    expect([result.firstDay, result.lastDay]).toEqual([19_727, 19_754])
  })

  it('amount wins over price × quantity; without it they are multiplied exactly', () => {
    const both = readText('customer_id,date,amount,unit_price,quantity\nA,2024-01-05,10,3,2\n')
    expect(both.rows).toEqual(['A | 2024-01-05 | 10 | purchase |  | '])
    const product = readText(
      'customer_id,date,unit_price,quantity\nA,2024-01-05,1.005,1\nA,2024-01-05,0.1,3\nA,2024-01-05,2.5,0.5\nA,2024-01-05,19.99,10000000\n',
    )
    expect(product.rows.map((row) => row.split(' | ')[2])).toEqual(['1.005', '0.3', '1.25', '199900000'])
  })

  it('returns: a negative amount or quantity, a type, a C before digits', () => {
    const { rows } = readText(
      'invoice,customer_id,date,amount,quantity,type\n' +
        '1,A,2024-01-05,-5,1,sale\n2,A,2024-01-05,5,-1,sale\n3,A,2024-01-05,-5,-1,sale\n4,A,2024-01-05,5,1,Retoure\n' +
        'C5,A,2024-01-05,5,1,sale\n6,A,2024-01-05,(5.00),1,sale\n7,A,2024-01-05,5,1,sale\n8,A,2024-01-05,0,-1,sale\n9,A,2024-01-05,0.00,1,sale\n',
    )
    expect(rows.map((row) => row.split(' | ').slice(2, 4).join(' '))).toEqual([
      '-5 return',
      '-5 return',
      '-5 return',
      '-5 return',
      '-5 return',
      '-5 return',
      '5 purchase',
      '0 return',
      '0 zero',
    ])
  })

  it('a letter in front of order ids is no cancel mark where they have letters anyhow', () => {
    const { rows } = readText(
      `order_id,customer_id,date,amount\nA1,a,2024-01-05,5\nB2,b,2024-01-05,5\nC3,c,2024-01-05,5\n`,
    )
    expect(rows.every((row) => row.includes('purchase'))).toBe(true)
  })

  it('void: cancelled, failed or unpaid in five languages; refunded rows are returns of nothing', () => {
    const statuses = [
      'cancelled',
      'Canceled',
      'wc-failed',
      'Voided',
      'unpaid',
      'storniert',
      'Nicht bezahlt',
      'İptal edildi',
      'iptal',
      'annulée',
      'Impayé',
      'cancelado',
      'Anulada',
      'Pending payment',
      'wc-pending',
    ]
    const counting = ['completed', 'paid', 'pending', 'partially_refunded', 'bezahlt', 'ödendi', 'payé', 'pagado', '']
    const refunded = ['refunded', 'Returned', 'wc-refunded', 'erstattet', 'iade edildi', 'remboursée', 'reembolsado']
    const all = [...statuses, ...counting, ...refunded]
    const { rows, counts } = readText(
      `order_id,customer_id,date,amount,status\n${all.map((status, i) => `${i},A,2024-01-05,5,${status}`).join('\n')}\n`,
    )
    const seen = rows.map((row) => row.split(' | ').slice(2, 4).join(' '))
    expect(seen).toEqual([
      ...statuses.map(() => '0 void'),
      ...counting.map(() => '5 purchase'),
      ...refunded.map(() => '0 return'),
    ])
    expect([counts.purchases, counts.returns, counts.void]).toEqual([counting.length, refunded.length, statuses.length])
  })

  it('the sign is judged before rounding', () => {
    const { rows } = readText(
      'customer_id,date,amount\nA,2024-01-05,0.0000004\nA,2024-01-05,-0.0000004\nA,2024-01-05,0.0000005\n',
    )
    expect(rows.map((row) => row.split(' | ').slice(2, 4).join(' '))).toEqual([
      '0 purchase',
      '0 return',
      '0.000001 purchase',
    ])
  })

  it('a chunk takes the longest scale of its rows, and is closed early where that would not fit', () => {
    const { rows, chunks } = readText(
      'customer_id,date,amount\nA,2024-01-05,5\nA,2024-01-05,0.25\nA,2024-01-05,9007199254740992\nA,2024-01-05,0.000001\nA,2024-01-05,7\n',
    )
    expect(rows.map((row) => row.split(' | ')[2])).toEqual(['5', '0.25', '9007199254740992', '0.000001', '7'])
    expect(chunks.map((chunk) => [chunk.rows, chunk.scale])).toEqual([
      [2, 2],
      [1, 0],
      [2, 6],
    ])
  })

  it('ids are text: zeros, digits and letters stay', () => {
    const { result } = readText(
      'customer_id,date,amount\n00123,2024-01-05,1\n123,2024-01-05,1\n12345678901234567890,2024-01-05,1\n1E5,2024-01-05,1\n 00123 ,2024-01-05,1\n',
    )
    expect(result.tail.kind === 'orders' && strings(result.tail.customers)).toEqual([
      '00123',
      '123',
      '12345678901234567890',
      '1E5',
    ])
  })

  it('17850.0 is 17850 where all ids are written so, and stays where they are not', () => {
    const dropped = readText('customer_id,date,amount\n17850.0,2024-01-05,1\n17851.0,2024-01-05,1\n,2024-01-05,1\n')
    expect(dropped.result.tail.kind === 'orders' && strings(dropped.result.tail.customers)).toEqual(['17850', '17851'])
    expect(dropped.inspection.notes.map((note) => note.code)).toContain('import.note.point_zero')
    const kept = readText('customer_id,date,amount\n17850.0,2024-01-05,1\nx.1,2024-01-05,1\n')
    expect(kept.result.tail.kind === 'orders' && strings(kept.result.tail.customers)).toEqual(['17850.0', 'x.1'])
  })

  it('rows without a customer are counted apart; an e-mail address stands in for the id', () => {
    const { rows, counts } = readText(
      'order_id,customer_id,email,date,amount\n1,A,a@x.org,2024-01-05,1\n2,,Guest@X.org,2024-01-05,2\n3,,,2024-01-05,3\n4,NULL,,2024-01-05,4\n5,0,guest@x.org,2024-01-05,5\n',
    )
    expect(rows.map((row) => row.split(' | ')[0])).toEqual(['A', 'guest@x.org', '', '', 'guest@x.org'])
    expect([counts.accepted, counts.withoutCustomer, counts.purchases]).toEqual([3, 2, 3])
  })

  it('one order id is one order; a blank one is customer and time', () => {
    const { orders } = readText(
      'order_id,customer_id,date,amount\n1,A,2024-01-05 08:00,1\n1,A,2024-01-06,1\n2,A,2024-01-05,1\n,A,2024-01-05 08:00:00,1\n,A,2024-01-05 08:00,1\n,A,2024-01-05 08:01,1\n,B,2024-01-05 08:00,1\n',
    )
    expect(orders[0]).toBe(orders[1])
    expect(orders[3]).toBe(orders[4])
    expect(new Set(orders).size).toBe(5)
  })

  it('keeps the commonest spelling of a product, trimmed, of equal ones the first', () => {
    const { result } = readText(
      'customer_id,date,amount,sku,product name\nA,2024-01-05,1,p, TEA\nA,2024-01-05,1,p,Tea \nA,2024-01-05,1,p,Tea\nA,2024-01-05,1,q,x\nA,2024-01-05,1,q,y\nA,2024-01-05,1,r,\n',
    )
    expect(result.tail.kind === 'orders' && [strings(result.tail.products), strings(result.tail.productNames)]).toEqual(
      [
        ['p', 'q', 'r'],
        ['Tea', 'x', ''],
      ],
    )
  })

  it('keeps the latest value of an attribute, by date, then by row', () => {
    const { result } = readText(
      'customer_id,date,amount,city,email\nA,2024-01-05,1,Rome,a@x.org\nB,2024-01-05,1,Bonn,\nA,2024-03-01,1,Paris,\nA,2024-02-01,1,Oslo,a@y.org\nA,2024-03-01,1,Nice,\nC,2024-01-05,1,,\n',
    )
    expect(attribute(result, 'city')).toEqual(['Nice', 'Bonn', ''])
    expect(attribute(result, 'email')).toEqual(['a@y.org', '', ''])
    expect(result.tail.attributes.map(({ name, role }) => [name, role])).toEqual([
      ['city', 'attribute'],
      ['email', 'email'],
    ])
  })

  it('drops values nobody has any more, however many there were', () => {
    const lines = Array.from({ length: 140_000 }, (_, i) => `C${i % 10},2024-01-05,1,note ${i}`)
    const { result } = readText(`customer_id,date,amount,note\n${lines.join('\n')}\n`)
    expect(result.tail.attributes[0]!.dictionary.count).toBe(10)
    expect(attribute(result, 'note')[3]).toBe('note 139993')
  })

  it('rows in another currency are kept, in chunks of their own', () => {
    const { counts, rejected, result } = readText(
      'customer_id,date,amount,currency\nA,2024-01-05,1,EUR\nB,2024-01-05,2,usd\nA,2024-01-06,3,€\nC,2024-01-06,4,\n',
    )
    expect([counts.accepted, rejected]).toEqual([4, []])
    expect([result.currency, result.foreignRows]).toEqual(['EUR', [{ currency: 'USD', rows: 1 }]])
    expect((result.tail as OrdersTail).foreign).toEqual([{ chunk: 1, currency: 'USD' }])
    expect(result.chunks.map(({ rows, amount }) => [rows, amount[0]])).toEqual([
      [3, 1],
      [1, 2],
    ])
    expect(result.warnings[0]).toEqual({
      severity: 'warning',
      code: 'import.warning.other_currency',
      params: { rows: 1, other: 'USD', currency: 'EUR' },
    })
    const signs = readText('customer_id,date,amount\nA,2024-01-05,€1.50\nA,2024-01-05,€2.50\nB,2024-01-05,$2.00\n')
    expect([signs.result.currency, signs.result.foreignRows]).toEqual(['EUR', [{ currency: 'USD', rows: 1 }]])
    expect(signs.result.chunks.map(({ rows }) => rows)).toEqual([2, 1])
  })

  it('a total repeated on every line of an order is counted once', () => {
    const lines = [1, 2, 3, 4, 5, 6].flatMap((order) =>
      ['a', 'b', 'c'].map((product) => `${order},C${order},2024-01-0${order},${order * 10},${product}`),
    )
    const { rows, result, inspection, counts } = readText(
      `order_id,customer_id,date,order total,product\n${lines.join('\n')}\n`,
    )
    expect(rows.slice(0, 4).map((row) => row.split(' | ').slice(2).join(' '))).toEqual([
      '10 purchase a ',
      '0 purchase b ',
      '0 purchase c ',
      '20 purchase a ',
    ])
    expect(counts.purchases).toBe(18)
    expect(inspection.notes.map((note) => note.code)).toContain('import.note.repeated_totals')
    expect(result.warnings).toContainEqual({
      severity: 'warning',
      code: 'import.warning.repeated_totals',
      params: { rows: 12 },
    })
  })

  it('a total on the first line only: the lines below belong to the order and add nothing', () => {
    const { rows, counts } = readText(
      'order id,email,date,total,status,lineitem name\n1,a@x.org,2024-01-05,30,paid,tea\n1,,,,,milk\n2,b@x.org,2024-01-06,5,voided,tea\n2,,,,,wine\n3,c@x.org,2024-01-07,7,paid,jam\n',
    )
    expect(rows).toEqual([
      'a@x.org | 2024-01-05 | 30 | purchase | tea | ',
      'a@x.org | 2024-01-05 | 0 | purchase | milk | ',
      'b@x.org | 2024-01-06 | 0 | void | tea | ',
      'b@x.org | 2024-01-06 | 0 | void | wine | ',
      'c@x.org | 2024-01-07 | 7 | purchase | jam | ',
    ])
    expect(counts.rejected).toBe(0)
  })

  it('timestamps with an offset fall on the local day', () => {
    const { rows } = readText('customer_id,date,amount\nA,2024-01-05T23:30:00Z,1\n', {}, [], { zoneOffset: () => 60 })
    expect(rows[0]).toContain('2024-01-06')
  })

  it('no row at all gives no days', () => {
    const { result, counts } = readText(head)
    expect([counts.read, result.firstDay, result.lastDay]).toEqual([0, NO_DAY, NO_DAY])
  })
})

describe('rejected rows', () => {
  const text =
    'order_id,customer_id,order_date,unit_price,quantity\n' + // line 1, offset 0
    '1,A,2024-01-05,2.50,2\n' + // 2
    '2,A,2024-13-05,2.50,2\n' + // 3: month 13
    '3,A,,2.50,2\n' + // 4: no date
    '\n' +
    '4,"B\nB",2024-01-05,abc,2\n' + // 6–7: no number
    '5,A,2024-01-05,2.50\n' + // 8: a cell missing
    '6,A,2024-01-05,2.50,2,x\n' + // 9: a cell too many
    '7,A,2024-01-05,2.50,2,,\n' + // 10: fine, empty cells behind
    '8,A,2024-01-05,,2\n' + // 11: no price
    '9,A,2024-01-05,2.50,9e15\n' + // 12: too large
    '10,"A,2024-01-05,2.50,2\n' + // 13: never closed
    '11,A,2024-01-05,2.50,2\n' // 14

  it('are reported with line, offset, column, kind and text', () => {
    const { rejected, counts, rows } = readText(text)
    const offset = (line: string): number => encodeUtf8(text.slice(0, text.indexOf(line))).length
    expect(
      rejected.map(({ line, byteOffset, column, kind, message, raw }) => [
        line,
        byteOffset,
        column,
        kind,
        message.code,
        raw,
      ]),
    ).toEqual([
      [3, offset('2,A,'), 'order_date', 'cast', 'import.reject.date', '2,A,2024-13-05,2.50,2'],
      [4, offset('3,A,'), 'order_date', 'cast', 'import.reject.date_empty', '3,A,,2.50,2'],
      [6, offset('4,"B'), 'unit_price', 'cast', 'import.reject.number', '4,"B\nB",2024-01-05,abc,2'],
      [8, offset('5,A,'), '', 'missing_columns', 'import.reject.missing_columns', '5,A,2024-01-05,2.50'],
      [9, offset('6,A,'), '', 'too_many_columns', 'import.reject.too_many_columns', '6,A,2024-01-05,2.50,2,x'],
      [11, offset('8,A,'), 'unit_price', 'cast', 'import.reject.number_empty', '8,A,2024-01-05,,2'],
      [12, offset('9,A,'), 'unit_price', 'cast', 'import.reject.too_large', '9,A,2024-01-05,2.50,9e15'],
      [13, offset('10,"A'), '', 'unclosed_quote', 'import.reject.unclosed_quote', '10,"A,2024-01-05,2.50,2'],
    ])
    expect(rows.length).toBe(3)
    expect(counts.read).toBe(11)
    expect(rejected[0]!.message.params).toEqual({ column: 'order_date', value: '2024-13-05' })
  })

  it('are the same at every cut', () => {
    const bytes = encodeUtf8(text)
    const whole = readText(bytes)
    const facts = ({ rows, rejected, counts, orders }: typeof whole): string =>
      JSON.stringify([rows, rejected, counts, orders])
    const different: number[] = []
    for (let cut = 0; cut <= bytes.length; cut++)
      if (facts(readText(bytes, {}, [cut])) !== facts(whole)) different.push(cut)
    expect(different).toEqual([])
    for (const size of [1, 2, 3, 7, 64]) {
      const cuts = Array.from({ length: Math.floor(bytes.length / size) }, (_, i) => (i + 1) * size)
      expect(facts(readText(bytes, {}, cuts))).toBe(facts(whole))
    }
  })

  it('accepted + rejected + without customer = rows read, whatever is in the file', () => {
    const cell = fc.constantFrom('A', 'B', '', '2024-01-05', '5', '-1', 'x', '"', '"q"', 'é', ' ', '1,2', '""')
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 1, maxLength: 7 }), { maxLength: 20 }),
        fc.nat(100),
        (rows, cut) => {
          const bytes = encodeUtf8(
            `order_id,customer_id,order_date,unit_price,quantity\n1,A,2024-01-05,2,2\n${rows.map((row) => row.join(',')).join('\n')}`,
          )
          const roles = { 0: 'order_id', 1: 'customer_id', 2: 'date', 3: 'unit_price', 4: 'quantity' } as const
          const options = { kind: 'orders', delimiter: ',', headerRow: 0, roles } as const
          const { counts, rejected, rows: kept } = readText(bytes, options, [Math.min(cut, bytes.length)])
          expect(counts.accepted + counts.rejected + counts.withoutCustomer).toBe(counts.read)
          expect(counts.purchases + counts.returns + counts.zero + counts.void).toBe(counts.accepted)
          expect([rejected.length, kept.length]).toEqual([counts.rejected, counts.accepted + counts.withoutCustomer])
        },
      ),
      { seed: 2, numRuns: 500 },
    )
  })
})
