import { useEffect, useState } from 'react'
import { Label } from 'react-aria-components/Label'
import { ProgressBar as AriaProgressBar } from 'react-aria-components/ProgressBar'
import type { Progress } from '../../contract/progress.ts'
import { t } from '../i18n/index.ts'
import type { MessageKey } from '../i18n/index.ts'
import { Button } from './button.tsx'
import { duration } from './format.ts'
import './progress.css'

export interface ProgressBarProps {
  /** null: nothing reported yet. */
  readonly progress: Progress | null
  /** What runs: "Importing orders.csv"; the stage is named below. */
  readonly title?: string
  readonly onCancel?: () => void
  readonly cancelling?: boolean
  /** All in one line, for a strip above a screen. */
  readonly compact?: boolean
}

/** A running job: stage, count, speed, time left and Cancel. */
export function ProgressBar({ progress, title, onCancel, cancelling = false, compact = false }: ProgressBarProps) {
  const fraction = progress?.fraction ?? null
  const stage = t(`ui.stage.${progress?.stage ?? 'inspect'}` as MessageKey & `ui.stage.${string}`)
  return (
    <div className={compact ? 'progress progress-compact' : 'progress'}>
      <AriaProgressBar
        className="progress-bar"
        {...(fraction === null ? { isIndeterminate: true } : { value: fraction * 100 })}
      >
        <div className="spread">
          <Label className="progress-title">{title ?? stage}</Label>
          <span className="tabular muted">
            {fraction === null ? '' : t('ui.progress.percent', { percent: Math.floor(fraction * 100) })}
          </span>
        </div>
        <div className="progress-track">
          <Fill fraction={fraction} />
        </div>
      </AriaProgressBar>
      <div className="spread">
        <span className="muted tabular progress-facts">{factsOf(progress, title === undefined ? null : stage)}</span>
        {onCancel !== undefined && (
          <Button size="dense" onPress={onCancel} isDisabled={cancelling}>
            {cancelling ? t('ui.cancelling') : t('ui.cancel')}
          </Button>
        )}
      </div>
    </div>
  )
}

function Fill({ fraction }: { readonly fraction: number | null }) {
  return (
    <div
      className={fraction === null ? 'progress-fill progress-open' : 'progress-fill'}
      style={fraction === null ? {} : { inlineSize: `${fraction * 100}%` }}
    />
  )
}

function factsOf(progress: Progress | null, stage: string | null): string {
  const facts: string[] = []
  if (stage !== null) facts.push(stage)
  if (progress?.rows !== undefined) {
    facts.push(
      progress.totalRows === undefined
        ? t('ui.progress.rows', { rows: progress.rows })
        : t('ui.progress.rowsOf', { rows: progress.rows, total: progress.totalRows }),
    )
  }
  if (progress?.rowsPerSecond !== undefined) facts.push(t('ui.progress.speed', { speed: progress.rowsPerSecond }))
  if (progress?.millisecondsLeft !== undefined) {
    facts.push(t('ui.progress.left', { time: duration(Math.max(1000, progress.millisecondsLeft)) }))
  }
  return facts.join(' · ')
}

/** True once `active` has lasted `milliseconds`: nothing at first, then a skeleton or a bar. */
export function useAfter(milliseconds: number, active: boolean): boolean {
  const [late, setLate] = useState(false)
  useEffect(() => {
    if (!active) return
    const timer = setTimeout(() => setLate(true), milliseconds)
    return () => {
      clearTimeout(timer)
      setLate(false)
    }
  }, [milliseconds, active])
  return active && late
}
