import type { ReactNode } from 'react'
import type { ErrorBody } from '../../contract/errors.ts'
import { errorText, t } from '../i18n/index.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icon.tsx'
import { useAfter } from './progress.tsx'
import './states.css'

/** The shape of what is coming, shown after 100 ms. */
export function Skeleton({ lines = 3, height }: { readonly lines?: number; readonly height?: number }) {
  const late = useAfter(100, true)
  if (!late) return <div style={height === undefined ? {} : { blockSize: height }} />
  return (
    <div className="skeleton" role="status" aria-label={t('ui.loading')}>
      {height === undefined ? (
        Array.from({ length: lines }, (_, line) => <div key={line} className="skeleton-line" />)
      ) : (
        <div className="skeleton-block" style={{ blockSize: height }} />
      )}
    </div>
  )
}

export interface EmptyStateProps {
  readonly icon?: IconName
  readonly title: string
  /** Why it is empty and what fills it. */
  readonly children?: ReactNode
  readonly action?: ReactNode
}

/** Nothing here yet, which is different from zero and from not enough data: it says which. */
export function EmptyState({ icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="empty">
      {icon !== undefined && (
        <span className="empty-icon">
          <Icon name={icon} size={20} />
        </span>
      )}
      <h2 className="empty-title">{title}</h2>
      {children !== undefined && <div className="muted empty-text">{children}</div>}
      {action !== undefined && <div className="row empty-action">{action}</div>}
    </div>
  )
}

export type NoteTone = 'info' | 'warning' | 'danger' | 'good'
const toneIcon = { info: 'info', warning: 'warning', danger: 'error', good: 'check' } as const

/** A sentence that stands out: a warning of the core, a hint, a result. */
export function NoteBox(props: {
  readonly tone?: NoteTone
  readonly title?: string
  readonly children: ReactNode
  readonly action?: ReactNode
}) {
  const { tone = 'info', title, children, action } = props
  return (
    <div className={`note note-${tone}`} role={tone === 'danger' ? 'alert' : 'note'}>
      <Icon name={toneIcon[tone]} />
      <div className="note-text">
        {title !== undefined && <p className="note-title">{title}</p>}
        <div>{children}</div>
      </div>
      {action !== undefined && <div className="row note-action">{action}</div>}
    </div>
  )
}

/** An error: what happened, what is safe, what to do. */
export function ErrorNote(props: { readonly error: ErrorBody; readonly title?: string; readonly action?: ReactNode }) {
  const { error, title, action } = props
  return (
    <NoteBox tone="danger" title={title ?? t('ui.error')} {...(action === undefined ? {} : { action })}>
      {errorText(error)}
    </NoteBox>
  )
}
