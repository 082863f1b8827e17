import { useCallback } from 'react'
import { Chart } from './chart.tsx'
import type { ChartTable } from './table.ts'
import type { ChartTheme } from './theme.ts'

interface Series {
  readonly name: string
  readonly values: readonly number[]
}

export interface PairedBarsProps {
  readonly title: string
  readonly subtitle?: string
  /** What was expected, softly, and beside it what came. */
  readonly expected: Series
  readonly actual: Series
  /** Below the numbers 1 … n of the groups. */
  readonly axis: string
  readonly format: (value: number) => string
  /** Pixels for the widest number beside the axis. */
  readonly room: number
  /** Lines that say what one group shows. */
  readonly describe: (index: number) => string
  readonly table: ChartTable
  readonly height: number
}

/** Two bars for each of a row of numbered groups: of one height, what was expected came true. */
export function PairedBars(props: PairedBarsProps) {
  const { title, subtitle, expected, actual, axis, format, room, describe, table, height } = props
  const option = useCallback(
    (theme: ChartTheme) => ({
      grid: { left: room, right: 12, top: 12, bottom: 44, outerBoundsMode: 'none' },
      tooltip: {
        trigger: 'axis',
        axisPointer: { type: 'shadow', shadowStyle: { color: theme.label, opacity: 0.08 }, animation: false },
        formatter: (items: { dataIndex: number }[]) => describe(items[0]?.dataIndex ?? 0),
      },
      xAxis: {
        type: 'category',
        data: expected.values.map((_, at) => String(at + 1)),
        name: axis,
        nameLocation: 'middle',
        nameGap: 28,
        nameTextStyle: { color: theme.label },
        axisLabel: { color: theme.label },
        axisLine: {
          lineStyle: { color: theme.axis },
          onZero: ![...expected.values, ...actual.values].some((value) => value < 0),
        },
        axisTick: { show: false },
      },
      yAxis: {
        type: 'value',
        splitNumber: 4,
        axisLabel: { color: theme.label, formatter: format },
        splitLine: { lineStyle: { color: theme.grid } },
      },
      series: [
        { color: theme.markSoft, data: expected.values },
        { color: theme.mark, data: actual.values },
      ].map(({ color, data }) => ({
        type: 'bar',
        data,
        barGap: '8%',
        barCategoryGap: '30%',
        itemStyle: { color },
        emphasis: { disabled: true },
      })),
    }),
    [expected, actual, axis, format, room, describe],
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
            {expected.name}
          </li>
          <li>
            <i className="is-mark" />
            {actual.name}
          </li>
        </ul>
      }
    />
  )
}
