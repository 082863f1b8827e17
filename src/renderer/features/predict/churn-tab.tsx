import type { Analysis } from '../../../contract/analysis.ts'
import type { ChurnPrediction, Predictions } from '../../../contract/predictions.ts'
import { ReliabilityChart } from '../../charts/reliability-chart.tsx'
import { ScoreHistogram } from '../../charts/score-histogram.tsx'
import { noteText, t } from '../../i18n/index.ts'
import { count, countShort, decimal, exact, percent } from '../../ui/format.ts'
import { Figure, Table, Why } from '../../ui/index.ts'
import { showCustomers } from '../analysis/into.tsx'
import { BuyingModels } from './buying-models.tsx'
import { NotEnough } from './not-enough.tsx'
import { PredictionNotes } from './notes.tsx'
import { SegmentTable } from './segment-table.tsx'
import { churnQuality } from './sentences.ts'
import { Weights } from './weights.tsx'
import { Windows } from './windows.tsx'

/** Who may not come back within the horizon, how well that is known, and from what. */
export function ChurnTab({
  analysis,
  predictions,
}: {
  readonly analysis: Analysis
  readonly predictions: Predictions
}) {
  const { churn } = predictions
  if (churn.method === null)
    return (
      <NotEnough
        reason={churn.reason}
        notes={churn.notes}
        buying={predictions.buying}
        candidates={churn.candidates.length === 0 ? null : <Candidates churn={churn} />}
      />
    )
  const { report } = churn
  return (
    <div className="predict-stack">
      <Figures churn={churn} />
      <div className="grid-12">
        {report === null ? null : (
          <div className="card span-6">
            <ReliabilityChart
              title={churnQuality(report)}
              subtitle={t('predict.reliability.subtitle', { n: churn.windows?.report.customers ?? 0 })}
              bins={report.reliability}
              height={280}
            />
          </div>
        )}
        <div className="card span-6">
          <ScoreHistogram
            title={t('predict.histogram.title', {
              share: percent((churn.risk.high / Math.max(1, total(churn))) * 100),
              limit: decimal(churn.thresholds.high, 2),
            })}
            subtitle={t('predict.histogram.subtitle')}
            histogram={churn.histogram}
            thresholds={churn.thresholds}
            height={280}
          />
        </div>
        <div className="card stack span-6">
          <Weights weights={churn.weights} />
        </div>
        <div className="card stack span-6">
          <Candidates churn={churn} />
        </div>
        {churn.windows === null ? null : (
          <div className="card stack span-12">
            <Windows windows={churn.windows} />
          </div>
        )}
        <div className="card stack span-12">
          <SegmentTable analysis={analysis} rows={predictions.segments} />
        </div>
      </div>
      <BuyingModels models={predictions.buying} />
      <PredictionNotes notes={churn.notes} />
    </div>
  )
}

function total({ risk }: ChurnPrediction): number {
  return risk.low + risk.medium + risk.high
}

function Figures({ churn }: { readonly churn: ChurnPrediction }) {
  const all = Math.max(1, total(churn))
  const { report, thresholds } = churn
  const levels = [
    { key: 'high', limits: t('predict.risk.from', { limit: decimal(thresholds.high, 2) }) },
    {
      key: 'medium',
      limits: t('predict.risk.between', { low: decimal(thresholds.medium, 2), high: decimal(thresholds.high, 2) }),
    },
    { key: 'low', limits: t('predict.risk.below', { limit: decimal(thresholds.medium, 2) }) },
  ] as const
  return (
    <section className="card figures" aria-label={t('predict.tabs.churn')}>
      {levels.map(({ key, limits }) => (
        <Figure
          key={key}
          label={t(`predict.risk.${key}`)}
          value={countShort(churn.risk[key])}
          exact={count(churn.risk[key])}
          detail={t('predict.risk.detail', { share: percent((churn.risk[key] / all) * 100), limits })}
          {...(churn.risk[key] === 0 ? {} : { onPress: () => showCustomers({ churnRisk: [key] }) })}
        />
      ))}
      {report === null ? null : (
        <Figure
          label={t('predict.churn.auc')}
          value={report.auc === null ? '–' : decimal(report.auc, 3)}
          {...(report.auc === null ? {} : { exact: exact(report.auc) })}
          detail={
            <>
              {t('predict.churn.aucDetail')}
              <Why
                about={t('predict.churn.auc')}
                rule={t('predict.churn.aucWhy')}
                numbers={[
                  { label: t('predict.metric.auc'), value: report.auc === null ? '–' : decimal(report.auc, 4) },
                  { label: t('predict.metric.brier'), value: decimal(report.brier, 4) },
                  { label: t('predict.metric.logLoss'), value: decimal(report.logLoss, 4) },
                  { label: t('predict.metric.logLossOfRate'), value: decimal(report.logLossOfRate, 4) },
                  { label: t('predict.metric.rate'), value: percent(report.rate * 100) },
                ]}
              />
            </>
          }
        />
      )}
    </section>
  )
}

/** The ways that were tried, with how each did on the second window; the better one is used. */
function Candidates({ churn }: { readonly churn: ChurnPrediction }) {
  return (
    <>
      <h3 className="card-title">
        {t('predict.candidates.title')}{' '}
        <Why
          about={t('predict.candidates.title')}
          rule={t('predict.candidates.why')}
          numbers={[
            { label: t('predict.horizon'), value: t('predict.days', { n: churn.horizonDays }) },
            ...(churn.gapPercentile === null
              ? []
              : [
                  {
                    label: t('predict.gapPercentile'),
                    value: t('predict.days', { n: Math.round(churn.gapPercentile) }),
                  },
                ]),
          ]}
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
          ...(['auc', 'brier', 'logLoss'] as const).map((key) => ({
            key,
            header: t(`predict.metric.${key}`),
            numeric: true,
            cell: (row: ChurnPrediction['candidates'][number]) => {
              const metric = row.metrics?.[key] ?? null
              return metric === null ? '–' : decimal(metric, 4)
            },
          })),
        ]}
        rows={churn.candidates}
        rowKey={(row) => row.method}
      />
    </>
  )
}
