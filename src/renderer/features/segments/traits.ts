import type { ClusterTrait } from '../../../contract/analysis.ts'
import type { TraitBar } from '../../charts/trait-bars.tsx'
import { t } from '../../i18n/index.ts'
import { decimal, moneyShort, short } from '../../ui/format.ts'

/** The strongest traits as bars, each with both means in the feature's own unit. */
export function traitBars(traits: readonly ClusterTrait[], most = 3): readonly TraitBar[] {
  return traits.slice(0, most).map((trait) => ({
    name: featureName(trait.feature),
    effect: trait.effect,
    text: t('segments.trait.of', {
      mean: featureValue(trait.feature, trait.mean),
      overall: featureValue(trait.feature, trait.overall),
    }),
  }))
}

export function featureName(feature: string): string {
  switch (feature) {
    case 'recency':
    case 'frequency':
    case 'monetary':
      return t(`segments.trait.${feature}`)
    default:
      return feature
  }
}

function featureValue(feature: string, value: number): string {
  if (feature === 'recency') return t('segments.trait.days', { n: decimal(value, value < 10 ? 1 : 0) })
  if (feature === 'frequency') return decimal(value, 1)
  return feature === 'monetary' ? moneyShort(value) : short(value)
}
