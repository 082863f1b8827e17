import type { Analysis } from '../../../contract/analysis.ts'
import type { Predictions, ValuePrediction } from '../../../contract/predictions.ts'
import { DecilesChart } from '../../charts/deciles-chart.tsx'
import { noteText, t } from '../../i18n/index.ts'
import { decimal, money, moneyExact, moneyShort, percent } from '../../ui/format.ts'
import { Figure, Table, Why } from '../../ui/index.ts'
import { BuyingModels } from './buying-models.tsx'
import { NotEnough } from './not-enough.tsx'
import { PredictionNotes } from './notes.tsx'
import { SegmentTable } from './segment-table.tsx'
import { valueQuality } from './sentences.ts'
import { Windows } from './windows.tsx'

/** What everybody is expected to spend in the next twelve months, and how far that can be relied on. */
export function ValueTab({
  analysis,
  predictions,
}: {
  readonly analysis: Analysis
  readonly predictions: Predictions
}) {
  const { value } = predictions
  if (value.method === null)
    return (
      <NotEnough
        reason={value.reason}
        notes={value.notes}
        buying={predictions.buying}
        candidates={value.candidates.length === 0 ? null : <Candidates value={value} />}
      />
    )
  const { report } = value
  return (
    <div className="predict-stack">
      <Figures value={value} />
      <div className="grid-12">
        {report === null ? null : (
          <div className="card span-6">
            <DecilesChart
              title={valueQuality(report)}
              subtitle={t('predict.deciles.subtitle', { days: value.windows?.report.days ?? 0 })}
              deciles={report.deciles}
              height={280}
            />
          </div>
        )}
        <div className="card stack span-6">
          <Candidates value={value} />
        </div>
        {value.windows === null ? null : (
          <div className="card stack span-12">
            <Windows windows={value.windows} />
          </div>
        )}
        <div className="card stack span-12">
          <SegmentTable analysis={analysis} rows={predictions.segments} />
        </div>
      </div>
      <BuyingModels models={predictions.buying} />
      <PredictionNotes notes={value.notes} />
    </div>
  )
}

function Figures({ value }: { readonly value: ValuePrediction }) {
  const { report } = value
  return (
    <section className="card figures" aria-label={t('predict.tabs.value')}>
      <Figure
        label={t('predict.value.total')}
        value={moneyShort(value.total)}
        exact={moneyExact(value.total)}
        detail={t('predict.value.totalDetail', { days: value.days })}
      />
      <Figure
        label={t('predict.value.topTenth')}
        value={percent(value.topTenthShare)}
        detail={t('predict.value.topTenthDetail')}
      />
      {report === null ? null : (
        <>
          <Figure
            label={t('predict.value.error')}
            value={money(report.absoluteError)}
            exact={moneyExact(report.absoluteError)}
            detail={
              <>
                {t('predict.value.errorDetail', { mean: money(report.absoluteErrorOfMean) })}
                <Why
                  about={t('predict.value.error')}
                  rule={t('predict.value.errorWhy')}
                  numbers={[
                    { label: t('predict.metric.meanPredicted'), value: moneyExact(report.meanPredicted) },
                    { label: t('predict.metric.meanActual'), value: moneyExact(report.meanActual) },
                    {
                      label: t('predict.metric.correlation'),
                      value: report.correlation === null ? '–' : decimal(report.correlation, 3),
                    },
                    {
                      label: t('predict.metric.rankCorrelation'),
                      value: report.rankCorrelation === null ? '–' : decimal(report.rankCorrelation, 3),
                    },
                  ]}
                />
              </>
            }
          />
          <Figure
            label={t('predict.value.coverage', { level: percent(report.level * 100) })}
            value={percent(report.coverage * 100)}
            detail={
              <>
                {t('predict.value.coverageDetail')}
                <Why
                  about={t('predict.value.coverage', { level: percent(report.level * 100) })}
                  rule={t('predict.value.coverageWhy')}
                  numbers={[
                    { label: t('predict.metric.zeroShare'), value: percent(report.zeroShare * 100) },
                    { label: t('predict.metric.width'), value: moneyExact(report.averageWidth) },
                  ]}
                />
              </>
            }
          />
        </>
      )}
    </section>
  )
}

function Candidates({ value }: { readonly value: ValuePrediction }) {
  return (
    <>
      <h3 className="card-title">
        {t('predict.candidates.title')}{' '}
        <Why
          about={t('predict.candidates.title')}
          rule={t('predict.candidates.valueWhy')}
          {...(value.scale === null
            ? {}
            : { numbers: [{ label: t('predict.metric.scale'), value: decimal(value.scale, 3) }] })}
        />
      </h3>
      <Table
        caption={t('predict.candidates.title')}
        columns={[
          {
            key: 'method',
            header: t('predict.candidates.method'),
            cell: (row) => (
              <>
                <b className={row.used ? 'predict-used' : undefined}>{t(`predict.method.${row.method}`)}</b>
                {row.used ? <span className="muted"> · {t('predict.candidates.used')}</span> : null}
                {row.problem === null ? null : <div className="muted">{noteText(row.problem)}</div>}
              </>
            ),
          },
          {
            key: 'error',
            header: t('predict.metric.absoluteError'),
            numeric: true,
            cell: (row) => (row.metrics === null ? '–' : money(row.metrics.absoluteError)),
          },
          {
            key: 'correlation',
            header: t('predict.metric.correlation'),
            numeric: true,
            cell: (row) =>
              row.metrics?.correlation === null || row.metrics === null ? '–' : decimal(row.metrics.correlation, 3),
          },
        ]}
        rows={value.candidates}
        rowKey={(row) => row.method}
      />
    </>
  )
}
