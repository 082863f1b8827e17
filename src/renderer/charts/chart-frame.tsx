import { useId, useState } from 'react'
import type { ReactNode } from 'react'
import { t } from '../i18n/index.ts'
import { IconButton, Menu } from '../ui/index.ts'
import { fileNameOf, saveBlob } from './save.ts'
import { toCsv, toTsv } from './table.ts'
import type { ChartTable } from './table.ts'
import { TableTwin } from './table-twin.tsx'
import './charts.css'

export interface ChartFrameProps {
  /** The finding, as a sentence. */
  readonly title: string
  /** One more line where the title needs it. */
  readonly subtitle?: ReactNode
  /** The numbers: for screen readers, copying and saving. */
  readonly table: ChartTable
  /** Data to save where the table is only a summary of it. */
  readonly data?: () => ChartTable
  /** Pictures of the chart; none where it is a table itself. */
  readonly picture?: (kind: 'png' | 'svg') => Promise<Blob>
  /** The chart is made of HTML a screen reader reads by itself: no hidden twin. */
  readonly readable?: boolean
  readonly tools?: ReactNode
  readonly children: ReactNode
}

/** Title, menu and table twin: what every chart has, whatever draws it. */
export function ChartFrame(props: ChartFrameProps) {
  const { title, subtitle, table, data, picture, readable = false, tools, children } = props
  const [asTable, setAsTable] = useState(false)
  const [said, setSaid] = useState('')
  const titleId = useId()

  const saveData = () => {
    // The mark tells spreadsheets that the text is UTF-8.
    const text = ['\uFEFF', toCsv(data?.() ?? table)]
    saveBlob(new Blob(text, { type: 'text/csv' }), `${fileNameOf(title)}.csv`)
  }
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(toTsv(data?.() ?? table))
      setSaid(t('charts.copied'))
    } catch {
      setSaid(t('charts.copyFailed'))
    }
    setTimeout(() => setSaid(''), 4000)
  }

  return (
    <figure className="chart" aria-labelledby={titleId}>
      <figcaption className="chart-head">
        <div className="chart-titles">
          <h3 id={titleId} className="chart-title">
            {title}
          </h3>
          {subtitle === undefined ? null : <p className="chart-subtitle">{subtitle}</p>}
        </div>
        <div className="chart-tools">
          <span role="status" className="chart-said">
            {said}
          </span>
          {tools}
          <Menu
            label={t('charts.menu')}
            entries={[
              {
                key: 'table',
                label: asTable ? t('charts.menu.chart') : t('charts.menu.table'),
                icon: asTable ? 'overview' : 'table',
                onAction: () => setAsTable(!asTable),
              },
              { key: 'copy', label: t('charts.menu.copy'), icon: 'copy', onAction: () => void copy() },
              'separator',
              ...(picture === undefined
                ? []
                : (['png', 'svg'] as const).map((kind) => ({
                    key: kind,
                    label: t(`charts.menu.${kind}`),
                    icon: 'download' as const,
                    onAction: () => void picture(kind).then((blob) => saveBlob(blob, `${fileNameOf(title)}.${kind}`)),
                  }))),
              { key: 'csv', label: t('charts.menu.csv'), icon: 'download', onAction: saveData },
            ]}
          >
            <IconButton icon="more" size="dense" label={t('charts.menu.about', { title })} />
          </Menu>
        </div>
      </figcaption>
      {/* Hidden, not removed: the chart stays ready for pictures and comes back as it was. */}
      <div hidden={asTable}>{children}</div>
      {asTable ? <TableTwin table={table} caption={title} /> : null}
      {asTable || readable ? null : (
        <div className="visually-hidden">
          <TableTwin table={table} caption={title} />
        </div>
      )}
    </figure>
  )
}
