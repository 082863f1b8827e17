import type { UpliftResult } from '../../../../contract/uplift.ts'
import { t } from '../../../i18n/index.ts'
import { count, decimal, exact } from '../../../ui/format.ts'
import { Chip, Figure, NoteBox, Why } from '../../../ui/index.ts'
import { effect, effectInterval, outcomeMean } from './sentences.ts'

/** What the campaign did on average, and how well it can be told whom it moves. */
export function EffectFigures({ result }: { readonly result: UpliftResult }) {
  const { metrics, outcomeType: type, verdicts } = result
  const optional = (value: number | null) => (value === null ? '–' : decimal(value, 6))
  return (
    <>
      {result.stale ? <NoteBox tone="warning">{t('predict.uplift.stale')}</NoteBox> : null}
      <section className="card figures" aria-label={t('predict.tabs.uplift')}>
        <Figure
          label={t('predict.uplift.average')}
          value={effect(result.averageEffect.value, type)}
          exact={exact(result.averageEffect.value)}
          detail={
            <>
              {effectInterval(result.averageEffect, type)}
              <Verdict proven={verdicts.effect === 'proven'} />
              <Why
                about={t('predict.uplift.average')}
                rule={t('predict.uplift.averageWhy')}
                numbers={[
                  {
                    label: t('predict.uplift.treatedMean', { arm: result.arm }),
                    value: `${outcomeMean(result.treated.mean, type)} · ${count(result.treated.people)}`,
                  },
                  {
                    label: t('predict.uplift.treatedMean', { arm: result.control }),
                    value: `${outcomeMean(result.controls.mean, type)} · ${count(result.controls.people)}`,
                  },
                ]}
              />
            </>
          }
        />
        <Figure
          label={t('predict.uplift.qini')}
          value={decimal(metrics.qini.value, 2)}
          exact={exact(metrics.qini.value)}
          detail={
            <>
              {t('predict.uplift.interval99', {
                low: decimal(metrics.qini.low, 2),
                high: decimal(metrics.qini.high, 2),
              })}
              <Verdict proven={verdicts.targeting === 'proven'} />
              <Why
                about={t('predict.uplift.qini')}
                rule={t('predict.uplift.qiniWhy')}
                numbers={[
                  {
                    label: t('predict.uplift.qiniFolds', { n: result.folds }),
                    value: `${decimal(metrics.qiniOfFolds.mean, 3)} ± ${decimal(metrics.qiniOfFolds.deviation, 3)}`,
                  },
                  { label: t('predict.uplift.qiniAuc'), value: optional(metrics.qiniAuc) },
                  { label: t('predict.uplift.upliftAuc'), value: optional(metrics.upliftAuc) },
                  { label: t('predict.uplift.auuc'), value: decimal(metrics.auuc.value, 3) },
                  {
                    label: t('predict.uplift.other', { learner: result.other.learner.toUpperCase() }),
                    value: decimal(result.other.qini, 3),
                  },
                ]}
              />
            </>
          }
        />
        {([10, 30] as const).map((share) => {
          const top = share === 10 ? metrics.top10 : metrics.top30
          const byGroup = share === 10 ? metrics.top10ByGroup : metrics.top30ByGroup
          return (
            <Figure
              key={share}
              label={t('predict.uplift.top', { share })}
              value={effect(top.value, type)}
              exact={exact(top.value)}
              detail={
                <>
                  {effectInterval(top, type)}
                  <Why
                    about={t('predict.uplift.top', { share })}
                    rule={t('predict.uplift.topWhy')}
                    numbers={[{ label: t('predict.uplift.byGroup'), value: effect(byGroup, type) }]}
                  />
                </>
              }
            />
          )
        })}
      </section>
    </>
  )
}

function Verdict({ proven }: { readonly proven: boolean }) {
  return (
    <>
      {' '}
      <Chip tone={proven ? 'good' : 'warning'}>
        {t(proven ? 'predict.uplift.isProven' : 'predict.uplift.isUnproven')}
      </Chip>
    </>
  )
}
