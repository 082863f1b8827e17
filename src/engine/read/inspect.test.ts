import { describe, expect, it } from 'vitest'
import { readText } from '../../../test/support/read-text.ts'
import type { ReadOptions } from '../../contract/imports.ts'
import { encodeUtf8 } from './text/bytes.ts'
import { inspectBytes } from './inspect-file.ts'

const inspect = (text: string, options: ReadOptions = {}): ReturnType<typeof inspectBytes> =>
  inspectBytes(encodeUtf8(text), true, options)

/** role → header of every column that plays one. */
function roles(text: string, options: ReadOptions = {}): Record<string, string> {
  const found: Record<string, string> = {}
  for (const column of inspect(text, options).columns)
    if (column.role !== 'attribute' && column.role !== 'ignore') found[column.role] = column.name
  return found
}

const codes = (text: string, options: ReadOptions = {}): string[] =>
  inspect(text, options).notes.map((note) => note.code)

describe('headers', () => {
  it.each([
    [
      'English',
      'Order ID,Customer ID,Order Date,Product,Category,Quantity,Unit Price,Status\n7,c1,2024-01-05,tea,drinks,2,1.50,paid\n',
      {
        order_id: 'Order ID',
        customer_id: 'Customer ID',
        date: 'Order Date',
        product: 'Product',
        category: 'Category',
        quantity: 'Quantity',
        unit_price: 'Unit Price',
        status: 'Status',
      },
    ],
    [
      'German',
      'Bestellnummer;Kundennummer;Bestelldatum;Artikelnummer;Bezeichnung;Warengruppe;Menge;Einzelpreis;Gesamtbetrag;Status\n7;1;05.01.2024;A1;Tee;Getränke;2;1,50;3,00;bezahlt\n',
      {
        order_id: 'Bestellnummer',
        customer_id: 'Kundennummer',
        date: 'Bestelldatum',
        product: 'Artikelnummer',
        product_name: 'Bezeichnung',
        category: 'Warengruppe',
        quantity: 'Menge',
        unit_price: 'Einzelpreis',
        amount: 'Gesamtbetrag',
        status: 'Status',
      },
    ],
    [
      'Turkish',
      'Sipariş No;Müşteri No;Sipariş Tarihi;Ürün Adı;Kategori;Adet;Birim Fiyat;Toplam Tutar;Sipariş Durumu;Para Birimi\n7;1;05.01.2024;Çay;İçecek;2;1,50;3,00;Tamamlandı;TRY\n',
      {
        order_id: 'Sipariş No',
        customer_id: 'Müşteri No',
        date: 'Sipariş Tarihi',
        product_name: 'Ürün Adı',
        category: 'Kategori',
        quantity: 'Adet',
        unit_price: 'Birim Fiyat',
        amount: 'Toplam Tutar',
        status: 'Sipariş Durumu',
        currency: 'Para Birimi',
      },
    ],
    [
      'French',
      'N° commande;Code client;Date de commande;Référence produit;Désignation;Catégorie;Quantité;Prix unitaire;Montant TTC;Statut\n7;1;05/01/2024;T1;Thé;Boissons;2;1,50;3,00;payée\n',
      {
        order_id: 'N° commande',
        customer_id: 'Code client',
        date: 'Date de commande',
        product: 'Référence produit',
        product_name: 'Désignation',
        category: 'Catégorie',
        quantity: 'Quantité',
        unit_price: 'Prix unitaire',
        amount: 'Montant TTC',
        status: 'Statut',
      },
    ],
    [
      'Spanish',
      'Nº pedido;ID cliente;Fecha del pedido;Producto;Categoría;Cantidad;Precio unitario;Importe total;Estado;Correo electrónico\n7;1;05/01/2024;Té;Bebidas;2;1,50;3,00;pagado;a@x.es\n',
      {
        order_id: 'Nº pedido',
        customer_id: 'ID cliente',
        date: 'Fecha del pedido',
        product: 'Producto',
        category: 'Categoría',
        quantity: 'Cantidad',
        unit_price: 'Precio unitario',
        amount: 'Importe total',
        status: 'Estado',
        email: 'Correo electrónico',
      },
    ],
    [
      'with a currency and brackets',
      'customer_no,purchase date,Amount (EUR)\n1,2024-01-05,3\n',
      { customer_id: 'customer_no', date: 'purchase date', amount: 'Amount (EUR)' },
    ],
    [
      'a price alone',
      'Kunde;Datum;Preis\nA;05.01.2024;3,00\n',
      { customer_id: 'Kunde', date: 'Datum', amount: 'Preis' },
    ],
    [
      'a bare id that repeats',
      'id,date,amount\n1,2024-01-05,3\n1,2024-01-06,3\n2,2024-01-06,3\n',
      { customer_id: 'id', date: 'date', amount: 'amount' },
    ],
    [
      'the id beside a customer',
      'id,customer,date,amount\n1,A,2024-01-05,3\n2,A,2024-01-06,3\n',
      { order_id: 'id', customer_id: 'customer', date: 'date', amount: 'amount' },
    ],
    [
      'names beside ids',
      'customer_id,customer name,date,total,billing phone\n1,Ann,2024-01-05,3,1\n2,Bob,2024-01-06,3,2\n1,Ann,2024-01-06,3,1\n',
      { customer_id: 'customer_id', name: 'customer name', date: 'date', amount: 'total', phone: 'billing phone' },
    ],
  ])('%s', (_, text, expected) => expect(roles(text)).toEqual(expected))

  it('content speaks where headers do not', () => {
    expect(roles('wer;wann;wieviel\na@x.org;05.01.2024;3,50\nb@x.org;06.01.2024;4,25\n')).toEqual({
      email: 'wer',
      date: 'wann',
      amount: 'wieviel',
    })
    const bare = inspect('17850,2024-01-05,3.50\n17851,2024-01-06,4.25\n17850,2024-01-08,1.25\n17852,2024-01-08,1.25\n')
    expect(bare.headerRow).toBe(-1)
    expect(bare.columns.map((column) => [column.name, column.role])).toEqual([
      ['Column 1', 'customer_id'],
      ['Column 2', 'date'],
      ['Column 3', 'amount'],
    ])
    expect(bare.plan.firstLine).toBe(1)
  })

  it('lines above the header are a preamble', () => {
    const text =
      'Sales report\nMade on 2024-02-01, by the shop\n\nOrder No,Customer,Date,Total\n1,A,2024-01-05,3\n2,B,2024-01-06,4\n'
    const read = readText(text)
    expect([read.inspection.headerRow, read.counts.read, read.counts.accepted]).toEqual([3, 2, 2])
    expect(read.inspection.lines.map(({ number, part }) => [number, part])).toEqual([
      [1, 'preamble'],
      [2, 'preamble'],
      [4, 'header'],
      [5, 'data'],
      [6, 'data'],
    ])
    expect(readText(`sep=;\n${text.slice(text.indexOf('Order')).replaceAll(',', ';')}`).counts.accepted).toBe(2)
  })

  it('equal and empty headers get names of their own; __proto__ is a name like any other', () => {
    const { columns } = inspect('customer,date,amount,note,note,,__proto__,constructor\nA,2024-01-05,3,x,y,z,p,q\n')
    expect(columns.map((column) => column.name).slice(3)).toEqual([
      'note',
      'note (2)',
      'Column 6',
      '__proto__',
      'constructor',
    ])
    expect(({} as Record<string, unknown>)['p']).toBeUndefined()
  })

  it('what the person chose wins', () => {
    const text = 'a;b;c;d\n1;05.01.2024;3,00;x\n2;06.01.2024;4,00;y\n'
    const chosen = inspect(text, { kind: 'orders', roles: { 0: 'customer_id', 1: 'date', 2: 'amount', 3: 'ignore' } })
    expect(chosen.columns.map((column) => [column.role, column.confidence])).toEqual([
      ['customer_id', 1],
      ['date', 1],
      ['amount', 1],
      ['ignore', 1],
    ])
    expect(chosen.problems).toEqual([])
    expect(inspect(text, { headerRow: 1 }).columns[0]!.name).toBe('1')
    expect(inspect(text, { delimiter: ',' }).columns.length).toBe(2)
    expect(inspect('customer,date,amount\nA,5/6/2024,3\n', { dateOrder: 'dmy' }).dateOrder).toBe('dmy')
  })
})

describe('exports of shops', () => {
  it('Shopify', () => {
    const header =
      'Name,Email,Financial Status,Paid at,Fulfillment Status,Accepts Marketing,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Billing Name,Billing City,Cancelled at,Id\n'
    const text =
      `${header}#1001,a@x.org,paid,2024-01-05 10:00:00 +0100,fulfilled,yes,EUR,30.00,5.00,5.60,35.00,,2024-01-05 09:59:00 +0100,1,Tea,10.00,T-1,Ann,Bonn,,51\n` +
      '#1001,a@x.org,,,,,,,,,,,2024-01-05 09:59:00 +0100,2,Milk,10.00,M-1,,,,\n' +
      '#1002,b@x.org,voided,,,no,EUR,9.00,0.00,0.00,9.00,,2024-01-06 09:00:00 +0100,1,Tea,9.00,T-1,Bob,Rome,2024-01-06 10:00:00 +0100,52\n' +
      '#1003,c@x.org,refunded,2024-01-06,,no,EUR,9.00,0.00,0.00,9.00,,2024-01-07 09:00:00 +0100,1,Tea,9.00,T-1,Cem,Rome,,53\n' +
      '#1004,c@x.org,partially_refunded,2024-01-06,,no,EUR,9.00,0.00,0.00,9.00,,2024-01-08 09:00:00 +0100,1,Tea,9.00,T-1,Cem,Rome,,54\n'
    const read = readText(text)
    expect(read.roles).toEqual({
      order_id: 'Name',
      email: 'Email',
      status: 'Financial Status',
      cancelled: 'Cancelled at',
      currency: 'Currency',
      amount: 'Total',
      date: 'Created at',
      quantity: 'Lineitem quantity',
      product_name: 'Lineitem name',
      unit_price: 'Lineitem price',
      product: 'Lineitem sku',
      name: 'Billing Name',
      tax: 'Taxes',
      shipping: 'Shipping',
    })
    expect(read.rows).toEqual([
      'a@x.org | 2024-01-05 | 35 | purchase | T-1 | ',
      'a@x.org | 2024-01-05 | 0 | purchase | M-1 | ',
      'b@x.org | 2024-01-06 | 0 | void | T-1 | ',
      'c@x.org | 2024-01-07 | 0 | return | T-1 | ',
      'c@x.org | 2024-01-08 | 9 | purchase | T-1 | ',
    ])
    expect(read.orders[0]).toBe(read.orders[1])
    expect(codes(text)).toContain('import.note.totals_on_first_line')
  })

  it('WooCommerce', () => {
    const read = readText(
      'Order Number,Order Status,Order Date,Customer User,Email (Billing),Order Total Amount,SKU,Item Name,Quantity,Item Cost\n' +
        '11,wc-completed,2024-01-05 10:00,0,a@x.org,12.50,T,Tea,1,12.50\n12,wc-cancelled,2024-01-05 10:00,7,b@x.org,12.50,T,Tea,1,12.50\n',
    )
    expect(read.rows).toEqual(['a@x.org | 2024-01-05 | 12.5 | purchase | T | ', '7 | 2024-01-05 | 0 | void | T | '])
  })

  it('Amazon: the item price is that of all pieces', () => {
    const read = readText(
      'amazon-order-id\tpurchase-date\torder-status\tsku\tquantity\tcurrency\titem-price\tbuyer-email\n1-1\t2024-01-05T10:00:00+00:00\tShipped\tS1\t2\tEUR\t12.50\ta@x.de\n1-2\t2024-01-05T10:00:00+00:00\tCancelled\tS1\t1\tEUR\t12.50\tb@x.de\n',
    )
    expect(read.rows).toEqual([
      'a@x.de | 2024-01-05 | 12.5 | purchase | S1 | ',
      'b@x.de | 2024-01-05 | 0 | void | S1 | ',
    ])
  })

  it('Shopware', () => {
    const read = readText(
      'Bestellnummer;Kundennummer;Bestellzeit;Zahlungsstatus;Rechnungsbetrag;E-Mail;Währung\n20001;1001;05.01.2024 10:00;Komplett bezahlt;1.234,50;a@x.de;EUR\n20002;1002;06.01.2024 10:00;Storniert;5,00;b@x.de;EUR\n',
    )
    expect(read.rows).toEqual(['1001 | 2024-01-05 | 1234.5 | purchase |  | ', '1002 | 2024-01-06 | 0 | void |  | '])
    expect([read.inspection.thousands, read.inspection.decimal, read.result.currency]).toEqual(['.', ',', 'EUR'])
  })
})

describe('kinds of file', () => {
  it.each([
    ['orders', 'customer_id,order_date,revenue,first_name,email\nA,2024-01-05,3,x,a@x.org\n'],
    ['orders', 'email,created_at,total\na@x.org,2024-01-05,3\nb@x.org,2024-01-05,3\n'],
    ['customers', 'customer_id,name,email,signup_date,lifetime_value\n1,Ann,a@x.org,2024-01-05,30.50\n'],
    ['customers', 'CustomerID,Gender,Age,Annual Income (k$)\n1,Male,19,15\n2,Male,21,15\n'],
    ['customers', 'Email,First Name,Last Name,Total Spent,Created at\na@x.org,A,B,3.50,2024-01-05\n'],
    ['customers', 'email\na@x.org\nb@x.org\n'],
    ['customers', 'Kundennummer;Stadt;Alter\n1;Bonn;30\n'],
    ['events', 'customer_id,event_type,timestamp\n1,page_view,2024-01-05T10:00:00Z\n'],
    [
      'events',
      'event_time,event_type,product_id,price,user_id\n2019-10-01 00:00:00 UTC,view,44600062,35.79,541312140\n',
    ],
    ['orders', 'event,order_id,customer_id,date,total\nsale,1,A,2024-01-05,3\n'],
    ['campaign', 'customer_id,treatment,conversion\n1,1,0\n2,0,1\n'],
    ['campaign', 'recency,segment,visit,conversion,spend\n10,Womens E-Mail,0,0,0\n6,No E-Mail,0,0,0\n'],
  ])('%s', (kind, text) => expect(inspect(text).kind).toBe(kind))
})

describe('money of orders with several lines', () => {
  const orders = (line: (order: number, product: number) => string): string =>
    `order_id,customer_id,date,product,quantity,unit_price,amount\n${[1, 2, 3, 4, 5, 6]
      .flatMap((order) =>
        [1, 2, 3].map((product) => `${order},C${order},2024-01-05,P${product},${line(order, product)}`),
      )
      .join('\n')}\n`
  it('line totals that happen to be alike are line totals', () => {
    expect(inspect(orders((order) => `1,${order}.50,${order}.50`)).plan.repeatedTotals).toBe(false)
    expect(inspect(orders((order, product) => `${product},${order}.50,${order * 20}`)).plan.repeatedTotals).toBe(true)
    expect(inspect(orders((order, product) => `1,${product},${product}`)).plan.repeatedTotals).toBe(false)
  })
})

describe('delimiters', () => {
  const table = [
    ['customer', 'date', 'amount', 'note'],
    ['A', '2024-01-05', '3.50', 'one, two; three'],
    ['B', '2024-01-06', '4.25', 'a "word"'],
    ['C', '2024-01-07', '5', ''],
  ]
  it.each([',', ';', '\t', '|', ', ', '; ', '||', '~'])('“%s”', (delimiter) => {
    const text = table
      .map((row) => row.map((cell) => (/[",;]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(delimiter))
      .join('\n')
    const read = readText(text)
    expect([read.inspection.delimiter, read.counts.accepted]).toEqual([delimiter, 3])
    expect(read.rows.map((row) => row.split(' | ')[2])).toEqual(['3.5', '4.25', '5'])
  })
  it('a delimiter beyond ASCII that was chosen', () => {
    expect(readText('customer§date§amount\nA§2024-01-05§3\n', { delimiter: '§' }).counts.accepted).toBe(1)
  })
  it('a decimal comma does not make the comma a delimiter', () => {
    expect(inspect('Kunde;Datum;Betrag\nA;05.01.2024;3,50\nB;06.01.2024;4,25\n').delimiter).toBe(';')
  })
})

describe('dates and numbers', () => {
  const dates = (list: string[]): ReturnType<typeof inspect> =>
    inspect(`customer,date,amount\n${list.map((date) => `A,${date},3`).join('\n')}\n`)
  it('a value above twelve decides', () => {
    expect([dates(['1/2/2024', '25/2/2024']).dateOrder, dates(['1/2/2024', '2/25/2024']).dateOrder]).toEqual([
      'dmy',
      'mdy',
    ])
    expect([dates(['1.2.2024']).dateOrder, dates(['2024-02-01']).dateOrder]).toEqual(['dmy', 'ymd'])
  })
  it('where none does, the order that lies closer together is taken and said', () => {
    const open = dates(['12/1/2010', '12/2/2010', '12/3/2010'])
    expect([open.dateOrder, open.notes]).toEqual([
      'mdy',
      [
        {
          code: 'import.note.dates_open_mdy',
          params: { column: 'date', example: '12/1/2010', read: '2010-12-01', otherwise: '2010-01-12' },
        },
      ],
    ])
    expect(dates(['1/12/2010', '2/12/2010', '3/12/2010']).notes[0]!.code).toBe('import.note.dates_open_dmy')
    expect(dates(['1/1/2010', '2/2/2010']).notes).toEqual([])
  })
  it('23-01-05 with one year in front: read with the year first, and said', () => {
    const days = Array.from({ length: 24 }, (_, i) => `23-${String((i % 12) + 1).padStart(2, '0')}-0${(i % 9) + 1}`)
    const read = readText(`customer,date,amount\n${days.map((day) => `A,${day},3`).join('\n')}\n`)
    expect(read.rows.map((row) => row.split(' | ')[1])).toEqual(days.map((day) => `20${day}`))
    expect(read.inspection.notes.map((note) => note.code)).toEqual(['import.note.dates_open_ymd'])
    expect(read.inspection.questions[0]!.options.map(({ choose }) => choose.dateOrder)).toEqual(['ymd', 'dmy'])
  })
  it('spreadsheet days in a text file are read and said', () => {
    const read = readText('customer,date,amount\nA,45296,3\nB,45297.5,3\n')
    expect(read.rows.map((row) => row.split(' | ')[1])).toEqual(['2024-01-05', '2024-01-06'])
    expect(read.inspection.notes.map((note) => note.code)).toEqual(['import.note.serial_dates'])
  })
  it('decimal marks by column, and what could be either is said', () => {
    const amounts = (list: string[], delimiter = ';'): string[] =>
      readText(
        `customer${delimiter}date${delimiter}amount\n${list.map((amount) => `A${delimiter}2024-01-05${delimiter}${amount}`).join('\n')}\n`,
      ).rows.map((row) => row.split(' | ')[2]!)
    expect(amounts(['1.234,50', '1.234', '5'])).toEqual(['1234.5', '1234', '5'])
    expect(amounts(['1,234.50', '1,234', '5'])).toEqual(['1234.5', '1234', '5'])
    expect(amounts(['1.234', '2.500'])).toEqual(['1234', '2500'])
    expect(codes('customer;date;amount\nA;2024-01-05;1.234\n')).toEqual(['import.note.decimal_open_thousands'])
    expect(codes('customer,date,amount\nA,2024-01-05,1.234\n')).toEqual(['import.note.decimal_open_thousands'])
    expect(codes('customer;date;amount\nA;2024-01-05;1,234\n')).toEqual(['import.note.decimal_open_decimal'])
    // Large numbers without a mark: the mark of the others is no thousands mark.
    expect(amounts(['1.234', '12500'])).toEqual(['1.234', '12500'])
    expect(amounts(['1.234', '125'])).toEqual(['1234', '125'])
    expect(amounts(['1.234,-', '5,-'])).toEqual(['1234', '5'])
  })
  it('shows cells as they are and as they are read', () => {
    const { columns } = inspect('customer;date;amount\n007;5.1.2024;1.234,50 €\n008;x;nix\n009;6.1.2024;2,00 €\n')
    expect(columns.map((column) => column.samples[0])).toEqual([
      { raw: '007', read: '007' },
      { raw: '5.1.2024', read: '2024-01-05' },
      { raw: '1.234,50 €', read: '1234.50' },
    ])
    expect(columns[2]!.samples[1]).toEqual({ raw: 'nix', read: null })
    expect(columns.map((column) => column.type)).toEqual(['text', 'text', 'text'])
  })
})

describe('problems', () => {
  const problems = (text: string): string[] => inspect(text).problems.map((note) => note.code)
  it('say what is missing', () => {
    expect(problems('Betrag,Menge,Datum\n3.50,1,2024-01-05\n')).toEqual(['import.problem.no_customer'])
    expect(problems('Kunde,Betrag,Menge\nA,3.50,1\nA,3,1\n')).toEqual(['import.problem.no_date'])
    expect(problems('Kunde,Bestelldatum\nA,2024-01-05\n')).toEqual(['import.problem.no_amount'])
    expect(problems('customer,date,amount\n')).toEqual(['import.problem.no_rows'])
    expect(problems('x\n1\n')).toEqual([
      'import.problem.no_customer',
      'import.problem.no_date',
      'import.problem.no_amount',
    ])
    expect(inspect('x,y\n1,2\n', { kind: 'customers' }).problems[0]!.code).toBe('import.problem.no_person')
    expect(inspect('a,b\n1,2\n', { kind: 'events' }).problems.map(({ code }) => code)).toEqual([
      'import.problem.no_customer',
      'import.problem.no_timestamp',
      'import.problem.no_event_type',
    ])
  })
})
