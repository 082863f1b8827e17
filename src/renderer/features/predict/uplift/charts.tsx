import { useCallback, useMemo } from 'react'
import type { UpliftProfit, UpliftResult } from '../../../../contract/uplift.ts'
import { Chart } from '../../../charts/chart.tsx'
import { PairedBars } from '../../../charts/paired-bars.tsx'
import type { ChartTable } from '../../../charts/table.ts'
import type { ChartTheme } from '../../../charts/theme.ts'
import { t } from '../../../i18n/index.ts'
import { count, decimal, moneyExact, percent, short } from '../../../ui/format.ts'
import { effect } from './sentences.ts'

const percentAxis = (theme: ChartTheme, name: string) => ({
  type: 'value',
  min: 0,
  max: 1,
  interval: 0.25,
  name,
  nameLocation: 'middle',
  nameGap: 28,
  nameTextStyle: { color: theme.label },
  axisLabel: { color: theme.label, formatter: (value: number) => `${count(value * 100)}\u00A0%` },
  axisLine: { lineStyle: { color: theme.axis }, onZero: false },
  axisTick: { show: false },
  splitLine: { show: false },
})

const valueAxis = (theme: ChartTheme, format: (value: number) => string) => ({
  type: 'value',
  splitNumber: 4,
  axisLabel: { color: theme.label, formatter: format },
  splitLine: { lineStyle: { color: theme.grid } },
})

/** A line with the band of its interval: the lower edge unseen, the band stacked on it. */
function banded(
  theme: ChartTheme,
  points: readonly { readonly share: number; readonly value: number; readonly low: number; readonly high: number }[],
) {
  return [
    {
      type: 'line',
      z: 4,
      data: points.map(({ share, value }) => [share, value]),
      showSymbol: false,
      lineStyle: { width: 2, color: theme.mark },
      itemStyle: { color: theme.mark },
    },
    ...(['low', 'high'] as const).map((edge) => ({
      type: 'line',
      z: 3,
      data: points.map((point) => [point.share, point[edge]]),
      showSymbol: false,
      silent: true,
      lineStyle: { width: 1, color: theme.markSoft },
    })),
  ]
}

/** Effect reached over the share of people treated, best scores first, against treating them at random. */
export function UpliftCurve(props: { readonly title: string; readonly result: UpliftResult; readonly height: number }) {
  const { title, result, height } = props
  const { curve, outcomeType } = result
  const end = curve.at(-1)?.uplift ?? 0
  const table = useMemo<ChartTable>(
    () => ({
      columns: [
        { label: t('charts.uplift.share'), numeric: true },
        { label: t('charts.uplift.uplift'), numeric: true },
        { label: t('charts.uplift.low'), numeric: true },
        { label: t('charts.uplift.high'), numeric: true },
        { label: t('charts.uplift.random'), numeric: true },
        { label: t('charts.uplift.qini'), numeric: true },
      ],
      rows: curve.map((point) => [point.share, point.uplift, point.low, point.high, end * point.share, point.qini]),
    }),
    [curve, end],
  )
  const describe = useCallback(
    (at: number) => {
      const point = curve[at]
      if (point === undefined) return ''
      return t('charts.uplift.point', {
        share: percent(point.share * 100),
        uplift: effect(point.uplift, outcomeType),
        random: effect(end * point.share, outcomeType),
      })
    },
    [curve, end, outcomeType],
  )
  const option = useCallback(
    (theme: ChartTheme) => ({
      grid: { left: 72, right: 16, top: 12, bottom: 44, outerBoundsMode: 'none' },
      tooltip: {
        trigger: 'axis',
        formatter: (items: { dataIndex: number }[]) => describe(items[0]?.dataIndex ?? 0),
      },
      xAxis: percentAxis(theme, t('charts.uplift.axis')),
      yAxis: valueAxis(theme, (value) => effect(value, outcomeType)),
      series: [
        ...banded(
          theme,
          curve.map(({ share, uplift, low, high }) => ({ share, value: uplift, low, high })),
        ),
        {
          type: 'line',
          data: [
            [0, 0],
            [1, end],
          ],
          showSymbol: false,
          silent: true,
          lineStyle: { width: 1, color: theme.reference, type: [4, 4] },
        },
      ],
    }),
    [curve, end, outcomeType, describe],
  )
  return (
    <Chart
      title={title}
      subtitle={t('charts.uplift.subtitle')}
      option={option}
      table={table}
      height={height}
      describe={describe}
    />
  )
}

/** Ten groups by score: what was predicted and what was observed. */
export function UpliftDeciles(props: {
  readonly title: string
  readonly result: UpliftResult
  readonly height: number
}) {
  const { title, result, height } = props
  const { deciles, outcomeType } = result
  const table = useMemo<ChartTable>(
    () => ({
      columns: [
        { label: t('charts.deciles.group'), numeric: true },
        { label: t('charts.deciles.customers'), numeric: true },
        { label: t('charts.deciles.predicted'), numeric: true },
        { label: t('charts.uplift.observed'), numeric: true },
        { label: t('charts.uplift.low'), numeric: true },
        { label: t('charts.uplift.high'), numeric: true },
      ],
      rows: deciles.map(({ people, predicted, observed }, at) => [
        at + 1,
        people,
        predicted,
        observed.value,
        observed.low,
        observed.high,
      ]),
    }),
    [deciles],
  )
  const describe = useCallback(
    (at: number) => {
      const row = deciles[at]
      if (row === undefined) return ''
      return [
        t('charts.deciles.point', { group: at + 1, n: row.people }),
        `${t('charts.deciles.predicted')}  ${effect(row.predicted, outcomeType)}`,
        `${t('charts.uplift.observed')}  ${effect(row.observed.value, outcomeType)}`,
        t('charts.uplift.between', {
          low: effect(row.observed.low, outcomeType),
          high: effect(row.observed.high, outcomeType),
        }),
      ].join('\n')
    },
    [deciles, outcomeType],
  )
  const expected = useMemo(
    () => ({ name: t('charts.deciles.predicted'), values: deciles.map(({ predicted }) => predicted) }),
    [deciles],
  )
  const actual = useMemo(
    () => ({ name: t('charts.uplift.observed'), values: deciles.map(({ observed }) => observed.value) }),
    [deciles],
  )
  const format = useCallback((value: number) => effect(value, outcomeType), [outcomeType])
  return (
    <PairedBars
      title={title}
      subtitle={t('charts.uplift.decilesSubtitle')}
      expected={expected}
      actual={actual}
      axis={t('charts.uplift.groups')}
      format={format}
      room={72}
      describe={describe}
      table={table}
      height={height}
    />
  )
}

/** Profit over the share of people mailed, best scores first, with its interval and the best share. */
export function ProfitChart(props: { readonly title: string; readonly profit: UpliftProfit; readonly height: number }) {
  const { title, profit, height } = props
  const { curve, best } = profit
  const table = useMemo<ChartTable>(
    () => ({
      columns: [
        { label: t('charts.profit.share'), numeric: true },
        { label: t('charts.profit.profit'), numeric: true },
        { label: t('charts.uplift.low'), numeric: true },
        { label: t('charts.uplift.high'), numeric: true },
      ],
      rows: curve.map((point) => [point.share, point.profit, point.low, point.high]),
    }),
    [curve],
  )
  const describe = useCallback(
    (at: number) => {
      const point = curve[at]
      if (point === undefined) return ''
      return t('charts.profit.point', {
        share: percent(point.share * 100),
        profit: moneyExact(point.profit),
        low: moneyExact(point.low),
        high: moneyExact(point.high),
      })
    },
    [curve],
  )
  const option = useCallback(
    (theme: ChartTheme) => ({
      grid: { left: 72, right: 24, top: 28, bottom: 44, outerBoundsMode: 'none' },
      tooltip: {
        trigger: 'axis',
        formatter: (items: { dataIndex: number }[]) => describe(items[0]?.dataIndex ?? 0),
      },
      xAxis: percentAxis(theme, t('charts.profit.axis')),
      yAxis: valueAxis(theme, short),
      series: banded(
        theme,
        curve.map(({ share, profit: value, low, high }) => ({ share, value, low, high })),
      ).map((series, at) =>
        at > 0
          ? series
          : {
              ...series,
              markLine: {
                symbol: 'none',
                silent: true,
                animation: false,
                data: [
                  {
                    xAxis: best.share,
                    lineStyle: { color: theme.accent, type: 'solid', width: 1 },
                    label: {
                      formatter: t('charts.profit.best', { share: `${decimal(best.share * 100, 0)} %` }),
                      color: theme.accent,
                      fontWeight: 600,
                    },
                  },
                ],
              },
            },
      ),
    }),
    [curve, best, describe],
  )
  return <Chart title={title} option={option} table={table} height={height} describe={describe} />
}
