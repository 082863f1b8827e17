import type { Analysis } from '../contract/analysis.ts'
import { fillTemplate, formatNote, integer, money, type FormatContext } from '../contract/messages/format.ts'

type Row = readonly string[]

/** What `analyze` prints: one sentence, the RFM segments and the clusters. */
export function segmentTable(analysis: Analysis): string {
  const context: FormatContext = { locale: 'en', currency: analysis.currency }
  const { overview, kChoice } = analysis
  const share = (value: number) => value.toFixed(1)
  const row = (name: string, of: Analysis['segments'][number] | Analysis['clusters'][number]): Row => [
    name,
    integer(of.customers),
    share(of.shareOfCustomers),
    money(of.revenue, context),
    share(of.shareOfRevenue),
    of.customers === 0 ? '–' : money(of.averageSpend, context),
    of.customers === 0 ? '–' : integer(of.medianRecencyDays),
  ]
  const figures = ['customers', '% of them', 'revenue', '% of it', 'avg spend', 'median recency (days)']
  // Of those with a purchase: who only returned something has no segment.
  const revenue = analysis.segments.reduce((sum, segment) => sum + segment.revenue, 0)
  return [
    fillTemplate(
      '{customers:plural:1 customer|# customers} brought {revenue:money} in {orders:plural:1 order|# orders} up to {asOf:date}.',
      { customers: overview.customersWithPurchase, revenue, orders: overview.orders, asOf: overview.asOf },
      context,
    ),
    '',
    ...aligned([['Segment', ...figures], ...analysis.segments.map((segment) => row(segment.segmentLabel, segment))]),
    '',
    formatNote(kChoice.reason, context),
    '',
    ...aligned([
      ['Cluster', ...figures],
      ...analysis.clusters.map((cluster) =>
        row(`${cluster.clusterId} ${cluster.name ?? cluster.clusterLabel}`, cluster),
      ),
    ]),
  ].join('\n')
}

/** First column to the left, numbers to the right, two blanks between. */
function aligned(rows: readonly Row[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  )
}
