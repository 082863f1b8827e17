import { writeFileSync } from 'node:fs'
import type { RowCheck } from '../../src/contract/health.ts'

export interface Planted {
  /** Rows below the header. */
  readonly rows: number
  /** Lines of the file. */
  readonly rejected: readonly number[]
  readonly without_customer: readonly string[]
  /** Order numbers of the rows that each check must find, in the order of the file. */
  readonly checks: Readonly<Partial<Record<RowCheck, readonly string[]>>>
  readonly gap: { readonly from: string; readonly to: string; readonly days: number }
  readonly sharedEmail: { readonly email: string; readonly customers: readonly string[] }
  /** Customers none of whose rows names a city. */
  readonly withoutCity: number
}

/** A file of orders in good order, and in it a known number of rows of every kind of trouble. */
export function writeDirtyOrders(path: string): Planted {
  const lines = ['Order ID,Customer ID,Email,City,Order Date,Product,Category,Amount,Status']
  const checks: Record<string, string[]> = {}
  const rejected: number[] = []
  const found = (check: RowCheck, order: string): void => void (checks[check] ??= []).push(order)
  const day = (n: number): string => new Date(Date.UTC(2024, 0, 1) + n * 86_400_000).toISOString().slice(0, 10)
  const add = (order: string, change: Readonly<Partial<Record<keyof typeof good, string>>> = {}): void => {
    const row = { ...good, ...change }
    lines.push(
      [order, row.customer, row.email, row.city, row.date, row.product, row.category, row.amount, row.status].join(),
    )
  }
  const good = {
    customer: '',
    email: '',
    city: 'Ulm',
    date: '',
    product: 'Tea',
    category: 'Drinks',
    amount: '',
    status: 'paid',
  }
  // Two orders a day from ten customers, but for two weeks in spring in which the export is missing.
  for (let n = 0; n < 600; n++) {
    const at = Math.floor(n / 2)
    if (at >= 100 && at < 114) continue
    const customer = `C${n % 10}`
    const city = customer === 'C7' ? '' : 'Ulm'
    const row = {
      customer,
      email: `${customer.toLowerCase()}@mail.example`,
      city,
      date: day(at),
      amount: `${10 + (n % 7)}.50`,
    }
    const order = `N${n}`
    if (n === 20) {
      add(order, { ...row, customer: '', email: '' })
      found('without_customer', order)
    } else if (n === 30 || n === 31) {
      add(order, { ...row, product: '' })
      found('missing_product', order)
    } else if (n === 40) {
      add(order, { ...row, category: '' })
      found('missing_category', order)
    } else if (n === 50) {
      add(order, { ...row, amount: '250000.00' })
      found('outliers', order)
    } else if (n === 60 || n === 61 || n === 62) {
      add(order, { ...row, amount: '-11.50' })
      found('returns', order)
    } else if (n === 70) {
      add(order, { ...row, amount: '0.00' })
      found('zero', order)
    } else if (n === 80 || n === 81) {
      add(order, { ...row, status: 'cancelled' })
      found('void', order)
    } else if (n === 90) {
      add(order, row)
      add(order, row)
      found('repeats', order)
    } else if (n === 120) {
      add(order, { ...row, date: '1970-01-01' })
      found('placeholder_date', order)
    } else if (n === 130) {
      add(order, { ...row, date: '31.02.2024' })
      rejected.push(lines.length)
    } else if (n === 140) {
      add(order, { ...row, amount: 'ten' })
      rejected.push(lines.length)
    } else if (n === 150) {
      add(order, row)
      add(order, { ...row, customer: 'C9', email: 'c9@mail.example', product: 'Jam' })
      found('shared_orders', order)
      found('shared_orders', order)
    } else if (n === 160) {
      add(order, { ...row, date: '2190-05-01' })
      found('future', order)
    } else add(order, row)
  }
  // One person under two numbers.
  add('N600', { customer: 'C77', email: 'c3@mail.example', date: day(300), amount: '12.00' })
  writeFileSync(path, `${lines.join('\n')}\n`)
  return {
    rows: lines.length - 1,
    rejected,
    without_customer: checks['without_customer'] ?? [],
    checks,
    gap: { from: day(100), to: day(113), days: 14 },
    sharedEmail: { email: 'c3@mail.example', customers: ['C3', 'C77'] },
    withoutCity: 1,
  }
}
