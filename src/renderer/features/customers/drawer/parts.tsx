import type { ReactNode } from 'react'

/** One section of the drawer. */
export function Part(props: { readonly title: string; readonly aside?: ReactNode; readonly children: ReactNode }) {
  return (
    <section className="detail-part">
      <header className="spread">
        <h3>{props.title}</h3>
        {props.aside}
      </header>
      {props.children}
    </section>
  )
}

export function Big({
  label,
  value,
  title,
}: {
  readonly label: string
  readonly value: string
  readonly title?: string
}) {
  return (
    <div>
      <dt>{label}</dt>
      <dd title={title}>{value}</dd>
    </div>
  )
}

export function Facts({ rows }: { readonly rows: readonly { readonly name: string; readonly value: string }[] }) {
  return (
    <dl className="detail-facts">
      {rows.map((row) => (
        <div key={row.name}>
          <dt className="name">{row.name}</dt>
          <dd className="name">{row.value}</dd>
        </div>
      ))}
    </dl>
  )
}
