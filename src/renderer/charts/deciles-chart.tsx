import { useCallback, useMemo } from 'react'
import type { ValuePrediction } from '../../contract/predictions.ts'
import { t } from '../i18n/index.ts'
import { moneyExact, short } from '../ui/format.ts'
import { Chart } from './chart.tsx'
import type { ChartTable } from './table.ts'
import type { ChartTheme } from './theme.ts'

type Deciles = NonNullable<ValuePrediction['report']>['deciles']

export interface DecilesChartProps {
  readonly title: string
  readonly subtitle?: string
  /** Groups of equal size, lowest prediction first; money per customer. */
  readonly deciles: Deciles
  readonly height: number
}

/** Predicted beside actual spend of ten groups of customers: bars of one height mean that value can be ranked and added. */
export function DecilesChart({ title, subtitle, deciles, height }: DecilesChartProps) {
  const table = useMemo<ChartTable>(
    () => ({
      columns: [
        { label: t('charts.deciles.group'), numeric: true },
        { label: t('charts.deciles.predicted'), numeric: true },
        { label: t('charts.deciles.actual'), numeric: true },
        { label: t('charts.deciles.customers'), numeric: true },
      ],
      rows: deciles.map((row, at) => [at + 1, row.predicted, row.actual, row.customers]),
    }),
    [deciles],
  )
  const describe = useCallback(
    (at: number) => {
      const row = deciles[at]
      if (row === undefined) return ''
      return [
        t('charts.deciles.point', { group: at + 1, n: row.customers }),
        `${t('charts.deciles.predicted')}  ${moneyExact(row.predicted)}`,
        `${t('charts.deciles.actual')}  ${moneyExact(row.actual)}`,
      ].join('\n')
    },
    [deciles],
  )
  const option = useCallback(
    (theme: ChartTheme) => ({
      grid: { left: 56, right: 12, top: 12, bottom: 44, outerBoundsMode: 'none' },
      tooltip: {
        trigger: 'axis',
        axisPointer: { type: 'shadow', shadowStyle: { color: theme.label, opacity: 0.08 }, animation: false },
        formatter: (items: { dataIndex: number }[]) => describe(items[0]?.dataIndex ?? 0),
      },
      xAxis: {
        type: 'category',
        data: deciles.map((_, at) => String(at + 1)),
        name: t('charts.deciles.axis'),
        nameLocation: 'middle',
        nameGap: 28,
        nameTextStyle: { color: theme.label },
        axisLabel: { color: theme.label },
        axisLine: { lineStyle: { color: theme.axis }, onZero: true },
        axisTick: { show: false },
      },
      yAxis: {
        type: 'value',
        splitNumber: 4,
        axisLabel: { color: theme.label, formatter: short },
        splitLine: { lineStyle: { color: theme.grid } },
      },
      series: [
        { color: theme.markSoft, values: deciles.map((row) => row.predicted) },
        { color: theme.mark, values: deciles.map((row) => row.actual) },
      ].map(({ color, values }) => ({
        type: 'bar',
        data: values,
        barGap: '8%',
        barCategoryGap: '30%',
        itemStyle: { color },
        emphasis: { disabled: true },
      })),
    }),
    [deciles, describe],
  )
  return (
    <Chart
      title={title}
      {...(subtitle === undefined ? {} : { subtitle })}
      option={option}
      table={table}
      height={height}
      describe={(index) => describe(index).replaceAll('\n', '. ')}
      tools={
        <ul className="chart-keys" aria-hidden="true">
          <li>
            <i className="is-mark-soft" />
            {t('charts.deciles.predicted')}
          </li>
          <li>
            <i className="is-mark" />
            {t('charts.deciles.actual')}
          </li>
        </ul>
      }
    />
  )
}
