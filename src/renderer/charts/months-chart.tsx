import { useCallback, useMemo } from 'react'
import type { MonthRow } from '../../contract/analysis.ts'
import { t } from '../i18n/index.ts'
import { moneyExact, monthShort, short } from '../ui/format.ts'
import { Chart } from './chart.tsx'
import type { ChartTable } from './table.ts'
import type { ChartTheme } from './theme.ts'

export interface MonthsChartProps {
  readonly title: string
  readonly subtitle?: string
  readonly months: readonly MonthRow[]
  readonly height: number
}

/** Revenue by month: stacked new, returning and won-back customers, named directly above. */
export function MonthsChart({ title, subtitle, months, height }: MonthsChartProps) {
  const table = useMemo<ChartTable>(
    () => ({
      columns: [
        { label: t('charts.months.month') },
        { label: t('charts.months.column.revenue'), numeric: true },
        { label: t('charts.months.column.new'), numeric: true },
        { label: t('charts.months.column.returning'), numeric: true },
        { label: t('charts.months.column.wonBack'), numeric: true },
        { label: t('charts.months.column.orders'), numeric: true },
        { label: t('charts.months.column.newCustomers'), numeric: true },
        { label: t('charts.months.column.returningCustomers'), numeric: true },
        { label: t('charts.months.column.wonBackCustomers'), numeric: true },
      ],
      rows: months.map((row) => [
        row.month,
        row.revenue,
        row.newRevenue,
        row.returningRevenue,
        row.wonBackRevenue,
        row.orders,
        row.newCustomers,
        row.returningCustomers,
        row.wonBackCustomers,
      ]),
    }),
    [months],
  )
  const option = useCallback(
    (theme: ChartTheme) => {
      const bars = [
        { name: t('charts.months.returning'), color: theme.mark, values: months.map((row) => row.returningRevenue) },
        { name: t('charts.months.new'), color: theme.markSoft, values: months.map((row) => row.newRevenue) },
        {
          name: t('charts.months.wonBack'),
          color: theme.categories[4],
          values: months.map((row) => row.wonBackRevenue),
        },
      ]
      return {
        grid: { left: 56, right: 8, top: 10, bottom: 28, outerBoundsMode: 'none' },
        tooltip: {
          trigger: 'axis',
          axisPointer: { type: 'shadow', shadowStyle: { color: theme.label, opacity: 0.08 }, animation: false },
          formatter: (items: { dataIndex: number }[]) => describeMonth(months[items[0]?.dataIndex ?? 0]),
        },
        xAxis: {
          type: 'category',
          data: months.map((row) => row.month),
          axisLabel: { color: theme.label, formatter: monthShort, hideOverlap: true },
          axisLine: { lineStyle: { color: theme.axis }, onZero: true },
          axisTick: { show: false },
        },
        yAxis: {
          type: 'value',
          // A loss too small to see does not open a second half of the chart.
          min: ({ min, max }: { min: number; max: number }) => (min < -0.02 * max ? undefined : 0),
          splitNumber: 4,
          axisLabel: { color: theme.label, formatter: short },
          splitLine: { lineStyle: { color: theme.grid } },
        },
        series: bars.map((bar) => ({
          type: 'bar',
          stack: 'revenue',
          name: bar.name,
          data: bar.values,
          barCategoryGap: '28%',
          barMaxWidth: 56,
          itemStyle: { color: bar.color },
          emphasis: { disabled: true },
        })),
      }
    },
    [months],
  )
  return (
    <Chart
      title={title}
      {...(subtitle === undefined ? {} : { subtitle })}
      option={option}
      table={table}
      height={height}
      describe={(index) => describeMonth(months[index]).replaceAll('\n', '. ')}
      tools={
        <ul className="chart-keys" aria-hidden="true">
          <li>
            <i className="is-mark" />
            {t('charts.months.returning')}
          </li>
          <li>
            <i className="is-mark-soft" />
            {t('charts.months.new')}
          </li>
          <li>
            <i className="is-cat-4" />
            {t('charts.months.wonBack')}
          </li>
        </ul>
      }
    />
  )
}

function describeMonth(row: MonthRow | undefined): string {
  if (row === undefined) return ''
  const line = (name: string, revenue: number, customers: number) =>
    `${name}  ${moneyExact(revenue)} · ${t('charts.months.customers', { n: customers })}`
  return [
    `${monthShort(row.month)}  ${moneyExact(row.revenue)}`,
    line(t('charts.months.returning'), row.returningRevenue, row.returningCustomers),
    line(t('charts.months.new'), row.newRevenue, row.newCustomers),
    line(t('charts.months.wonBack'), row.wonBackRevenue, row.wonBackCustomers),
  ].join('\n')
}
