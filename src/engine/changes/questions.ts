import type { PersonGroup, ReversalQuestion } from '../../contract/questions.ts'
import { OrderSet } from '../columns/order-set.ts'
import { stringAt } from '../columns/strings.ts'
import { NO_CODE, NO_DAY, RowKind } from '../columns/types.ts'
import type { Dataset } from '../dataset/dataset.ts'
import { choicesOf, isMerged, MOST_IDS, type EmailGroup } from '../dataset/people.ts'
import type { PeopleRules } from '../dataset/rules.ts'
import { ExactSum, roundMoney } from '../money/exact.ts'
import { dayText } from '../rfm/dates.ts'

/** Best buyers among whom those are looked for that only look so. */
const TOP = 20

/**
 * Cancellations that reverse a purchase, and who is a top buyer only because of them. Three scans.
 * @param dataset made without netting
 * @param upTo returns after this day take no part
 */
export function reversalQuestion(dataset: Dataset, upTo: number, digits: number): ReversalQuestion {
  const pairs = dataset.reversals(upTo)
  if (pairs.length === 0) return { pairs: 0, customers: 0, amount: 0, top: TOP, topCustomers: [] }
  const bought = new Float64Array(dataset.customers.count)
  for (const chunk of dataset.chunks(['customer', 'amount', 'kind'])) {
    for (let i = 0; i < chunk.rows; i++) {
      if (chunk.kind[i] === RowKind.purchase && chunk.customer[i] !== NO_CODE)
        bought[chunk.customer[i]!]! += chunk.amount[i]!
    }
  }
  const kept = bought.slice()
  const total = new ExactSum()
  const customers = new Set<number>()
  for (const { customer, amount } of pairs) {
    kept[customer]! -= amount
    total.add(amount)
    customers.add(customer)
  }
  const before = best(bought)
  const after = new Set(best(kept))
  return {
    pairs: pairs.length,
    customers: customers.size,
    amount: roundMoney(total.total(), dataset.scale, digits),
    top: TOP,
    topCustomers: before.flatMap((code, i) =>
      after.has(code) || !customers.has(code)
        ? []
        : {
            customerId: stringAt(dataset.customers, code),
            rank: i + 1,
            bought: roundMoney(bought[code]!, dataset.scale, digits),
            boughtAndKept: roundMoney(kept[code]!, dataset.scale, digits),
          },
    ),
  }
}

/** Codes of the customers with the highest values, highest first; those with nothing are none. */
function best(values: Float64Array): number[] {
  const codes: number[] = []
  for (let code = 0; code < values.length; code++) {
    const value = values[code]!
    if (value <= 0 || (codes.length === TOP && value <= values[codes[TOP - 1]!]!)) continue
    let at = codes.length
    while (at > 0 && values[codes[at - 1]!]! < value) at--
    codes.splice(at, 0, code)
    if (codes.length > TOP) codes.pop()
  }
  return codes
}

export interface PeopleFindings {
  readonly groups: number
  readonly customers: number
  readonly merged: number
  readonly apart: number
  readonly shared: number
}

/** How many addresses stand at several ids, and what is decided about them. */
export function peopleQuestion(groups: readonly EmailGroup[], rules: PeopleRules): PeopleFindings {
  const choices = choicesOf(rules)
  const customers = new Set(groups.flatMap((group) => group.customers))
  const count = (is: (group: EmailGroup) => boolean) => groups.reduce((sum, group) => sum + (is(group) ? 1 : 0), 0)
  return {
    groups: groups.length,
    customers: customers.size,
    merged: count((group) => isMerged(group, choices)),
    apart: count(({ email }) => choices.apart.has(email)),
    shared: count((group) => group.customers.length > MOST_IDS && !choices.merged.has(group.email)),
  }
}

const MOST_SHOWN = 20

/**
 * A page of the addresses that stand at several ids, with what each id bought. One scan.
 * @param dataset made without merging anybody
 */
export function personGroups(
  dataset: Dataset,
  groups: readonly EmailGroup[],
  rules: PeopleRules,
  digits: number,
  page: { readonly offset: number; readonly limit: number },
): PersonGroup[] {
  const size = dataset.customers.count
  const isAsked = new Uint8Array(size)
  for (const { customers } of groups) for (const code of customers) isAsked[code] = 1
  const net = new Float64Array(size)
  const last = new Int32Array(size).fill(NO_DAY)
  const orders = new Uint32Array(size)
  const seen = new OrderSet()
  for (const chunk of dataset.chunks(['customer', 'orderLow', 'orderHigh', 'day', 'amount', 'kind'])) {
    for (let i = 0; i < chunk.rows; i++) {
      const code = chunk.customer[i]!
      if (code === NO_CODE || isAsked[code] === 0) continue
      net[code]! += chunk.amount[i]!
      if (chunk.kind[i] !== RowKind.purchase) continue
      if (chunk.day[i]! > last[code]!) last[code] = chunk.day[i]!
      if (seen.add(code, chunk.orderLow[i]!, chunk.orderHigh[i]!)) orders[code]!++
    }
  }
  const choices = choicesOf(rules)
  const spendOf = ({ customers }: EmailGroup) => customers.reduce((sum, code) => sum + net[code]!, 0)
  return groups
    .map((group) => ({ group, spend: spendOf(group) }))
    .sort((a, b) => b.spend - a.spend || (a.group.email < b.group.email ? -1 : 1))
    .slice(page.offset, page.offset + page.limit)
    .map(({ group }): PersonGroup => {
      const { email, customers } = group
      return {
        email,
        choice: choices.merged.has(email) ? 'merged' : choices.apart.has(email) ? 'apart' : 'open',
        isMerged: isMerged(group, choices),
        idTotal: customers.length,
        ids: customers
          .map((code) => ({ code, id: stringAt(dataset.customers, code) }))
          .sort((a, b) => Number(a.id.includes('@')) - Number(b.id.includes('@')) || a.code - b.code)
          .slice(0, MOST_SHOWN)
          .map(({ code, id }) => ({
            customerId: id,
            orders: orders[code]!,
            spend: roundMoney(net[code]!, dataset.scale, digits),
            lastDate: last[code] === NO_DAY ? null : dayText(last[code]!),
          })),
      }
    })
}
