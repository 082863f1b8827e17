import { closeSync, openSync, writeSync } from 'node:fs'

/**
 * Writes orders that are the same every time: customers 1 … `customers`, one row in forty a return.
 * @returns the path
 */
export function writeOrders(path: string, rows: number, customers: number): string {
  const file = openSync(path, 'w')
  let text = 'order_id,customer_id,order_date,amount,category\n'
  let state = 1
  const below = (bound: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * bound)
  }
  for (let row = 0; row < rows; row++) {
    // Squared: some customers buy far more often than others.
    const customer = Math.floor((below(customers) * below(customers)) / customers) + 1
    const month = String(1 + below(12)).padStart(2, '0')
    const day = String(1 + below(28)).padStart(2, '0')
    const cents = (1 + below(20_000)) * (below(40) === 0 ? -1 : 1)
    const category = ['tea', 'coffee', 'cheese', 'bread', 'wine'][below(5)]
    text += `O${row},C${customer},2025-${month}-${day},${(cents / 100).toFixed(2)},${category}\n`
    if (text.length > 1 << 20) {
      writeSync(file, text)
      text = ''
    }
  }
  writeSync(file, text)
  closeSync(file)
  return path
}
