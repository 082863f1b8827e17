import { useId } from 'react'
import type { ReactNode } from 'react'

/** A part of the settings: what it is about at the left, the controls at the right. */
export function Section(props: { readonly title: string; readonly text?: string; readonly children: ReactNode }) {
  const id = useId()
  return (
    <section className="settings-section" aria-labelledby={id}>
      <header>
        <h2 id={id}>{props.title}</h2>
        {props.text !== undefined && <p className="muted">{props.text}</p>}
      </header>
      <div className="settings-controls">{props.children}</div>
    </section>
  )
}
