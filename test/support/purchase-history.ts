import { readFileSync } from 'node:fs'
import Papa from 'papaparse'
import { collapse, type PurchaseHistory } from '../../src/engine/predict/history.ts'
import { dayNumber } from '../../src/engine/rfm/dates.ts'

export interface Event {
  readonly customer: string
  /** Days since 1970-01-01. */
  readonly day: number
  /** Currency units; below 0: a return. */
  readonly amount: number
}

/** The history of these events, customers in order of first appearance; money at two decimals. */
export function historyOf(events: readonly Event[]): PurchaseHistory {
  const byCustomer = new Map<string, Event[]>()
  for (const event of events) {
    const own = byCustomer.get(event.customer)
    if (own === undefined) byCustomer.set(event.customer, [event])
    else own.push(event)
  }
  const all = [...byCustomer.values()]
  const offsets = new Uint32Array(all.length + 1)
  all.forEach((own, i) => (offsets[i + 1] = offsets[i]! + own.length))
  const flat = all.flat()
  const cents = flat.map(({ amount }) => Math.round(amount * 100))
  return collapse({
    customers: all.length,
    offsets,
    day: Int32Array.from(flat, ({ day }) => day),
    gross: Float64Array.from(cents, (amount) => Math.max(0, amount)),
    net: Float64Array.from(cents),
    scale: 2,
  })
}

/** The CDNOW sample: 6,919 rows of 2,357 customers, those of 0 dollars too. */
export function cdnowEvents(file: string): Event[] {
  return readFileSync(file, 'latin1')
    .trim()
    .split(/\r?\n/)
    .map((line) => {
      const [, customer, date, , amount] = line.trim().split(/\s+/) as [string, string, string, string, string]
      const day = dayNumber(`${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6, 8)}`)
      return { customer, day, amount: Number(amount) }
    })
}

/** Online Retail as the product counts it: rows with a customer, cancellations as returns, lines of price 0 left out. */
export function onlineRetailEvents(file: string): Event[] {
  const { data } = Papa.parse<readonly string[]>(readFileSync(file, 'utf8'), { skipEmptyLines: true })
  return data.slice(1).flatMap(([, , , quantity, date, price, customer]) => {
    const amount = Number(quantity) * Number(price)
    if (customer === '' || amount === 0) return []
    const [month, dayOfMonth, year] = date!.split(' ')[0]!.split('/')
    return { customer: customer!, day: dayNumber(`${year}-${month}-${dayOfMonth}`), amount }
  })
}
