import { stringAt } from '../columns/strings.ts'
import { NO_DAY, type CampaignTail } from '../columns/types.ts'
import type { Dataset } from '../dataset/dataset.ts'
import { churnFeatures, churnRows, onLogScale } from '../predict/churn/features.ts'
import { purchaseHistory, type PurchaseHistory } from '../predict/history.ts'
import type { Scope } from '../rfm/scope.ts'

/** What people of a campaign had bought up to the day before it. */
export interface BeforeCampaign {
  /** People found among the customers. */
  readonly matched: number
  /** One value for each of `rows`; none where nobody was found or the rows have no date. */
  readonly columns: readonly { readonly name: string; readonly values: Float64Array }[]
}

/** More days than this are no campaign but a stream: their rows are looked at by the first day of each of so many spans. */
const MOST_DAYS = 60

/**
 * Recency, frequency and money of each person as of the day before the campaign, so that what the campaign brought has no
 * part in what predicts it. People who are no customers yet count as never having bought, which is a column of its own.
 * Cost: two scans of the orders.
 *
 * @param rows the people, as rows of the file
 */
export function* beforeCampaign(
  dataset: Dataset,
  scope: Scope,
  tail: CampaignTail,
  rows: Uint32Array,
): Generator<number, BeforeCampaign> {
  const known = new Map<string, number>()
  for (let code = 0; code < dataset.customers.count; code++)
    known.set(stringAt(dataset.customers, code), dataset.aliases?.[code] ?? code)
  const codes = Int32Array.from(rows, (row) => known.get(stringAt(tail.ids, row)) ?? -1)
  const people = [...new Set(codes)].filter((code) => code >= 0)
  const matched = codes.reduce((sum, code) => sum + (code >= 0 ? 1 : 0), 0)
  const dated = rows.filter((row, i) => codes[i]! >= 0 && tail.days[row] !== NO_DAY)
  if (dated.length === 0) return { matched, columns: [] }
  const history = yield* purchaseHistory(dataset, scope, Uint32Array.from(people))
  const place = new Map(people.map((code, i) => [code, i]))
  const table = new FeatureTable(history, cutoffOf(tail, dated))
  const columns = churnFeatures.map((name) => ({ name: `rfm_${name}`, values: new Float64Array(rows.length) }))
  const isCustomer = new Float64Array(rows.length)
  rows.forEach((row, i) => {
    const day = tail.days[row]!
    if (codes[i]! < 0 || day === NO_DAY) return
    const features = table.of(place.get(codes[i]!)!, day - 1)
    if (features === null) return
    isCustomer[i] = 1
    columns.forEach(({ values }, c) => (values[i] = features[c]!))
  })
  return { matched, columns: [{ name: 'rfm_customer', values: isCustomer }, ...columns] }
}

/** The day at which a row's person is looked at: hers less one, or an earlier one where there are too many days. */
function cutoffOf(tail: CampaignTail, rows: Uint32Array): (day: number) => number {
  const days = [...new Set(Array.from(rows, (row) => tail.days[row]! - 1))].sort((a, b) => a - b)
  if (days.length <= MOST_DAYS) return (day) => day
  const kept = Array.from({ length: MOST_DAYS }, (_, i) => days[Math.floor((i * days.length) / MOST_DAYS)]!)
  return (day) => kept.findLast((each) => each <= day)!
}

/** Features of everybody as of a day, computed when first asked for. */
class FeatureTable {
  private readonly history: PurchaseHistory
  private readonly cutoffOf: (day: number) => number
  private readonly byDay = new Map<number, { readonly place: Int32Array; readonly data: Float64Array }>()

  constructor(history: PurchaseHistory, cutoff: (day: number) => number) {
    this.history = history
    this.cutoffOf = cutoff
  }

  /** null: nothing bought by then. */
  of(customer: number, day: number): Float64Array | null {
    const cutoff = this.cutoffOf(day)
    let known = this.byDay.get(cutoff)
    if (known === undefined) {
      const { states, features } = churnRows(this.history, cutoff)
      // Logarithms: a straight line through raw spend would follow the few who spend most.
      const { data } = onLogScale(features)
      const place = new Int32Array(this.history.customers).fill(-1)
      states.index.forEach((each, n) => (place[each] = n))
      known = { place, data }
      this.byDay.set(cutoff, known)
    }
    const row = known.place[customer]!
    return row < 0 ? null : known.data.subarray(row * churnFeatures.length, (row + 1) * churnFeatures.length)
  }
}
