import { existsSync, mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { measure } from './measure.mjs'

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url))

/** Where what the benchmarks need is kept from one run to the next. */
export const dataFolder = path('../.data')

/** Customers that the generator is asked for; above a million rows they grow more slowly than the orders. */
const customersFor = (rows) => (rows > 1_000_000 ? 300_000 : rows / 20)

/** A file of that many orders, made once: with the generator beside the project where there is one, else with our own. */
export async function ordersFile(rows, say) {
  const shared = path('../../../shared/peers/gen-orders.mjs')
  const generator = existsSync(shared) ? shared : path('../gen-orders.mjs')
  mkdirSync(dataFolder, { recursive: true })
  const file = join(dataFolder, `orders-${rows}-${generator === shared ? 'shared' : 'own'}.csv`)
  if (!existsSync(file)) {
    say(`making ${rows} orders …`)
    await measure(process.execPath, [generator, String(rows), String(customersFor(rows)), `${file}.part`])
    renameSync(`${file}.part`, file)
  }
  return file
}
