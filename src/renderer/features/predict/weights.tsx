import type { FeatureWeight } from '../../../contract/predictions.ts'
import { t } from '../../i18n/index.ts'
import type { MessageKey } from '../../i18n/index.ts'
import { percent } from '../../ui/format.ts'
import { Why } from '../../ui/index.ts'

const known: Readonly<Record<string, MessageKey>> = {
  recency: 'predict.feature.recency',
  purchase_days: 'predict.feature.purchase_days',
  spend: 'predict.feature.spend',
  tenure: 'predict.feature.tenure',
  basket: 'predict.feature.basket',
  gap: 'predict.feature.gap',
  recent_days: 'predict.feature.recent_days',
  return_share: 'predict.feature.return_share',
}

/** What the score is made of, strongest first. */
export function Weights({ weights }: { readonly weights: readonly FeatureWeight[] }) {
  const most = Math.max(1e-9, ...weights.map(({ weight }) => weight))
  return (
    <>
      <h3 className="card-title">
        {t('predict.weights.title')} <Why about={t('predict.weights.title')} rule={t('predict.weights.why')} />
      </h3>
      {weights.length === 0 ? (
        <p className="muted">{t('predict.weights.none')}</p>
      ) : (
        <ul className="weights">
          {weights.map(({ feature, weight, direction }) => (
            <li key={feature}>
              <span className="truncate">{featureName(feature)}</span>
              <span className="weight-bar" aria-hidden="true">
                <i style={{ inlineSize: `${(weight / most) * 100}%` }} />
              </span>
              <span className="tabular numeric">{percent(weight)}</span>
              <span className="muted">{t(`predict.direction.${direction}`)}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function featureName(feature: string): string {
  const key = known[feature]
  return key === undefined ? feature : (t as (key: MessageKey) => string)(key)
}
