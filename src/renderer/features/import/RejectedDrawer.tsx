import { useEffect, useRef, useState } from 'react'
import type { ErrorBody } from '../../../contract/errors.ts'
import type { ImportLayer, RejectKind, RejectedCounts, RejectedRow } from '../../../contract/imports.ts'
import { bridge, client, useJob } from '../../app/client.ts'
import { useApp } from '../../app/store.ts'
import { noteText, t } from '../../i18n/index.ts'
import { count } from '../../ui/format.ts'
import { Button, Drawer, ErrorNote, Select, Skeleton, Table } from '../../ui/index.ts'

const pageSize = 200

/** The rows of an import that could not be read, by reason, and the ways to mend them. */
export function Rejected({ layer, onClose }: { readonly layer: ImportLayer; readonly onClose: () => void }) {
  const [kind, setKind] = useState<RejectKind | 'all'>('all')
  const [rows, setRows] = useState<readonly RejectedRow[] | null>(null)
  const [total, setTotal] = useState(0)
  const [byKind, setByKind] = useState<RejectedCounts | null>(null)
  const [error, setError] = useState<ErrorBody | null>(null)
  const [job, startExport] = useJob('imports.exportRejected')
  const [mendJob, startMending] = useJob('changes.exportForMending')
  const showError = useApp((state) => state.showError)

  // Only the latest question is answered: more of one reason does not belong below the rows of another.
  const latest = useRef(0)
  const load = async (offset: number) => {
    const number = ++latest.current
    const answer = await client.call('imports.rejected', {
      importId: layer.id,
      offset,
      limit: pageSize,
      ...(kind === 'all' ? {} : { kind }),
    })
    if (latest.current !== number) return
    if (!answer.ok) {
      setError(answer.error)
      return
    }
    setTotal(answer.value.total)
    if (answer.value.byKind !== null) setByKind(answer.value.byKind)
    setRows((before) => (offset === 0 ? answer.value.rows : [...(before ?? []), ...answer.value.rows]))
  }
  useEffect(() => {
    void load(0)
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `load` is made anew at every render
  }, [kind, layer.id])

  const save = async (start: typeof startExport) => {
    const answer = await start({ importId: layer.id })
    if (!answer.ok) {
      showError(answer.error)
      return
    }
    const saved = await bridge.save(answer.value)
    if (!saved.ok) showError(saved.error)
  }

  return (
    <Drawer
      wide
      title={t('import.rejected.title')}
      subtitle={t('import.rejected.subtitle', { n: layer.counts.rejected, name: layer.fileName })}
      onClose={onClose}
      footer={
        <>
          <Button
            icon="download"
            variant="primary"
            onPress={() => void save(startMending)}
            isDisabled={mendJob.state === 'running'}
          >
            {t('import.rejected.mend')}
          </Button>
          <Button icon="download" onPress={() => void save(startExport)} isDisabled={job.state === 'running'}>
            {t('import.rejected.export')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p className="muted">
          {layer.mended > 0
            ? t('import.rejected.mended', { n: layer.mended, total: layer.counts.rejected })
            : t('import.rejected.how')}
        </p>
        <Select<RejectKind | 'all'>
          label={t('import.rejected.filter')}
          options={[
            { key: 'all', label: t('import.rejected.all', { n: layer.counts.rejected }) },
            ...reasonsOf(byKind).map(([key, n]) => ({
              key,
              label: t('import.rejected.reason', { reason: t(`import.reject.${key}`), n }),
            })),
          ]}
          value={kind}
          onChange={(next) => {
            setRows(null)
            setKind(next)
          }}
        />
        {error !== null && <ErrorNote error={error} />}
        {rows === null && error === null && <Skeleton lines={6} />}
        {rows !== null && rows.length === 0 && <p className="muted">{t('import.rejected.none')}</p>}
        {rows !== null && rows.length > 0 && (
          <Table
            caption={t('import.rejected.table')}
            columns={[
              {
                key: 'line',
                header: t('import.rejected.line'),
                numeric: true,
                cell: (row) => (
                  <>
                    {count(row.line)}
                    {row.byteOffset >= 0 && (
                      <span className="rejected-byte faint">{t('import.rejected.byte', { byte: row.byteOffset })}</span>
                    )}
                  </>
                ),
              },
              { key: 'why', header: t('import.rejected.why'), cell: (row) => noteText(row.message) },
              {
                key: 'raw',
                header: t('import.rejected.raw'),
                cell: (row) => <code className="rejected-raw">{row.raw}</code>,
                exact: (row) => row.raw,
              },
            ]}
            rows={rows}
            rowKey={(row) => `${row.line} ${row.byteOffset} ${row.column}`}
          />
        )}
        {rows !== null && rows.length < total && (
          <Button onPress={() => void load(rows.length)}>{t('import.rejected.more')}</Button>
        )}
      </div>
    </Drawer>
  )
}

/** The reasons there are, the commonest first. */
function reasonsOf(counts: RejectedCounts | null): [RejectKind, number][] {
  const reasons = Object.entries(counts ?? {}) as [RejectKind, number][]
  return reasons.toSorted((a, b) => b[1] - a[1])
}
