import { useState } from 'react'
import type { CustomerFilter } from '../../../contract/customers.ts'
import type { Lookalike } from '../../../contract/similar.ts'
import { bridge, useJob } from '../../app/client.ts'
import { useApp } from '../../app/store.ts'
import { useAnswer } from '../../app/use-answer.ts'
import { t } from '../../i18n/index.ts'
import { amount, count, percent } from '../../ui/format.ts'
import { Button, Drawer, ErrorNote, ProgressBar, Select, Skeleton, Table, useAfter, Why } from '../../ui/index.ts'
import { SegmentCell } from '../customers/columns.tsx'

/** Whom the wanted customers should be like. */
export interface LikeWhom {
  readonly name: string
  readonly filter: CustomerFilter
}

const counts = ['100', '1000', '10000'] as const
const SHOWN = 100

/** The customers outside a group who are most like it, to look at and to take away. */
export function LookalikesDrawer(props: {
  readonly like: LikeWhom
  readonly projectId: string
  readonly run: string
  readonly onOpen: (customer: number) => void
  readonly onClose: () => void
}) {
  const { like, projectId, run, onOpen, onClose } = props
  const [wanted, setWanted] = useState<(typeof counts)[number]>('1000')
  const input = { projectId, like: like.filter, count: Number(wanted) }
  const { value, error, progress } = useAnswer('similar.lookalikes', { ...input, limit: SHOWN }, run)
  const slow = useAfter(1000, value === null && error === null)
  return (
    <Drawer
      wide
      title={t('segments.like.title', { name: like.name })}
      subtitle={value === null ? '' : t('segments.like.subtitle', { members: value.members, compared: value.compared })}
      footer={<Export input={input} total={value?.total ?? 0} />}
      onClose={onClose}
    >
      <div className="stack">
        <div className="spread">
          <Select
            label={t('segments.like.count')}
            options={counts.map((key) => ({ key, label: count(Number(key)) }))}
            value={wanted}
            onChange={setWanted}
          />
          <Why about={t('segments.like.how')} rule={t('segments.like.rule')} />
        </div>
        {error !== null ? (
          <ErrorNote error={error} />
        ) : value === null ? (
          slow ? (
            <ProgressBar title={t('customers.similar.making')} progress={progress} />
          ) : (
            <Skeleton lines={10} />
          )
        ) : value.total === 0 ? (
          <p className="muted">{t('segments.like.none')}</p>
        ) : (
          <>
            <Table<Lookalike>
              caption={t('segments.like.title', { name: like.name })}
              rows={value.rows}
              rowKey={({ row }) => row.index}
              columns={[
                { key: 'rank', header: '', numeric: true, width: '36px', cell: ({ rank }) => rank },
                {
                  key: 'id',
                  header: t('customers.column.customer_id'),
                  cell: ({ row }) => (
                    <button type="button" className="into name" onClick={() => onOpen(row.index)}>
                      {row.customer_id}
                    </button>
                  ),
                },
                {
                  key: 'segment',
                  header: t('customers.column.segment_label'),
                  cell: ({ row }) => <SegmentCell label={row.segment_label} />,
                },
                {
                  key: 'spend',
                  header: t('customers.column.rfm_monetary'),
                  numeric: true,
                  cell: ({ row }) => amount(row.rfm_monetary),
                },
                {
                  key: 'similarity',
                  header: t('segments.like.similarity'),
                  numeric: true,
                  cell: ({ similarity }) => percent(100 * Math.max(0, similarity)),
                },
              ]}
            />
            {value.total > value.rows.length ? (
              <p className="faint dense">
                {t('segments.like.shown', { shown: value.rows.length, total: value.total })}
              </p>
            ) : null}
          </>
        )}
      </div>
    </Drawer>
  )
}

function Export(props: {
  readonly input: { readonly projectId: string; readonly like: CustomerFilter; readonly count: number }
  readonly total: number
}) {
  const toast = useApp((state) => state.toast)
  const showError = useApp((state) => state.showError)
  const [job, start] = useJob('similar.exportLookalikes')
  const run = async () => {
    const answer = await start(props.input)
    if (!answer.ok) return showError(answer.error)
    const saved = await bridge.save(answer.value)
    if (!saved.ok) showError(saved.error)
    else if (saved.value.saved) toast(t('customers.export.saved', { file: answer.value.fileName, n: props.total }))
  }
  return (
    <Button icon="download" isDisabled={job.state === 'running' || props.total === 0} onPress={() => void run()}>
      {t('segments.like.export', { n: props.total })}
    </Button>
  )
}
