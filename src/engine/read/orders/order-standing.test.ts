import { describe, expect, it } from 'vitest'
import { readText } from '../../../../test/support/read-text.ts'

const kinds = (text: string, options = {}): string[] =>
  readText(text, options).rows.map((row) => row.split(' | ').slice(2, 4).join(' '))

describe('a column that says when or whether an order was cancelled', () => {
  it('voids the order beside a status that says it was paid', () => {
    const read = readText(
      'Order,Email,Status,Created at,Total,Cancelled at\n' +
        'A1,a@x.org,paid,2024-01-05,10.00,\n' +
        'A2,b@x.org,paid,2024-01-06,20.00,2024-01-07 10:00:00 +0100\n' +
        'A3,c@x.org,refunded,2024-01-07,30.00,2024-01-08 10:00:00 +0100\n',
    )
    expect(read.roles.cancelled).toBe('Cancelled at')
    expect(read.rows.map((row) => row.split(' | ').slice(2, 4).join(' '))).toEqual([
      '10 purchase',
      '0 void',
      '0 return',
    ])
  })

  it.each([
    ['OXORDERNR;OXORDERDATE;OXBILLEMAIL;OXTOTALORDERSUM;OXSTORNO', '0', '1'],
    ['Bestellnr;Datum;E-Mail;Summe;Storniert', 'nein', 'ja'],
    ['Sipariş No;Tarih;E-posta;Tutar;İptal', 'Hayır', 'Evet'],
    ['Commande;Date;E-mail;Montant;Annulée', 'non', 'oui'],
    ['Pedido;Fecha;Correo;Importe;Anulado', 'no', 'sí'],
    ['order_id;date;email;amount;is_cancelled', 'false', 'true'],
  ])('%s', (header, no, yes) => {
    expect(kinds(`${header}\n7;05.01.2024;a@x.org;10;${no}\n8;06.01.2024;b@x.org;20;${yes}\n`)).toEqual([
      '10 purchase',
      '0 void',
    ])
  })

  it('who cancelled and why is no such column', () => {
    const text =
      'order_id,date,email,amount,cancelled by,cancel reason\n1,2024-01-05,a@x.org,10,,\n2,2024-01-06,b@x.org,20,Ann,late\n'
    expect(readText(text).roles.cancelled).toBeUndefined()
  })
})

describe('what belongs to the order stands on its first line', () => {
  const header = 'Order,Email,Status,Date,Currency,SKU,Price,Quantity\n'
  const orders = ['paid', 'voided', 'refunded', 'paid', 'cancelled', 'paid']
  const text =
    header +
    orders.map((status, i) => `${i},c${i}@x.org,${status},2024-01-0${i + 1},EUR,A,5.00,2\n${i},,,,,B,1.50,1\n`).join('')

  it('its status counts for its later lines, where prices are multiplied as well', () => {
    expect(kinds(text)).toEqual([
      ...['10 purchase', '1.5 purchase', '0 void', '0 void', '0 return', '0 return'],
      ...['10 purchase', '1.5 purchase', '0 void', '0 void', '10 purchase', '1.5 purchase'],
    ])
  })

  it('so do its date and customer, and no row is rejected', () => {
    const read = readText(text)
    expect(read.counts).toMatchObject({ read: 12, accepted: 12, rejected: 0, withoutCustomer: 0 })
    expect(read.rows[3]).toBe('c1@x.org | 2024-01-02 | 0 | void | B | ')
  })

  it('a line with a status of its own keeps it', () => {
    const lines = 'Order,Email,Status,Date,SKU,Price,Quantity\n'
    const rows = [1, 2, 3].map(
      (i) => `${i},c@x.org,shipped,2024-01-05,A,5.00,1\n${i},c@x.org,cancelled,2024-01-05,B,2.00,1\n`,
    )
    expect(kinds(lines + rows.join(''))).toEqual([
      '5 purchase',
      '0 void',
      '5 purchase',
      '0 void',
      '5 purchase',
      '0 void',
    ])
  })
})

describe('states in several words', () => {
  it.each([
    ['Storniert / Abgelehnt', '0 void'],
    ['Cancelled (by customer)', '0 void'],
    ['Closed Lost', '0 void'],
    ['Closed Won', '9 purchase'],
    ['Müşteri iptali', '0 void'],
    ['Pedido cancelado', '0 void'],
    ['Commande annulée', '0 void'],
    ['Versendet - teilweise storniert', '9 purchase'],
    ['Komplett abgeschlossen', '9 purchase'],
    ['Storniert durch Kunde', '0 void'],
    ['Cancelled by the buyer', '0 void'],
    ['Müşteri tarafından iptal edildi', '0 void'],
    ['A été annulée', '0 void'],
    ['Error en pago', '0 void'],
    ['Not completed', '0 void'],
    ['Retoure', '0 return'],
    ['Refunded to card', '0 return'],
    ['Partially cancelled', '9 purchase'],
    ['Not cancelled', '9 purchase'],
    ['Canceled Reversal', '9 purchase'],
    ['İptal talebi reddedildi', '9 purchase'],
    ['Refund requested', '9 purchase'],
  ])('%s', (status, expected) => {
    const text = `order_id;email;date;amount;status\n1;a@x.org;2024-01-05;9;${status}\n2;b@x.org;2024-01-06;9;ok\n`
    expect(kinds(text)[0]).toBe(expected)
  })

  it('states written as numbers are said to be unreadable', () => {
    const text =
      'order_id,email,date,amount,status\n1,a@x.org,2024-01-05,9,7\n2,b@x.org,2024-01-06,9,8\n3,b@x.org,2024-01-07,9,7\n'
    const { inspection, rows } = readText(text)
    expect(inspection.notes.map(({ code }) => code)).toContain('import.note.status_numbers')
    expect(rows).toHaveLength(3)
  })
})

it('prices below zero are said', () => {
  const text = 'order_id,customer_id,date,price,quantity\n1,a,2024-01-05,5.00,1\n2,b,2024-01-06,-7.50,2\n'
  const { inspection } = readText(text)
  expect(inspection.notes).toContainEqual({
    code: 'import.note.negative_price',
    params: { column: 'price', example: '-7.50' },
  })
  expect(readText(text.replace('-7', '7')).inspection.notes.map(({ code }) => code)).not.toContain(
    'import.note.negative_price',
  )
  expect(kinds(text)).toEqual(['5 purchase', '-15 return'])
})

describe('an amount that is the price of one piece', () => {
  const rows = [1, 2, 3, 4, 5, 6].map((n) => `${n},c@x.org,2024-01-0${n},A,4.00,${n},4.00\n`).join('')

  it('is multiplied, as it stays the same however many were bought', () => {
    const read = readText(`order_id,email,date,sku,products_price,quantity,final_price\n${rows}`)
    expect([read.roles.amount, read.roles.unit_price]).toEqual([undefined, 'products_price'])
    expect(read.inspection.notes.map(({ code }) => code)).toContain('import.note.amount_is_price')
    expect(read.rows[5]).toContain('| 24 |')
  })

  it('a total is the total, whatever the price beside it is called', () => {
    expect(readText(`order_id,email,date,sku,price,quantity,total\n${rows}`).roles.amount).toBe('total')
  })
})
