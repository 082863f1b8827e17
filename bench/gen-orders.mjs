// Writes a synthetic orders file: node bench/gen-orders.mjs ROWS CUSTOMERS OUT [seed]
//
// Columns order_id, customer_id, order_date, amount, quantity, category, country; two years of days; one to three lines
// an order; customers differ in how often they buy, how much they spend, when they stop and what they like.
import { closeSync, openSync, writeSync } from 'node:fs'
import { mulberry32 } from '../scripts/lib/seeded.mjs'

const day = 86_400_000
const firstDay = Date.UTC(2024, 4, 1)
const days = 730
const flushAt = 1 << 20
const categories = 'beer,cat food,cheese,coffee,dog food,earbuds,hdmi-cable,jeans,keyboard,laptop,milk,monitor,mouse,notebook,smart-tv,smartphone,snacks,sneakers,soundbar,stationery,t-shirt,tea,wine,yogurt'.split(',') // prettier-ignore
const countries = ['TR', 'DE', 'US', 'GB', 'FR', 'NL', 'ES']

const [rowsText, customersText, out, seedText = '1'] = process.argv.slice(2)
if (out === undefined) {
  console.error('Usage: node bench/gen-orders.mjs ROWS CUSTOMERS OUT [seed]')
  process.exit(2)
}
writeOrders(Number(rowsText), Number(customersText), out, mulberry32(Number(seedText)))

function writeOrders(rows, count, path, random) {
  const customers = makeCustomers(count, random)
  const dates = Array.from({ length: days + 1 }, (_, index) =>
    new Date(firstDay + index * day).toISOString().slice(0, 10),
  )
  const file = openSync(path, 'w')
  let text = 'order_id,customer_id,order_date,amount,quantity,category,country\n'
  let row = 0
  for (let order = 1; row < rows; order++) {
    const customer = customers.draw()
    const date = dates[Math.floor(random() * customers.lastDay[customer])]
    for (let lines = 1 + Math.floor(random() * 3); lines > 0 && row < rows; lines--, row++) {
      const quantity = random() < 0.03 ? -1 : 1 + Math.floor(random() * 3)
      const amount = (quantity * customers.spend[customer] * Math.exp(gauss(random) * 0.3)).toFixed(2)
      const drift = Math.floor(random() * (random() < 0.7 ? 4 : categories.length))
      const category = categories[(customers.taste[customer] + drift) % categories.length]
      text += `O-${order},C-${100_000 + customer},${date},${amount},${quantity},${category},${countries[customers.country[customer]]}\n`
    }
    if (text.length > flushAt) {
      writeSync(file, text)
      text = ''
    }
  }
  writeSync(file, text)
  closeSync(file)
}

/** Lognormal rates and spends; rather more than half of the customers stop buying at some day. */
function makeCustomers(count, random) {
  const cumulative = new Float64Array(count)
  const spend = new Float64Array(count)
  const lastDay = new Float64Array(count)
  const taste = new Uint8Array(count)
  const country = new Uint8Array(count)
  let total = 0
  for (let i = 0; i < count; i++) {
    total += Math.exp(gauss(random) * 1.1)
    cumulative[i] = total
    spend[i] = 8 * Math.exp(gauss(random) * 0.9 + (i % 4))
    lastDay[i] = random() < 0.55 ? days * Math.sqrt(random()) : days
    taste[i] = Math.floor(random() * categories.length)
    country[i] = Math.floor(random() ** 2 * countries.length)
  }
  /** One customer, as often as her rate says. */
  const draw = () => {
    const at = random() * total
    let low = 0
    let high = count - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if (cumulative[middle] < at) low = middle + 1
      else high = middle
    }
    return low
  }
  return { spend, lastDay, taste, country, draw }
}

function gauss(random) {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}
