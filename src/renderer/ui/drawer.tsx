import { useEffect, useId, useRef } from 'react'
import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { t } from '../i18n/index.ts'
import { IconButton } from './button.tsx'
import './drawer.css'

/** Where the frame keeps room for drawers. */
export const drawerRootId = 'drawer-root'

const settleTime = 60

export interface DrawerProps {
  readonly title: ReactNode
  /** A line below the title. */
  readonly subtitle?: ReactNode
  /** Actions at the foot, always in sight. */
  readonly footer?: ReactNode
  readonly onClose: () => void
  readonly children: ReactNode
  /** 440 px unless wide: 600 px. */
  readonly wide?: boolean
}

/**
 * Details of one thing, at the right, beside the data. Mount it to open it. It does not trap focus: the data stays
 * usable. Escape closes it and focus goes back to where it was.
 */
export function Drawer({ title, subtitle, footer, onClose, children, wide = false }: DrawerProps) {
  const panel = useRef<HTMLElement>(null)
  const heading = useId()
  const close = useRef(onClose)
  useEffect(() => {
    close.current = onClose
  })

  useEffect(() => {
    let before = document.activeElement
    // Opened from a menu, the focus is still on its way back to the menu's button.
    const arrive = setTimeout(() => {
      before = document.activeElement
      panel.current?.focus({ preventScroll: true })
    }, settleTime)
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) close.current()
    }
    document.addEventListener('keydown', onKey)
    return () => {
      clearTimeout(arrive)
      document.removeEventListener('keydown', onKey)
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    }
  }, [])

  return createPortal(
    <aside ref={panel} className={wide ? 'drawer drawer-wide' : 'drawer'} aria-labelledby={heading} tabIndex={-1}>
      <header className="drawer-header">
        <div className="drawer-title">
          <h2 id={heading} className="name">
            {title}
          </h2>
          {subtitle !== undefined && <div className="muted">{subtitle}</div>}
        </div>
        <IconButton icon="close" label={t('ui.close')} shortcut="Esc" onPress={onClose} />
      </header>
      <div className="drawer-body">{children}</div>
      {footer !== undefined && <footer className="drawer-footer">{footer}</footer>}
    </aside>,
    document.getElementById(drawerRootId) ?? document.body,
  )
}
