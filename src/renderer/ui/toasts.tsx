import { useEffect, useRef } from 'react'
import { t } from '../i18n/index.ts'
import { Button, IconButton } from './button.tsx'
import { Icon } from './icon.tsx'
import './toasts.css'

export interface Toast {
  readonly id: number
  readonly text: string
  readonly tone: 'plain' | 'danger'
  /** Takes back what was done. */
  readonly undo?: () => void
  /** Another way on: "Open". */
  readonly action?: { readonly label: string; readonly run: () => void }
}

const shownFor = 9000

/** What was just done, with the way back. Stays while the pointer or the focus is on it. */
export function Toasts(props: { readonly toasts: readonly Toast[]; readonly onDismiss: (id: number) => void }) {
  return (
    <section className="toasts" aria-label={t('ui.notifications')} aria-live="polite">
      {props.toasts.map((toast) => (
        <ToastBox key={toast.id} toast={toast} onDismiss={props.onDismiss} />
      ))}
    </section>
  )
}

function ToastBox({ toast, onDismiss }: { readonly toast: Toast; readonly onDismiss: (id: number) => void }) {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const wait = () => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => onDismiss(toast.id), shownFor)
  }
  const hold = () => clearTimeout(timer.current)
  useEffect(() => {
    timer.current = setTimeout(() => onDismiss(toast.id), shownFor)
    return () => clearTimeout(timer.current)
  }, [onDismiss, toast.id])
  const then = (run: () => void) => () => {
    onDismiss(toast.id)
    run()
  }
  return (
    <div
      className={`toast toast-${toast.tone}`}
      role={toast.tone === 'danger' ? 'alert' : 'status'}
      onPointerEnter={hold}
      onPointerLeave={wait}
      onFocus={hold}
      onBlur={wait}
    >
      {toast.tone === 'danger' && <Icon name="error" />}
      <span className="toast-text">{toast.text}</span>
      {toast.action !== undefined && (
        <Button size="dense" variant="quiet" onPress={then(toast.action.run)}>
          {toast.action.label}
        </Button>
      )}
      {toast.undo !== undefined && (
        <Button size="dense" variant="quiet" icon="undo" onPress={then(toast.undo)}>
          {t('ui.undo')}
        </Button>
      )}
      <IconButton icon="close" size="dense" label={t('ui.dismiss')} onPress={() => onDismiss(toast.id)} />
    </div>
  )
}
