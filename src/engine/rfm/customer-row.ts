import { noPurchase } from './no-purchase.ts'
import type { CustomerRow } from '../../contract/customers.ts'
import { stringAt } from '../columns/strings.ts'
import { NO_CODE } from '../columns/types.ts'
import { roundMoney } from '../money/exact.ts'
import { NONE } from './customer-columns.ts'
import { segmentNames } from './segment-map.ts'
import type { CustomerView } from './select-customers.ts'
import { engagementTiers, loyaltySegments, valueSegments } from './tiers.ts'

/** One customer as the table, the drawer and the export show her. */
export function customerRow(
  { columns, cluster, clusterLabels }: CustomerView,
  i: number,
  scale: number,
  digits: number,
): CustomerRow {
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
    segment_label: bought ? segmentNames[columns.segment[i]!]! : noPurchase,
    cluster_id: clusterId,
    cluster_label: clusterId === null ? null : (clusterLabels.get(clusterId) ?? null),
    abc_category: columns.abc[i] === 0 ? null : (' ABC'[columns.abc[i]!] as 'A' | 'B' | 'C'),
    value_segment: valueSegments[columns.value[i]!]!,
    loyalty_segment: columns.loyalty[i] === NONE ? null : loyaltySegments[columns.loyalty[i]!]!,
    engagement: columns.engagement[i] === NONE ? null : engagementTiers[columns.engagement[i]!]!,
    monthlySpend: Array.from(columns.monthly.subarray(i * 12, i * 12 + 12)),
    attributes: columns.attributes.map(({ dictionary, codes }) =>
      codes[i] === NO_CODE ? null : stringAt(dictionary, codes[i]!),
    ),
  }
}
