import type { Analysis, RfmCell } from '../../../contract/analysis.ts'
import { segmentNameByLabel } from '../../app/labels.ts'
import { useApp } from '../../app/store.ts'
import { CohortTable } from '../../charts/cohort-table.tsx'
import { LorenzChart } from '../../charts/lorenz-chart.tsx'
import { MonthsChart } from '../../charts/months-chart.tsx'
import { RfmGrid } from '../../charts/rfm-grid.tsx'
import { t } from '../../i18n/index.ts'
import { dayShort, moneyShort, monthShort, percent } from '../../ui/format.ts'
import { showCustomers } from '../analysis/into.tsx'
import { Figures } from './figures.tsx'
import { isPartialMonth, nextMonthRetention, shareForHalf } from './findings.ts'
import { Sentence, revenueOfBuyers } from './sentence.tsx'
import { AbcCard, Doubts, Notes, ReturnsCard, RowsCard } from './side-cards.tsx'
import './overview.css'

/** Answer first: who the customers are in a sentence; below, the evidence. */
export function OverviewScreen() {
  const analysis = useApp((state) => state.analysis)
  return analysis === null ? null : <Content analysis={analysis} />
}

function Content({ analysis }: { readonly analysis: Analysis }) {
  const { overview } = analysis
  const retention = nextMonthRetention(overview.cohorts)
  const lastMonth = overview.months.at(-1)
  const partial = lastMonth?.month === overview.asOf.slice(0, 7) && isPartialMonth(overview.asOf)
  return (
    <div className="screen">
      <Sentence analysis={analysis} />
      <Doubts analysis={analysis} />
      <Figures analysis={analysis} />
      <div className="grid-12">
        <div className="card span-7">
          <RfmGrid
            title={rfmTitle(analysis)}
            subtitle={t('overview.rfm.subtitle')}
            cells={overview.rfmGrid}
            nameOf={(label) => segmentNameByLabel(analysis, label)}
            onCell={(cell: RfmCell) => showCustomers({ r: [cell.r], f: [cell.f] })}
          />
        </div>
        <div className="card span-5">
          <Skew analysis={analysis} />
        </div>
        <div className="card span-12">
          <MonthsChart
            title={monthsTitle(analysis)}
            {...(partial
              ? {
                  subtitle: t('overview.months.partial', {
                    month: monthShort(lastMonth.month),
                    day: dayShort(overview.asOf),
                  }),
                }
              : {})}
            months={overview.months}
            height={260}
          />
        </div>
        <div className="card span-8">
          <CohortTable
            title={
              retention === null
                ? t('overview.cohorts.none')
                : t('overview.cohorts.title', { share: percent(retention.share) })
            }
            {...(retention === null ? {} : { subtitle: t('overview.cohorts.subtitle', { n: retention.months }) })}
            cohorts={overview.cohorts}
          />
        </div>
        <div className="span-4 overview-side">
          <AbcCard analysis={analysis} />
          <ReturnsCard analysis={analysis} />
        </div>
        <div className="span-12">
          <RowsCard analysis={analysis} />
        </div>
      </div>
      <Notes analysis={analysis} />
    </div>
  )
}

function Skew({ analysis }: { readonly analysis: Analysis }) {
  const { lorenz, customersWithPurchase } = analysis.overview
  const few = customersWithPurchase < 2
  if (few || revenueOfBuyers(analysis) <= 0) {
    return (
      <div className="stack">
        <h3 className="card-title">{t('overview.lorenz.title.none')}</h3>
        <p className="muted">{few ? t('overview.lorenz.one') : t('overview.lorenz.negative')}</p>
      </div>
    )
  }
  const half = shareForHalf(lorenz)
  return (
    <LorenzChart
      title={
        half === null || half >= 45 ? t('overview.lorenz.flat') : t('overview.lorenz.title', { share: `${half} %` })
      }
      lorenz={lorenz}
      height={436}
    />
  )
}

function rfmTitle(analysis: Analysis): string {
  const best = [...analysis.segments].sort((a, b) => b.shareOfRevenue - a.shareOfRevenue)[0]
  if (best === undefined) return t('overview.rfm.none')
  if (best.shareOfRevenue <= 0 || best.shareOfCustomers >= 100) return t('overview.rfm.plain')
  return t('overview.rfm.title', {
    name: segmentNameByLabel(analysis, best.segmentLabel),
    customers: percent(best.shareOfCustomers),
    revenue: percent(best.shareOfRevenue),
  })
}

function monthsTitle(analysis: Analysis): string {
  const { months } = analysis.overview
  const best = [...months].sort((a, b) => b.revenue - a.revenue)[0]
  if (best === undefined) return t('charts.empty')
  const values = { month: monthShort(best.month), revenue: moneyShort(best.revenue) }
  return months.length === 1 ? t('overview.months.one', values) : t('overview.months.best', values)
}
