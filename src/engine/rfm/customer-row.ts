import type { CustomerRow } from '../../contract/customers.ts'
import { stringAt } from '../columns/strings.ts'
import { NO_CODE } from '../columns/types.ts'
import { roundHalfAway, roundMoney } from '../money/exact.ts'
import { NO_GROUP, personaGroups } from '../persona/persona-group.ts'
import { churnRisk } from '../predict/scores.ts'
import { NONE } from './customer-columns.ts'
import { noPurchase } from './no-purchase.ts'
import { segmentLabels } from '../../contract/segment-labels.ts'
import type { CustomerView } from './select-customers.ts'
import { defaultTiers, engagementTiers, loyaltySegments, valueSegments } from './tiers.ts'

/** What is said of one customer everywhere: table, drawer and export. */
export type CustomerFacts = Omit<CustomerRow, 'monthlySpend' | 'attributes'>

export function customerFacts(view: CustomerView, i: number, scale: number, digits: number): CustomerFacts {
  const { columns, cluster, clusterLabels, scores, churnThresholds = defaultTiers.churn } = view
  const scored = (values: Float64Array | undefined) =>
    values === undefined || Number.isNaN(values[i]!) ? null : values[i]!
  const money = (values: Float64Array | undefined) => {
    const value = scored(values)
    return value === null ? null : roundHalfAway(value, digits)
  }
  const churn = scored(scores?.churn)
  const bought = columns.recency[i]! >= 0
  const clusterId = cluster[i] === NONE ? null : cluster[i]!
  return {
    index: i,
    customer_id: stringAt(columns.customers, i),
    rfm_recency_days: bought ? columns.recency[i]! : null,
    rfm_frequency: columns.frequency[i]!,
    rfm_monetary: roundMoney(columns.net[i]!, scale, digits),
    return_rate: columns.rows[i] === 0 ? null : columns.returnRows[i]! / columns.rows[i]!,
    r_score: bought ? columns.r[i]! : null,
    f_score: bought ? columns.f[i]! : null,
    m_score: bought ? columns.m[i]! : null,
    segment_label: bought ? segmentLabels[columns.segment[i]!]! : noPurchase,
    cluster_id: clusterId,
    cluster_label: clusterId === null ? null : (clusterLabels.get(clusterId) ?? null),
    abc_category: columns.abc[i] === 0 ? null : (' ABC'[columns.abc[i]!] as 'A' | 'B' | 'C'),
    value_segment: valueSegments[columns.value[i]!]!,
    loyalty_segment: columns.loyalty[i] === NONE ? null : loyaltySegments[columns.loyalty[i]!]!,
    engagement: columns.engagement[i] === NONE ? null : engagementTiers[columns.engagement[i]!]!,
    uplift_score: scored(view.uplift?.score),
    uplift_low: scored(view.uplift?.low),
    uplift_high: scored(view.uplift?.high),
    churn_score: churn,
    churn_risk: churn === null ? null : churnRisk(churn, churnThresholds),
    clv: money(scores?.clv),
    clv_low: money(scores?.clvLow),
    clv_high: money(scores?.clvHigh),
    persona_group: personaGroups[scores?.personaGroup[i] ?? NO_GROUP] ?? null,
  }
}

/** One customer as the table shows her: the facts, her months and her own columns. */
export function customerRow(view: CustomerView, i: number, scale: number, digits: number): CustomerRow {
  const { monthly, attributes } = view.columns
  return {
    ...customerFacts(view, i, scale, digits),
    monthlySpend: Array.from(monthly.subarray(i * 12, i * 12 + 12), (spend) => Number(spend.toFixed(digits))),
    attributes: attributes.map(({ dictionary, codes }) =>
      codes[i] === NO_CODE ? null : stringAt(dictionary, codes[i]!),
    ),
  }
}
