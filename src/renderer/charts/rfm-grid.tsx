import { useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import type { RfmCell } from '../../contract/analysis.ts'
import { t } from '../i18n/index.ts'
import { count, moneyExact, moneyShort, percent } from '../ui/format.ts'
import { ChartFrame } from './chart-frame.tsx'
import type { ChartTable } from './table.ts'

export interface RfmGridProps {
  readonly title: string
  readonly subtitle?: string
  readonly cells: readonly RfmCell[]
  /** The person's own names for segments. */
  readonly nameOf: (segmentLabel: string) => string
  readonly onCell: (cell: RfmCell) => void
}

/** Shares of revenue (%) at which the colour gets one step stronger. */
const shareSteps = [0, 1, 2.5, 5, 10, 20]

/** R × F as a heat map: every cell named, sized, coloured by revenue and a way to its customers. */
export function RfmGrid({ title, subtitle, cells, nameOf, onCell }: RfmGridProps) {
  const bins = Math.max(5, ...cells.map((cell) => Math.max(cell.r, cell.f)))
  const total = cells.reduce((sum, cell) => sum + Math.max(0, cell.revenue), 0)
  const byPlace = new Map(cells.map((cell) => [`${cell.r}/${cell.f}`, cell]))
  const [focus, setFocus] = useState({ r: bins, f: bins })
  const grid = useRef<HTMLDivElement>(null)

  const table: ChartTable = {
    columns: [
      { label: t('charts.rfm.r'), numeric: true },
      { label: t('charts.rfm.f'), numeric: true },
      { label: t('charts.rfm.segment') },
      { label: t('charts.rfm.customers'), numeric: true },
      { label: t('charts.rfm.revenue'), numeric: true },
    ],
    rows: cells.map((cell) => [cell.r, cell.f, nameOf(cell.segmentLabel), cell.customers, cell.revenue]),
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const move: Record<string, readonly [number, number]> = {
      ArrowRight: [1, 0],
      ArrowLeft: [-1, 0],
      ArrowUp: [0, 1],
      ArrowDown: [0, -1],
    }
    const step = move[event.key]
    if (step === undefined) return
    event.preventDefault()
    const next = {
      r: Math.max(1, Math.min(bins, focus.r + step[0])),
      f: Math.max(1, Math.min(bins, focus.f + step[1])),
    }
    setFocus(next)
    grid.current?.querySelector<HTMLElement>(`[data-place="${next.r}/${next.f}"]`)?.focus()
  }

  const scores = Array.from({ length: bins }, (_, i) => i + 1)
  return (
    <ChartFrame title={title} {...(subtitle === undefined ? {} : { subtitle })} table={table} readable>
      <div className="rfm">
        <div className="rfm-side" aria-hidden="true">
          <span>{t('charts.rfm.often')}</span>
          <span>{t('charts.rfm.rarely')}</span>
        </div>
        <div
          ref={grid}
          className="rfm-grid"
          role="grid"
          aria-label={t('charts.rfm.grid')}
          style={{ gridTemplateColumns: `repeat(${bins}, minmax(0, 1fr))` }}
          onKeyDown={onKeyDown}
        >
          {[...scores].reverse().map((f) => (
            <div key={f} role="row" className="rfm-row">
              {scores.map((r) => {
                const cell = byPlace.get(`${r}/${f}`)
                const customers = cell?.customers ?? 0
                const share = total > 0 && cell !== undefined ? (Math.max(0, cell.revenue) / total) * 100 : 0
                const step = customers === 0 ? 0 : shareSteps.filter((limit) => share >= limit).length
                const name = cell === undefined ? '' : nameOf(cell.segmentLabel)
                return (
                  <div key={r} role="gridcell" className="rfm-cell-box">
                    <button
                      type="button"
                      data-place={`${r}/${f}`}
                      className={customers === 0 ? 'rfm-cell is-empty' : `rfm-cell is-step-${step}`}
                      tabIndex={focus.r === r && focus.f === f ? 0 : -1}
                      disabled={cell === undefined}
                      aria-label={t('charts.rfm.cell', {
                        name,
                        r,
                        f,
                        customers,
                        revenue: moneyExact(cell?.revenue ?? 0),
                        share: percent(share),
                      })}
                      title={t('charts.rfm.cell', {
                        name,
                        r,
                        f,
                        customers,
                        revenue: moneyExact(cell?.revenue ?? 0),
                        share: percent(share),
                      })}
                      onFocus={() => setFocus({ r, f })}
                      onClick={() => {
                        if (cell !== undefined && customers > 0) onCell(cell)
                      }}
                    >
                      <span className="rfm-name name">{name}</span>
                      <span className="rfm-count">{customers === 0 ? '–' : count(customers)}</span>
                      <span className="rfm-money">{customers === 0 ? '' : moneyShort(cell?.revenue ?? 0)}</span>
                    </button>
                  </div>
                )
              })}
            </div>
          ))}
        </div>
        <div className="rfm-foot" aria-hidden="true">
          <span>{t('charts.rfm.longAgo')}</span>
          <span className="rfm-scale">
            {t('charts.rfm.scale')}
            {shareSteps.map((limit, at) => (
              <i key={limit} className={`is-step-${at + 1}`} title={`≥ ${limit} %`} />
            ))}
            {t('charts.rfm.scaleEnd')}
          </span>
          <span>{t('charts.rfm.recently')}</span>
        </div>
      </div>
    </ChartFrame>
  )
}
