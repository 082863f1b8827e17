import { t } from '../../i18n/index.ts'
import type { MapAxis } from '../../charts/customer-map.tsx'

/**
 * Names the two ends of a principal component by the features that weigh at least half as much as the heaviest,
 * at most three of them.
 */
export function axisOf(weights: Readonly<Record<string, number>> | undefined): MapAxis {
  const entries = Object.entries(weights ?? {}).sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]))
  const heaviest = Math.abs(entries[0]?.[1] ?? 0)
  const named = entries.filter(([, weight]) => heaviest > 0 && Math.abs(weight) >= heaviest / 2).slice(0, 3)
  const side = (sign: number) => named.map(([feature, weight]) => words(feature, weight * sign > 0)).join(', ')
  return { low: side(-1), high: side(1) }
}

function words(feature: string, more: boolean): string {
  switch (feature) {
    case 'recency':
    case 'frequency':
    case 'monetary':
      return more ? t(`segments.map.more.${feature}`) : t(`segments.map.less.${feature}`)
    default:
      return more ? t('segments.map.more.other', { feature }) : t('segments.map.less.other', { feature })
  }
}
