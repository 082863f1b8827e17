import type { ExclusionSuggestion } from '../../contract/analysis.ts'
import { stringAt } from '../columns/strings.ts'
import { NO_CODE, type StringColumn } from '../columns/types.ts'
import type { Dataset } from '../dataset/dataset.ts'
import { LogSpread } from '../health/log-spread.ts'
import { roundMoney } from '../money/exact.ts'
import type { CustomerAggregates } from './aggregate.ts'
import { isOut, normalise } from './scope.ts'
import { serviceKind } from './service-names.ts'

const testAccount = /(^|[^a-z])(test|dummy|demo)([^a-z]|$)|@example\.(com|org|net)$/

/**
 * Wholesale among consumers bends every figure. Worth a look is a customer whose spend lies beyond what is usual (modified
 * z-score of its logarithm above 3.5) and who brings at least this share of the revenue.
 */
const WHALE_SHARE = 0.005
const MOST_WHALES = 10
/** In a shop of a dozen customers everybody is large. */
const FEWEST_CUSTOMERS = 200
const MOST_TEST_ACCOUNTS = 20

/** Whether a name holds what `testAccount` looks for, letter by letter: of hundreds of thousands few become text. */
function mayBeTest({ bytes, offsets }: StringColumn, code: number): boolean {
  const to = offsets[code + 1]!
  for (let i = offsets[code]!; i + 4 <= to; i++) {
    const first = bytes[i]! | 0x20
    // te…, du…, de…, and @e… of an address.
    if (first !== 0x74 && first !== 0x64 && first !== 0x60) continue
    const second = bytes[i + 1]! | 0x20
    if (second === 0x65 || (second === 0x75 && first === 0x64)) return true
  }
  return false
}

/**
 * Lines and accounts that usually do not belong into customer figures. Only suggested: the person applies them.
 * Rows already left out are not suggested again. One scan. Yields after each chunk.
 */
export function* suggestExclusions(
  dataset: Dataset,
  totals: CustomerAggregates,
  digits: number,
): Generator<number, ExclusionSuggestion[]> {
  const products = new Map<number, { reason: string; value: string }>()
  for (let code = 0; code < dataset.products.count; code++) {
    const texts = [stringAt(dataset.productNames, code), stringAt(dataset.products, code)]
    for (const text of texts) {
      const reason = serviceKind(text)
      if (reason !== null && !products.has(code)) products.set(code, { reason, value: text })
    }
  }
  const suggestions: ExclusionSuggestion[] = []
  if (products.size > 0) {
    const rows = new Map<string, { reason: string; rows: number; customers: Set<number>; amount: number }>()
    let done = 0
    for (const chunk of dataset.chunks(['customer', 'day', 'amount', 'product', 'category'])) {
      for (let i = 0; i < chunk.rows; i++) {
        const product = chunk.product[i]!
        const customer = chunk.customer[i]!
        if (product === NO_CODE || customer === NO_CODE || !products.has(product)) continue
        if (totals.excluded[customer] === 1) continue
        if (isOut(totals.scope, chunk.day[i]!, product, chunk.category[i]!)) continue
        const { reason, value } = products.get(product)!
        const known = rows.get(value) ?? { reason, rows: 0, customers: new Set<number>(), amount: 0 }
        rows.set(value, known)
        known.rows++
        known.customers.add(customer)
        known.amount += chunk.amount[i]!
      }
      yield ++done
    }
    for (const [value, { reason, rows: count, customers, amount }] of rows) {
      suggestions.push({
        field: 'product',
        op: 'eq',
        value,
        reason: { code: `exclusion.${reason}`, params: { value } },
        rows: count,
        customers: customers.size,
        revenue: roundMoney(amount, totals.scale, digits),
      })
    }
  }
  suggestions.push(...accounts(dataset, totals, digits))
  return suggestions.sort((a, b) => Math.abs(b.revenue) - Math.abs(a.revenue))
}

function accounts(dataset: Dataset, totals: CustomerAggregates, digits: number): ExclusionSuggestion[] {
  let total = 0
  for (let code = 0; code < totals.net.length; code++) if (totals.excluded[code] !== 1) total += totals.net[code]!
  const suggestion = (code: number, reason: string): ExclusionSuggestion => ({
    field: 'customer',
    op: 'eq',
    value: stringAt(dataset.customers, code),
    reason: {
      code: `exclusion.${reason}`,
      params: { value: stringAt(dataset.customers, code), share: total > 0 ? (100 * totals.net[code]!) / total : 0 },
    },
    rows: totals.rows[code]!,
    customers: 1,
    revenue: roundMoney(totals.net[code]!, totals.scale, digits),
  })
  const found: ExclusionSuggestion[] = []
  const whales: number[] = []
  const spends = new LogSpread()
  for (let code = 0; code < totals.net.length; code++)
    if (totals.excluded[code] !== 1 && totals.net[code]! > 0) spends.add(totals.net[code]!)
  const usual = spends.bounds(FEWEST_CUSTOMERS)
  for (let code = 0; code < dataset.customers.count; code++) {
    if (totals.excluded[code] === 1 || totals.rows[code] === 0) continue
    if (mayBeTest(dataset.customers, code) && testAccount.test(normalise(stringAt(dataset.customers, code)))) {
      if (found.length < MOST_TEST_ACCOUNTS) found.push(suggestion(code, 'test_account'))
    } else if (usual !== null && totals.net[code]! > usual.most && totals.net[code]! >= WHALE_SHARE * total)
      whales.push(code)
  }
  whales.sort((a, b) => totals.net[b]! - totals.net[a]!)
  for (const code of whales.slice(0, MOST_WHALES)) {
    const said = suggestion(code, 'wholesale')
    const times = totals.net[code]! / usual!.median
    found.push({ ...said, reason: { ...said.reason, params: { ...said.reason.params, times } } })
  }
  return found
}
