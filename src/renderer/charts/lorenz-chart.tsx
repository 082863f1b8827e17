import { useCallback, useRef, useState } from 'react'
import type { KeyboardEvent, PointerEvent } from 'react'
import { t } from '../i18n/index.ts'
import { decimal } from '../ui/format.ts'
import { Chart } from './chart.tsx'
import type { ChartTable } from './table.ts'
import type { ChartTheme } from './theme.ts'

const padding = { left: 48, right: 20, top: 14, bottom: 42 }

export interface LorenzChartProps {
  readonly title: string
  /** Cumulative % of revenue held by the top 0, 1 … 100 % of customers, best first. */
  readonly lorenz: readonly number[]
  readonly height: number
}

/** Revenue skew: the best customers first, with a point that can be dragged along the curve. */
export function LorenzChart({ title, lorenz, height }: LorenzChartProps) {
  const half = lorenz.findIndex((share) => share >= 50)
  const [at, setAt] = useState(half < 0 ? 10 : half)
  const stage = useRef<HTMLDivElement>(null)
  const share = lorenz[at] ?? 0
  // Returns may take the curve above 100 % on its way: the axis follows.
  const highest = Math.max(...lorenz)
  const top = highest <= 102 ? 100 : Math.ceil(highest / 10) * 10
  const bottom = Math.min(0, Math.floor(Math.min(...lorenz) / 10) * 10)

  const option = useCallback(
    (theme: ChartTheme) => ({
      grid: { ...padding, outerBoundsMode: 'none' },
      xAxis: {
        type: 'value',
        min: 0,
        max: 100,
        interval: 25,
        name: t('charts.lorenz.x'),
        nameLocation: 'middle',
        nameGap: 26,
        nameTextStyle: { color: theme.label },
        axisLabel: { color: theme.label, formatter: '{value} %' },
        axisLine: { lineStyle: { color: theme.axis } },
        axisTick: { show: false },
        splitLine: { show: false },
      },
      yAxis: {
        type: 'value',
        min: bottom,
        max: top,
        interval: 25,
        axisLabel: { color: theme.label, formatter: '{value} %', showMaxLabel: top === 100 },
        splitLine: { lineStyle: { color: theme.grid } },
      },
      series: [
        {
          type: 'line',
          data: lorenz.map((value, index) => [index, value]),
          showSymbol: false,
          silent: true,
          lineStyle: { width: 2.5, color: theme.mark },
          areaStyle: { color: theme.mark, opacity: 0.09, origin: 'start' },
        },
        {
          type: 'line',
          data: [
            [0, 0],
            [100, 100],
          ],
          showSymbol: false,
          silent: true,
          lineStyle: { width: 1, color: theme.reference, type: [4, 4] },
        },
      ],
    }),
    [lorenz, top, bottom],
  )

  const table: ChartTable = {
    columns: [
      { label: t('charts.lorenz.column.customers'), numeric: true },
      { label: t('charts.lorenz.column.revenue'), numeric: true },
    ],
    rows: lorenz.map((value, index) => [index, value]),
  }

  const toPercent = (clientX: number) => {
    const box = stage.current?.getBoundingClientRect()
    if (box === undefined) return at
    const inner = box.width - padding.left - padding.right
    return Math.max(0, Math.min(100, Math.round(((clientX - box.left - padding.left) / inner) * 100)))
  }
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    setAt(toPercent(event.clientX))
  }
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) setAt(toPercent(event.clientX))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = {
      ArrowRight: at + 1,
      ArrowUp: at + 1,
      ArrowLeft: at - 1,
      ArrowDown: at - 1,
      PageUp: at + 10,
      PageDown: at - 10,
      Home: 0,
      End: 100,
    }
    const next = steps[event.key]
    if (next === undefined) return
    event.preventDefault()
    setAt(Math.max(0, Math.min(100, next)))
  }

  const said = t('charts.lorenz.point', { customers: `${at} %`, revenue: `${decimal(share, 1)} %` })
  const across = `calc(${padding.left}px + (100% - ${padding.left + padding.right}px) * ${at / 100})`
  const down = `calc(${padding.top}px + (100% - ${padding.top + padding.bottom}px) * ${(top - share) / (top - bottom)})`
  const evenTop = `calc(${padding.top}px + (100% - ${padding.top + padding.bottom}px) * ${(top - 26) / (top - bottom)})`
  return (
    <Chart title={title} option={option} table={table} height={height}>
      <div
        ref={stage}
        className="lorenz-stage"
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        title={t('charts.lorenz.hint')}
      >
        <span className="lorenz-even" style={{ right: padding.right, top: evenTop }}>
          {t('charts.lorenz.even')}
        </span>
        <div className="lorenz-drop" style={{ left: across, top: down, bottom: padding.bottom }} />
        <div
          className="lorenz-handle"
          role="slider"
          tabIndex={0}
          aria-label={t('charts.lorenz.handle')}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={at}
          aria-valuetext={said}
          style={{ left: across, top: down }}
          onKeyDown={onKeyDown}
        />
        <div className={at > 42 ? 'lorenz-label is-left' : 'lorenz-label'} style={{ left: across, top: down }}>
          {said}
        </div>
      </div>
    </Chart>
  )
}
