import { useEffect, useId, useRef, useState } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import { t } from '../i18n/index.ts'
import { ChartFrame } from './chart-frame.tsx'
import { chartPicture, createChart, withBase } from './echarts.ts'
import type { ECharts, EChartsCoreOption } from './echarts.ts'
import type { ChartTable } from './table.ts'
import { useChartTheme } from './theme.ts'
import type { ChartTheme } from './theme.ts'

export interface ChartProps {
  /** The finding, as a sentence. */
  readonly title: string
  readonly subtitle?: ReactNode
  /** Made anew when it or the theme changes: keep it stable (useCallback or useMemo). */
  readonly option: (theme: ChartTheme) => EChartsCoreOption
  readonly table: ChartTable
  /** Pixels. */
  readonly height: number
  /** What is said when the arrow keys stand on the n-th value; their number is that of the table's rows. */
  readonly describe?: (index: number) => string
  readonly onPoint?: (index: number) => void
  readonly tools?: ReactNode
  /** Drawn over the chart, such as a handle. */
  readonly children?: ReactNode
}

/** ECharts in the frame every chart has: canvas, colours of the tokens, follows its box, keyboard and table twin. */
export function Chart(props: ChartProps) {
  const { title, subtitle, option, table, height, describe, onPoint, tools, children } = props
  const theme = useChartTheme()
  const box = useRef<HTMLDivElement>(null)
  const chart = useRef<ECharts | null>(null)
  const drawn = useRef<EChartsCoreOption>({})
  const latest = useRef(onPoint)
  const [at, setAt] = useState(-1)
  const keysId = useId()

  useEffect(() => {
    latest.current = onPoint
  }, [onPoint])

  useEffect(() => {
    const element = box.current
    if (element === null) return
    const made = createChart(element)
    chart.current = made
    made.on('click', (event) => {
      const index = (event as { dataIndex?: number }).dataIndex
      if (index !== undefined) latest.current?.(index)
    })
    const watcher = new ResizeObserver(() => {
      const { width, height: tall } = element.getBoundingClientRect()
      if (width > 0 && (Math.round(width) !== made.getWidth() || Math.round(tall) !== made.getHeight())) made.resize()
    })
    watcher.observe(element)
    return () => {
      watcher.disconnect()
      made.dispose()
      chart.current = null
    }
  }, [])

  useEffect(() => {
    drawn.current = withBase(option(theme), theme)
    chart.current?.setOption(drawn.current, { notMerge: true })
  }, [option, theme])

  const move = (index: number) => {
    const next = Math.max(0, Math.min(table.rows.length - 1, index))
    setAt(next)
    chart.current?.dispatchAction({ type: 'showTip', seriesIndex: 0, dataIndex: next })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return
    if (event.key === 'ArrowRight') move(at + 1)
    else if (event.key === 'ArrowLeft') move(at < 0 ? table.rows.length - 1 : at - 1)
    else if (event.key === 'Home') move(0)
    else if (event.key === 'End') move(table.rows.length - 1)
    else if (event.key === 'Enter' && at >= 0) onPoint?.(at)
    else if (event.key === 'Escape') chart.current?.dispatchAction({ type: 'hideTip' })
    else return
    event.preventDefault()
  }

  const readAloud = describe !== undefined
  return (
    <ChartFrame
      title={title}
      {...(subtitle === undefined ? {} : { subtitle })}
      table={table}
      picture={(kind) =>
        chart.current === null
          ? Promise.reject(new Error('the chart is not drawn'))
          : chartPicture(chart.current, drawn.current, kind, theme.surface)
      }
      tools={tools}
    >
      <div className="chart-stage" style={{ blockSize: height }}>
        <div
          ref={box}
          className="chart-canvas"
          role="img"
          aria-label={title}
          {...(readAloud
            ? {
                tabIndex: 0,
                'aria-describedby': keysId,
                onKeyDown,
                onBlur: () => chart.current?.dispatchAction({ type: 'hideTip' }),
              }
            : {})}
        />
        {children}
        {readAloud ? (
          <>
            <span id={keysId} className="visually-hidden">
              {t('charts.keys')}
            </span>
            <span role="status" className="visually-hidden">
              {at >= 0 ? describe(at) : ''}
            </span>
          </>
        ) : null}
      </div>
    </ChartFrame>
  )
}
