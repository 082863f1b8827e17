import { useCallback, useMemo } from 'react'
import { t } from '../i18n/index.ts'
import { decimal, short } from '../ui/format.ts'
import { Chart } from './chart.tsx'
import type { ChartTable } from './table.ts'
import type { ChartTheme } from './theme.ts'

export interface ScoreHistogramProps {
  readonly title: string
  readonly subtitle?: string
  /** Customers by score, bins of equal width over 0 … 1. */
  readonly histogram: readonly number[]
  readonly thresholds: { readonly medium: number; readonly high: number }
  readonly height: number
}

/** How many customers have which probability; darker from one level of risk to the next. */
export function ScoreHistogram({ title, subtitle, histogram, thresholds, height }: ScoreHistogramProps) {
  const bins = histogram.length
  const table = useMemo<ChartTable>(
    () => ({
      columns: [
        { label: t('charts.score.from'), numeric: true },
        { label: t('charts.score.to'), numeric: true },
        { label: t('charts.score.customers'), numeric: true },
      ],
      rows: histogram.map((customers, at) => [at / bins, (at + 1) / bins, customers]),
    }),
    [histogram, bins],
  )
  const describe = useCallback(
    (at: number) =>
      t('charts.score.point', {
        from: decimal(at / bins, 2),
        to: decimal((at + 1) / bins, 2),
        n: histogram[at] ?? 0,
      }),
    [histogram, bins],
  )
  const option = useCallback(
    (theme: ChartTheme) => ({
      grid: { left: 56, right: 12, top: 26, bottom: 44, outerBoundsMode: 'none' },
      tooltip: {
        trigger: 'axis',
        axisPointer: { type: 'shadow', shadowStyle: { color: theme.label, opacity: 0.08 }, animation: false },
        formatter: (items: { dataIndex: number }[]) => describe(items[0]?.dataIndex ?? 0),
      },
      xAxis: {
        type: 'category',
        data: histogram.map((_, at) => decimal(at / bins, 2)),
        name: t('charts.score.axis'),
        nameLocation: 'middle',
        nameGap: 28,
        nameTextStyle: { color: theme.label },
        axisLabel: { color: theme.label, interval: Math.max(0, Math.round(bins / 5) - 1) },
        axisLine: { lineStyle: { color: theme.axis } },
        axisTick: { show: false },
      },
      yAxis: {
        type: 'value',
        splitNumber: 3,
        axisLabel: { color: theme.label, formatter: short },
        splitLine: { lineStyle: { color: theme.grid } },
      },
      series: [
        {
          type: 'bar',
          barCategoryGap: '12%',
          emphasis: { disabled: true },
          data: histogram.map((value, at) => ({
            value,
            itemStyle: { color: theme.sequential[stepOf((at + 0.5) / bins, thresholds)] },
          })),
        },
      ],
    }),
    [histogram, bins, thresholds, describe],
  )
  return (
    <Chart
      title={title}
      {...(subtitle === undefined ? {} : { subtitle })}
      option={option}
      table={table}
      height={height}
      describe={describe}
      tools={
        <ul className="chart-keys" aria-hidden="true">
          {(['low', 'medium', 'high'] as const).map((level) => (
            <li key={level}>
              <i className={`is-risk-${level}`} />
              {t(`charts.score.${level}`)}
            </li>
          ))}
        </ul>
      }
    />
  )
}

function stepOf(score: number, { medium, high }: ScoreHistogramProps['thresholds']): number {
  return score >= high ? 5 : score >= medium ? 3 : 2
}
