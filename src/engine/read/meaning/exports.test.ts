import { describe, expect, it } from 'vitest'
import type { Ambiguity } from '../../../contract/ambiguities.ts'
import type { ReadOptions } from '../../../contract/imports.ts'
import { byteSample, weigh } from '../outcomes.ts'
import { encodeUtf8 } from '../text/bytes.ts'

/** What a file is taken for: role → header, and what is asked, by its code. */
function look(text: string, options: ReadOptions = {}) {
  const sample = byteSample(encodeUtf8(text), true, {})
  const inspection = sample.inspect(options)
  const { ambiguities } = weigh(inspection, options, sample, null)
  const roles = inspection.columns.filter(({ role }) => role !== 'attribute' && role !== 'ignore')
  return {
    kind: inspection.kind,
    roles: Object.fromEntries(roles.map(({ role, name }) => [role, name])),
    notes: inspection.notes.map(({ code }) => code),
    problems: inspection.problems,
    asked: (code: string): Ambiguity | undefined =>
      ambiguities.find(({ question }) => question.code === `import.ambiguity.${code}`),
  }
}

const taken = (asked: Ambiguity | undefined): { orders: number; revenue: number; list: unknown } => {
  const option = asked!.options.find(({ assumed }) => assumed)!
  return { orders: option.outcome.orders!, revenue: option.outcome.revenue!, list: option.label.params?.['list'] }
}

/** Rows of ten cells' worth, the same made-up people and days again and again. */
const rows = (count: number, row: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => row(i)).join('\n')
const day = (i: number): string => `2024-03-${String(1 + (i % 28)).padStart(2, '0')}`

describe('whose row it is', () => {
  it('two people of one name are told apart by their addresses', () => {
    const text = `Sipariş No,Alıcı,E-Posta,Tarih,Tutar\n${rows(12, (i) => `S${i},Ayşe Kaya,ayse${i % 3}@example.com,${day(i)},10.00`)}`
    expect(look(text).roles).toMatchObject({ email: 'E-Posta', name: 'Alıcı', order_id: 'Sipariş No' })
    expect(look(text).roles['customer_id']).toBeUndefined()
    const known = look(text, { roles: { 1: 'customer_id' } })
    expect(known.roles).toMatchObject({ customer_id: 'Alıcı', email: 'E-Posta' })
  })

  it('a company stays itself, whoever writes for it, and so does a number', () => {
    const line = (i: number): string => `S${i},Kaya ${i % 2 ? 'Ltd' : 'GmbH'},buyer${i % 5}@example.com,${day(i)},10.00`
    expect(look(`Order ID,Customer,E-mail,Date,Amount\n${rows(12, line)}`).roles['customer_id']).toBe('Customer')
    const numbered = look(
      `Order ID,Kd-Nr,Kunde,Date,Amount\n${rows(12, (i) => `S${i},0${i % 4},Uwe Groß,${day(i)},10.00`)}`,
    )
    expect(numbered.roles['customer_id']).toBe('Kd-Nr')
  })

  it('is found in ledgers, tills, hotels and lists of gifts', () => {
    const roles = (header: string, line: (i: number) => string): Record<string, string> =>
      look(`${header}\n${rows(24, line)}`).roles
    expect(
      roles(
        'Type,A/C,Date,Inv Ref,Net Amount,Tax Amount,Gross Amount',
        (i) => `SI,ABC${i % 4},${day(i)},${i},10.00,2.00,12.00`,
      ),
    ).toMatchObject({ customer_id: 'A/C', order_id: 'Inv Ref' })
    expect(
      roles(
        'Tarj. Cliente,Nº Ticket,Fecha,Ref.,Uds.,P.V.P.,Dto.,Importe',
        (i) => `99${i % 4},T${i},${day(i)},R${i % 3},1,10.00,1.50,8.50`,
      ),
    ).toMatchObject({ customer_id: 'Tarj. Cliente', order_id: 'Nº Ticket', discount: 'Dto.' })
    expect(
      roles(
        'Constituent ID,Donor Name,Gift ID,Gift Date,Gift Amount',
        (i) => `00${i % 4},Ann Lee,G${i},${day(i)},10.00`,
      ),
    ).toMatchObject({ customer_id: 'Constituent ID', order_id: 'Gift ID' })
    const booking = roles(
      'Buchungsnummer,Gebucht von,Anreise,Gebucht am,Preis,Kommissionsbetrag,Stornierungsdatum',
      (i) => `${31e8 + i},Groß Uwe ${i % 4},${day(i + 3)},${day(i)},120.00,18.00,${i % 6 ? '' : day(i)}`,
    )
    expect(booking).toMatchObject({
      customer_id: 'Gebucht von',
      date: 'Gebucht am',
      amount: 'Preis',
      cancelled: 'Stornierungsdatum',
    })
    // Names with numbers are names; numbers are none.
    expect(roles('Num,Date,Name,Qty,Amount', (i) => `${i},${day(i)},Studio ${i % 4},1,10.00`)['customer_id']).toBe(
      'Name',
    )
    expect(
      roles('Name,E-mail,Date,Total', (i) => `#10${i},p${i % 4}@example.com,${day(i)},10.00`)['name'],
    ).toBeUndefined()
  })
})

describe('which column it is', () => {
  const roles = (header: string, line: (i: number) => string): Record<string, string> =>
    look(`${header}\n${rows(24, line)}`).roles

  it('a code with one name each is the customer, not the name of a company', () => {
    const line = (name: string) => (i: number) => `F${i},${day(i)},00${i % 4},${name},10.00`
    expect(roles('Nº Factura,Fecha,Cód. Cliente,Cliente,Total', line('García S.L.'))['customer_id']).toBe(
      'Cód. Cliente',
    )
    // A code that stands for many is that of something else.
    const shared = (i: number): string => `F${i},${day(i)},00${i % 2},${'ABCDE'[i % 5]} García,10.00`
    expect(roles('Nº Factura,Fecha,Cód. Cliente,Cliente,Total', shared)['customer_id']).toBe('Cliente')
  })

  it('a sales price stays that of one piece where price × quantity is chosen', () => {
    const text = (amount: string): string =>
      `Num,Date,Name,Qty,Sales Price,Amount\n${rows(12, (i) => `${i},${day(i)},Ann Lee ${i % 4},3,10.00,${amount}`)}`
    // Both ways come to the same: there is nothing to ask.
    expect(look(text('30.00')).asked('amount')).toBeUndefined()
    const [amount, product] = look(text('28.00')).asked('amount')!.options
    expect([amount!.outcome.revenue, product!.outcome.revenue]).toEqual([336, 360])
    expect(product!.choose.roles).toEqual({ 4: 'unit_price', 5: 'attribute' })
    expect(product!.command).toBe('--map attribute=Amount --map unit_price="Sales Price"')
  })

  it('words that come again number no orders, nor do positions', () => {
    const line = (i: number): string => `${i % 8 ? 'Rechnung' : 'Gutschrift'},R${i},${day(i)},K${i % 4},10.00`
    expect(roles('Beleg,Rg-Nr,Datum,Kd-Nr,Brutto', line)).toMatchObject({ order_id: 'Rg-Nr', type: 'Beleg' })
    const sap = (i: number): string =>
      `009${i},000010,F2,202403${String(1 + i).padStart(2, '0')},000${i % 4},Uwe Groß,3,10.00,EUR`
    expect(roles('VBELN,POSNR,FKART,FKDAT,KUNAG,NAME1,FKIMG,NETWR,WAERK', sap)).toMatchObject({
      order_id: 'VBELN',
      customer_id: 'KUNAG',
      date: 'FKDAT',
      quantity: 'FKIMG',
      amount: 'NETWR',
      currency: 'WAERK',
    })
  })

  it('what all headers begin with says nothing', () => {
    const deal = (i: number): string => `${i},Studio ${i % 4} BV,100.00,EUR,Won,${day(i)},${i % 3 ? day(i + 2) : ''}`
    const header = ['ID', 'Organization', 'Value', 'Currency of Value', 'Status', 'Deal created', 'Won time']
    expect(roles(header.map((name) => `Deal - ${name}`).join(','), deal)).toMatchObject({
      order_id: 'Deal - ID',
      customer_id: 'Deal - Organization',
      amount: 'Deal - Value',
      status: 'Deal - Status',
      date: 'Deal - Deal created',
    })
  })

  it('a J or an E for yes marks a cancelled order', () => {
    for (const [yes, no] of ['JN', 'EH', 'TF', 'SN']) {
      const text = `Rg-Nr,Kd-Nr,Datum,Betrag,Storniert\n${rows(20, (i) => `R${i},K${i % 4},${day(i)},10.00,${i % 4 ? no : yes}`)}`
      const sample = byteSample(encodeUtf8(text), true, {})
      const inspection = sample.inspect({})
      expect(inspection.plan.columns.cancelled?.name).toBe('Storniert')
    }
  })
})

describe('what became of an order', () => {
  const orders = (header: string, statuses: readonly string[]): string =>
    `Order ID,E-mail,Date,Amount,${header}\n${rows(20, (i) => `O${i},p${i % 4}@example.com,${day(i)},10.00,${statuses[i % statuses.length]!}`)}`

  it('deals that are not won are no orders, and it is asked', () => {
    const { asked } = look(orders('Deal stage', ['Closed won', 'Closed won', 'Contract sent', 'Closed lost']))
    expect(asked('status')!.reason.code).toBe('import.assumed.status_deals')
    expect(taken(asked('status'))).toEqual({ orders: 10, revenue: 100, list: 'Contract sent' })
    expect(asked('status')!.options.map(({ outcome }) => outcome.orders)).toEqual([15, 10])
  })

  it('with more stages than can be asked about they are named', () => {
    const stages = Array.from({ length: 19 }, (_, i) => `Stage ${i}`)
    const { asked, notes } = look(orders('Deal stage', ['Won', ...stages]))
    expect(asked('status')).toBeUndefined()
    expect(notes).toContain('import.note.status_out')
  })

  it('an order that waits is unpaid where the column is about the payment', () => {
    const paid = look(orders('Payment status', ['paid', 'paid', 'pending', 'voided']))
    expect(paid.asked('status')!.reason.code).toBe('import.assumed.status_unpaid')
    expect(taken(paid.asked('status'))).toEqual({ orders: 10, revenue: 100, list: 'pending' })
    expect(look(orders('Status', ['shipped', 'shipped', 'pending', 'shipped'])).asked('status')).toBeUndefined()
  })

  it('of two columns the one that says more of it is read', () => {
    const { roles } = look(
      orders('Estado de la orden,Estado del pago', ['Abierta,Recibido', 'Abierta,Reembolsado', 'Cancelada,Anulado']),
    )
    expect(roles['status']).toBe('Estado del pago')
  })

  it('an id of a status is a status; that of a state is not', () => {
    expect(look(orders('order_status_id', ['5', '5', '7', '5'])).roles['status']).toBe('order_status_id')
    expect(look(orders('state_id', ['5', '5', '7', '5'])).roles['status']).toBeUndefined()
  })
})

describe('which rows give money back', () => {
  const ledger = (header: string, kinds: readonly string[], amount: (kind: string) => string = () => '10.00'): string =>
    `Rg-Nr,Kd-Nr,Datum,Betrag,${header}\n${rows(20, (i) => {
      const kind = kinds[i % kinds.length]!
      return `R${i},K${i % 4},${day(i)},${amount(kind)},${kind}`
    })}`

  it('the rarer side of a ledger, and it is asked', () => {
    const { asked } = look(ledger('S/H', ['S', 'S', 'S', 'H']))
    expect(asked('type')!.reason.code).toBe('import.assumed.type_ledger')
    expect(taken(asked('type'))).toEqual({ orders: 15, revenue: 100, list: 'H' })
    const [all] = asked('type')!.options
    expect([all!.outcome.revenue, all!.command]).toEqual([200, '--status h=counts'])
    expect(look(ledger('S/H', ['S', 'S', 'S', 'H']), all!.choose).asked('type')!.settled).toBe(true)
  })

  it('codes of credit notes do, others are asked about', () => {
    const known = look(ledger('Type', ['SI', 'SI', 'SI', 'SC'])).asked('type')
    expect([known!.reason.code, taken(known)]).toEqual([
      'import.assumed.type_codes',
      { orders: 15, revenue: 100, list: 'SC' },
    ])
    const open = look(ledger('FKART', ['F2', 'F2', 'F2', 'RE'])).asked('type')
    expect([open!.reason.code, taken(open).revenue]).toEqual(['import.assumed.type_open', 200])
    expect(open!.options.map(({ outcome, choose }) => [outcome.revenue, choose.statuses])).toEqual([
      [200, { re: 'counts' }],
      [100, { re: 'return' }],
    ])
  })

  it('nothing is asked where a sign or a word says it', () => {
    expect(
      look(ledger('Type', ['SI', 'SI', 'SI', 'SC'], (kind) => (kind === 'SC' ? '-10.00' : '10.00'))).asked('type'),
    ).toBeUndefined()
    expect(look(ledger('Belegart', ['Rechnung', 'Rechnungskorrektur'])).asked('type')).toBeUndefined()
    expect(look(ledger('Type', ['Online', 'Store', 'Store'])).asked('type')).toBeUndefined()
  })
})

describe('numbers that start anew each day', () => {
  const till = (who: (i: number) => string): string =>
    `Txn No,Date,Loyalty Card,Qty,Unit Price\n${rows(40, (i) => `000${1 + (i % 2)},${day(Math.floor(i / 4))},${who(i)},1,5.00`)}`
  const several = till((i) => `C${i % 7}`)

  it('are orders of one customer on one day, and it is asked', () => {
    const asked = look(several).asked('order_numbers')
    expect(asked!.options.map(({ assumed, outcome }) => [assumed, outcome.orders, outcome.revenue])).toEqual([
      [true, 40, 200],
      [false, 2, 200],
    ])
    expect(asked!.question.params).toMatchObject({ column: 'Txn No', example: '0001', days: 10 })
    expect(look(several, { orderNumbers: 'whole' }).asked('order_numbers')!.settled).toBe(true)
  })

  it('lines of one order on several days, or of nobody, prove nothing', () => {
    expect(look(till(() => '')).asked('order_numbers')).toBeUndefined()
    expect(look(till((i) => `C${i % 2}`)).asked('order_numbers')).toBeUndefined()
  })
})

describe('campaigns', () => {
  it('are known by the name of a group that got nothing, whatever stands above it', () => {
    const text = `N° client,Population,Date envoi,A acheté,CA généré\n${rows(20, (i) => `C${i},${i % 4 ? 'Ciblé' : 'Témoin'},${day(0)},${i % 3 ? 'non' : 'oui'},${i % 3}.00`)}`
    expect(look(text)).toMatchObject({ kind: 'campaign', roles: { treatment: 'Population', customer_id: 'N° client' } })
  })

  it('or by a column of who got it', () => {
    const text = `id_cliente,recibió_oferta,fecha_envío,compró,importe\n${rows(20, (i) => `${i},${i % 2},${day(0)},${i % 3 ? 0 : 1},${i % 3}.00`)}`
    expect(look(text)).toMatchObject({
      kind: 'campaign',
      roles: { treatment: 'recibió_oferta', customer_id: 'id_cliente' },
    })
    const orders = `id,customer,date,amount,email sent\n${rows(20, (i) => `${i},C${i % 4},${day(i)},9.00,${i % 2}`)}`
    expect(look(orders).kind).toBe('orders')
  })
})

it('cells of thirty thousand letters are looked at like any others', () => {
  const long = (i: number): string => `${'n'.repeat(30_000)}${i % 3 === 0 ? '' : ' '}`
  const text = `Customer,Date,Amount\n${rows(12, (i) => `${long(i)},${day(i)},10.00`)}`
  expect(look(text).roles).toMatchObject({ customer_id: 'Customer', date: 'Date', amount: 'Amount' })
})
