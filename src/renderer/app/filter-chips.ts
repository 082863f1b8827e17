import type { Analysis } from '../../contract/analysis.ts'
import type { CustomerFilter } from '../../contract/customers.ts'
import { t } from '../i18n/index.ts'
import { clusterColour, clusterNameById, segmentColour, segmentNameByLabel } from './labels.ts'

/** One part of the customer filter as a chip; `without` is the change that takes it away. */
export interface FilterChip {
  readonly key: string
  readonly text: string
  readonly colour?: number
  readonly without: Partial<CustomerFilter>
}

/** The customer filter as chips, in a steady order. */
export function filterChips(filter: CustomerFilter, analysis: Analysis | null): readonly FilterChip[] {
  const chips: FilterChip[] = []
  const drop = <Value>(list: readonly Value[], value: Value) => list.filter((other) => other !== value)

  for (const label of filter.segments ?? []) {
    const row = analysis?.segments.find((segment) => segment.segmentLabel === label)
    chips.push({
      key: `segment ${label}`,
      text: segmentNameByLabel(analysis, label),
      without: { segments: drop(filter.segments ?? [], label) },
      ...(row === undefined ? {} : { colour: segmentColour(row) }),
    })
  }
  for (const id of filter.clusters ?? []) {
    const row = analysis?.clusters.find((cluster) => cluster.clusterId === id)
    chips.push({
      key: `cluster ${id}`,
      text: clusterNameById(analysis, id),
      without: { clusters: drop(filter.clusters ?? [], id) },
      ...(row === undefined ? {} : { colour: clusterColour(row) }),
    })
  }
  for (const name of filter.abc ?? []) {
    chips.push({
      key: `abc ${name}`,
      text: t('app.filter.abc', { name }),
      without: { abc: drop(filter.abc ?? [], name) },
    })
  }
  if (filter.r !== undefined) {
    chips.push({ key: 'r', text: t('app.filter.r', { scores: filter.r.join(', ') }), without: { r: [] } })
  }
  if (filter.f !== undefined) {
    chips.push({ key: 'f', text: t('app.filter.f', { scores: filter.f.join(', ') }), without: { f: [] } })
  }
  for (const part of ['valueSegments', 'loyaltySegments', 'engagement'] as const) {
    for (const name of filter[part] ?? []) {
      chips.push({ key: `${part} ${name}`, text: name, without: { [part]: drop(filter[part] ?? [], name) } })
    }
  }
  if (filter.near !== undefined) {
    const { by, to, orders } = filter.near
    const name = segmentNameByLabel(analysis, to)
    chips.push({
      key: 'near',
      text:
        by === 'order'
          ? t('app.filter.nearOrder', { orders: orders ?? 1, name })
          : t('app.filter.nearSilence', { name }),
      without: { near: undefined },
    })
  }
  for (const label of filter.previousSegments ?? []) {
    chips.push({
      key: `before ${label}`,
      text:
        label === 'new' ? t('app.filter.new') : t('app.filter.before', { name: segmentNameByLabel(analysis, label) }),
      without: { previousSegments: drop(filter.previousSegments ?? [], label) },
    })
  }
  for (const id of filter.previousClusters ?? []) {
    chips.push({
      key: `before ${id}`,
      text: t('app.filter.before', { name: id < 0 ? t('app.filter.noCluster') : clusterNameById(analysis, id) }),
      without: { previousClusters: drop(filter.previousClusters ?? [], id) },
    })
  }
  if (filter.withPurchase === true) {
    chips.push({ key: 'withPurchase', text: t('app.filter.withPurchase'), without: { withPurchase: false } })
  }
  if (filter.search !== undefined) {
    chips.push({ key: 'search', text: t('app.filter.search', { text: filter.search }), without: { search: '' } })
  }
  return chips
}
