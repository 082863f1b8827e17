import type { ImportLayer } from '../../../contract/imports.ts'
import { t } from '../../i18n/index.ts'

/** What sets an import apart from one that simply stands beside the others, in a few short lines. */
export function howItCounts(layer: ImportLayer, layers: readonly ImportLayer[]): string[] {
  const { decision, change, replacedBy, mends, mended, counts, foreignRows } = layer
  const mendedFile = layers.find(({ id }) => id === mends)?.fileName
  const effect = change?.effect ?? null
  return [
    ...(replacedBy === null ? [] : [t('layer.how.replacedBy', { name: replacedBy })]),
    ...(decision.mode === 'append' ? [] : [t(`layer.how.${decision.mode}`)]),
    ...(effect !== null && effect.orders > 0 ? [t('layer.how.orders', { n: effect.orders })] : []),
    ...(effect !== null && effect.leftOut > 0 ? [t('layer.how.leftOut', { n: effect.leftOut })] : []),
    ...(mendedFile === undefined ? [] : [t('layer.how.mends', { name: mendedFile })]),
    ...(mended === 0 ? [] : [t('layer.how.mended', { n: mended, total: counts.rejected })]),
    ...foreignRows.map(({ currency, rows }) => t('layer.how.foreign', { n: rows, currency })),
  ]
}
