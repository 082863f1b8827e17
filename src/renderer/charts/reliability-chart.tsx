import { useCallback, useMemo } from 'react'
import type { ReliabilityBin } from '../../contract/predictions.ts'
import { t } from '../i18n/index.ts'
import { count, percent } from '../ui/format.ts'
import { Chart } from './chart.tsx'
import type { ChartTable } from './table.ts'
import type { ChartTheme } from './theme.ts'

export interface ReliabilityChartProps {
  readonly title: string
  readonly subtitle?: string
  readonly bins: readonly ReliabilityBin[]
  readonly height: number
}

/** What was predicted against what happened, with 95 % intervals: on the diagonal, probabilities can be taken at their word. */
export function ReliabilityChart({ title, subtitle, bins: given, height }: ReliabilityChartProps) {
  const bins = useMemo(() => given.filter((bin) => bin.customers > 0), [given])
  const table = useMemo<ChartTable>(
    () => ({
      columns: [
        { label: t('charts.reliability.predicted'), numeric: true },
        { label: t('charts.reliability.observed'), numeric: true },
        { label: t('charts.reliability.low'), numeric: true },
        { label: t('charts.reliability.high'), numeric: true },
        { label: t('charts.reliability.customers'), numeric: true },
      ],
      rows: bins.map((bin) => [bin.predicted, bin.observed, bin.low, bin.high, bin.customers]),
    }),
    [bins],
  )
  const option = useCallback((theme: ChartTheme) => optionOf(theme, bins), [bins])
  return (
    <Chart
      title={title}
      {...(subtitle === undefined ? {} : { subtitle })}
      option={option}
      table={table}
      height={height}
      describe={(index) => describeBin(bins[index]).replaceAll('\n', '. ')}
    />
  )
}

function describeBin(bin: ReliabilityBin | undefined): string {
  if (bin === undefined) return ''
  return [
    t('charts.reliability.said', { predicted: percent(bin.predicted * 100), n: bin.customers }),
    t('charts.reliability.happened', {
      observed: percent(bin.observed * 100),
      low: percent(bin.low * 100),
      high: percent(bin.high * 100),
    }),
  ].join('\n')
}

function optionOf(theme: ChartTheme, bins: readonly ReliabilityBin[]) {
  const largest = Math.max(1, ...bins.map(({ customers }) => customers))
  const axis = (name: string, gap: number) => ({
    type: 'value',
    min: 0,
    max: 1,
    interval: 0.25,
    name,
    nameLocation: 'middle',
    nameGap: gap,
    nameTextStyle: { color: theme.label },
    axisLabel: { color: theme.label, formatter: (value: number) => `${count(value * 100)}\u00A0%` },
    axisLine: { lineStyle: { color: theme.axis } },
    axisTick: { show: false },
    splitLine: { show: gap > 30, lineStyle: { color: theme.grid } },
  })
  return {
    grid: { left: 64, right: 16, top: 12, bottom: 44, outerBoundsMode: 'none' },
    tooltip: {
      trigger: 'item',
      formatter: (item: { seriesIndex: number; dataIndex: number }) =>
        item.seriesIndex === 0 ? describeBin(bins[item.dataIndex]) : '',
    },
    xAxis: axis(t('charts.reliability.predicted'), 28),
    yAxis: axis(t('charts.reliability.observed'), 46),
    series: [
      {
        type: 'line',
        z: 4,
        data: bins.map((bin) => ({
          value: [bin.predicted, bin.observed],
          symbolSize: 6 + 8 * Math.sqrt(bin.customers / largest),
        })),
        symbol: 'circle',
        itemStyle: { color: theme.mark, borderColor: theme.surface, borderWidth: 1.5 },
        // Points alone: a line through groups of three people would draw hills that are not there.
        lineStyle: { width: 0 },
      },
      {
        type: 'line',
        data: [
          [0, 0],
          [1, 1],
        ],
        showSymbol: false,
        silent: true,
        lineStyle: { width: 1, color: theme.reference, type: [4, 4] },
      },
      // One stroke for each interval: a custom series would be the only other use of that part of the library.
      ...bins.map((bin) => ({
        type: 'line',
        z: 3,
        data: [
          [bin.predicted, bin.low],
          [bin.predicted, bin.high],
        ],
        showSymbol: false,
        silent: true,
        lineStyle: { width: 2, color: theme.markSoft },
      })),
    ],
  }
}
