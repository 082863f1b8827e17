import type { CSSProperties, ReactNode } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { t } from '../i18n/index.ts'
import { Icon } from './icon.tsx'
import './figure.css'

export interface FigureProps {
  readonly label: string
  /** Short, as in prose. */
  readonly value: string
  /** Full precision, on hover. */
  readonly exact?: string
  /** The change beside it; `good` decides its colour, null leaves it grey. */
  readonly change?: { readonly text: string; readonly good: boolean | null }
  /** A line below. */
  readonly detail?: ReactNode
  /** Leads to the customers behind the number. */
  readonly onPress?: () => void
}

/** A number with its name, its change and the way to what is behind it. */
export function Figure({ label, value, exact, change, detail, onPress }: FigureProps) {
  const tone = change === undefined || change.good === null ? 'same' : change.good ? 'gain' : 'loss'
  const number = (
    <span className="figure-value tabular" title={exact}>
      {value}
    </span>
  )
  return (
    <div className="figure">
      <span className="figure-label">{label}</span>
      {onPress === undefined ? (
        number
      ) : (
        <AriaButton className="figure-button" onPress={onPress}>
          {number}
        </AriaButton>
      )}
      {change !== undefined && <span className={`figure-change figure-${tone} tabular`}>{change.text}</span>}
      {detail !== undefined && <span className="figure-detail">{detail}</span>}
    </div>
  )
}

/** The colour of a segment or cluster: index 0–7 of the palette, the same everywhere. */
export function SegmentDot({ colour, size = 10 }: { readonly colour: number; readonly size?: number }) {
  const style: CSSProperties = {
    inlineSize: size,
    blockSize: size,
    background: `var(--cat-${((colour % 8) + 8) % 8})`,
  }
  return <span className="segment-dot" style={style} aria-hidden="true" />
}

export interface ChipProps {
  readonly children: string
  readonly tone?: 'plain' | 'accent' | 'warning' | 'danger' | 'good'
  readonly colour?: number
  readonly onRemove?: () => void
}

/** A word in a box: a filter, a state. */
export function Chip({ children, tone = 'plain', colour, onRemove }: ChipProps) {
  return (
    <span className={`chip chip-${tone}`}>
      {colour !== undefined && <SegmentDot colour={colour} size={8} />}
      <span className="truncate">{children}</span>
      {onRemove !== undefined && (
        <AriaButton className="chip-remove" aria-label={t('ui.remove', { name: children })} onPress={onRemove}>
          <Icon name="close" size={12} />
        </AriaButton>
      )}
    </span>
  )
}

/** Text for screen readers alone. */
export function VisuallyHidden({ children }: { readonly children: ReactNode }) {
  return <span className="visually-hidden">{children}</span>
}
