import type { CustomerRow } from '../../../../contract/customers.ts'
import { useAnswer } from '../../../app/use-answer.ts'
import { noteText, t } from '../../../i18n/index.ts'
import { decimal, money, moneyExact, percent } from '../../../ui/format.ts'
import { Chip, Why } from '../../../ui/index.ts'
import { Part } from './parts.tsx'

const tones = { low: 'good', medium: 'plain', high: 'danger' } as const

/** What is expected of her: the chance that she stays away, and what she is likely to spend in a year. */
export function PredictionsPart(props: {
  readonly customer: CustomerRow
  readonly projectId: string
  readonly run: string
}) {
  const { customer, projectId, run } = props
  const { value } = useAnswer('predictions.latest', { projectId }, run)
  const { churn_score: churn, churn_risk: risk, clv, clv_low: low, clv_high: high } = customer
  const { value: why } = useAnswer('predictions.explain', { projectId, index: customer.index }, run)
  const { uplift_score: uplift, uplift_low, uplift_high } = customer
  if (customer.r_score === null) return null
  return (
    <Part title={t('customers.predict.title')}>
      <dl className="predictions">
        <div>
          <dt>{t('customers.predict.churn')}</dt>
          {churn === null || risk === null ? (
            <dd className="muted">
              {value?.churn.reason == null ? t('customers.predict.none') : noteText(value.churn.reason)}
            </dd>
          ) : (
            <dd>
              <b className="tabular">{percent(100 * churn)}</b>
              <Chip tone={tones[risk]}>{t(`customers.predict.${risk}`)}</Chip>
              {value === null ? null : (
                <Why
                  about={t('customers.predict.churn')}
                  rule={t('customers.predict.churnRule', {
                    days: value.churn.horizonDays,
                    medium: percent(100 * value.churn.thresholds.medium),
                    high: percent(100 * value.churn.thresholds.high),
                  })}
                />
              )}
            </dd>
          )}
        </div>
        <div>
          <dt>{t('customers.predict.clv')}</dt>
          {clv === null ? (
            <dd className="muted">
              {value?.value.reason == null ? t('customers.predict.none') : noteText(value.value.reason)}
            </dd>
          ) : (
            <dd>
              <b className="tabular" title={moneyExact(clv)}>
                {money(clv)}
              </b>
              {low === null || high === null ? null : (
                <span className="muted tabular">
                  {t('customers.predict.interval', { low: money(low), high: money(high) })}
                </span>
              )}
              <Why about={t('customers.predict.clv')} rule={t('customers.predict.clvRule')} />
            </dd>
          )}
        </div>
        {uplift === null ? null : (
          <div>
            <dt>{t('customers.predict.uplift')}</dt>
            <dd>
              <b className="tabular">{decimal(uplift, 3)}</b>
              {uplift_low === null || uplift_high === null ? null : (
                <span className="muted tabular">
                  {t('customers.predict.interval', { low: decimal(uplift_low, 3), high: decimal(uplift_high, 3) })}
                </span>
              )}
              <Why about={t('customers.predict.uplift')} rule={t('customers.predict.upliftRule')} />
            </dd>
          </div>
        )}
      </dl>
      {why === null || why.reasons.length === 0 ? null : (
        <>
          <h4>{t('customers.predict.churnWhy')}</h4>
          <ul className="sentences">
            {why.reasons
              .map(({ note }) => noteText(note))
              .map((reason) => (
                <li key={reason}>{reason}</li>
              ))}
          </ul>
        </>
      )}
    </Part>
  )
}
