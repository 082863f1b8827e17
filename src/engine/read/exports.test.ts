import { expect, it } from 'vitest'
import { exportText, readTables } from '../../../test/support/export-text.ts'
import { encodeUtf8 } from './text/bytes.ts'
import { inspectBytes } from './inspect-file.ts'

/** What may stand in a file of orders beside its roles: it is kept with the customer. */
const ofPeople = new Set(['name', 'phone'])

it('exports in five languages: what kind they are, and what each of their columns means', () => {
  const tables = readTables()
  const wrong: string[] = []
  let [known, asked, claimed, clean] = [0, 0, 0, 0]
  for (const table of tables) {
    const { kind, columns, problems } = inspectBytes(encodeUtf8(exportText(table)), true, {})
    const before = wrong.length
    if (kind !== table.kind) wrong.push(`${table.name}: ${kind}, not ${table.kind}`)
    const at = new Map(columns.map(({ name, role }) => [name, role === 'ignore' || role === 'attribute' ? '-' : role]))
    const amount = table.columns.some(({ header, roles }) => roles.includes('amount') && at.get(header) === 'amount')
    for (const { header, roles, content } of table.columns) {
      const role = at.get(header) ?? '-'
      const isSpare = roles.includes('amount') && role === '-' && amount
      const isRight = roles.includes(role) || isSpare || (ofPeople.has(role) && /person|word|phone/.test(content))
      if (role !== '-') claimed++
      if (!roles.includes('-') && !isSpare) asked++
      if (isRight && role !== '-') known++
      if (isRight && role !== '-' && roles.includes('-')) asked++
      if (!isRight) wrong.push(`${table.name}: ${header} is ${role}, not ${roles.join(' or ')}`)
    }
    const isNobody =
      table.kind === 'orders' && !table.columns.some(({ roles }) => /customer_id|email/.test(roles.join()))
    const codes = problems.map(({ code }) => code)
    if (codes.join() !== (isNobody ? 'import.problem.no_customer' : '')) wrong.push(`${table.name}: ${codes.join()}`)
    if (wrong.length === before) clean++
  }
  const list = wrong.join('\n')
  expect(tables.length).toBeGreaterThan(150)
  expect(wrong.filter((each) => /, not (orders|customers|events|campaign)$/.test(each))).toEqual([])
  expect(known / claimed, list).toBeGreaterThan(0.985)
  expect(known / asked, list).toBeGreaterThan(0.985)
  expect(clean / tables.length, list).toBeGreaterThan(0.9)
})

/** Columns beside those of an order that say nothing of it; headers by what stands below them. */
const others = {
  numbers:
    'County Code,Prime Member,Credit Score,Loyalty Points,Points Balance,Store Credit Balance,Commission,Profit,Margin %,Gross Margin,Cost Price,Unit Cost,COGS,Shipping Weight,Item Weight (kg),Discount Rate,Tax Rate,VAT %,Exchange Rate,Days To Ship,Number Of Orders,Orders Count,Total Orders,Visits,Page Views,Rating,Stock Level,Reorder Qty,Warehouse Stock,Latitude,Household Size,Rank,Installments,Year,Week,Lead Time,Karlılık,Puan,Stok Adedi,Komisyon,Lagerbestand,Marge,Einkaufspreis,Provision,Gewicht,Coût de revient,Poids,Marge brute,Costo,Margen,Puntos,Existencias,Balance Due,Amount Due,Outstanding Amount,Deposit,Tip,Insurance Amount,Handling Fee,Fees,Average Order Value,Budget,Forecast',
  words:
    'Store,Branch,Region,Province,Sales Channel,Source,Campaign,Sales Rep,Owner,Payment Method,Shipping Method,Delivery Type,Billing Address,Notes,Tags,Customer Type,Customer Group,Customer Segment,Order Source,Coupon Code,Tracking Number,Carrier,Supplier,Color,Device,Language,Time Zone,Email Status,Delivery Status,Tax Class,Product Image,Order URL,Filiale,Verkäufer,Zahlungsart,Versandart,Kundengruppe,Farbe,Lieferant,Mağaza,Satış Temsilcisi,Ödeme Yöntemi,Kargo Firması,Renk,Magasin,Vendeur,Mode de paiement,Couleur,Tienda,Vendedor,Forma de pago,Talla',
  dates:
    'Ship Date,Due Date,Delivery Date,Updated At,Date of Birth,Expiry Date,Last Login,Lieferdatum,Fälligkeit,Geburtsdatum,Teslim Tarihi,Doğum Tarihi,Date de livraison,Échéance,Fecha de entrega,Vencimiento,Subscription Date',
}
const contents: Readonly<Record<keyof typeof others, (i: number) => string>> = {
  numbers: (i) => `${((i * 13) % 40) + 1}.${i % 2 === 0 ? 75 : 25}`,
  words: (i) => ['alpha', 'beta', 'gamma'][i % 3]!,
  dates: (i) => `2024-0${1 + (i % 9)}-2${i % 9}`,
}

it('what says nothing of an order plays no role beside one', () => {
  const taken: string[] = []
  for (const [kind, headers] of Object.entries(others) as [keyof typeof others, string][])
    for (const header of headers.split(',')) {
      const rows = Array.from(
        { length: 30 },
        (_, i) =>
          `${1000 + i},K${(i * 7) % 11},2024-0${1 + (i % 9)}-1${i % 9},${(i * 37) % 90}.50,${contents[kind](i)}\n`,
      )
      const text = `order_id,customer_id,order_date,amount,"${header}"\n${rows.join('')}`
      const { kind: file, columns } = inspectBytes(encodeUtf8(text), true, {})
      const roles = columns.map(({ role }) => (role === 'ignore' ? 'attribute' : role))
      if (file !== 'orders' || roles.join() !== 'order_id,customer_id,date,amount,attribute')
        taken.push(`${header}: ${file} ${roles.join()}`)
    }
  expect(taken).toEqual([])
})
