import { useEffect, useState } from 'react'
import { useShallow } from 'zustand/react/shallow'
import type { ErrorBody } from '../../../contract/errors.ts'
import type { ImportLayer, RejectKind, RejectedRow } from '../../../contract/imports.ts'
import { bridge, client, useJob } from '../../app/client.ts'
import { useApp } from '../../app/store.ts'
import { noteText, t } from '../../i18n/index.ts'
import { bytes, count, dayInWords, duration, instantExact } from '../../ui/format.ts'
import { Button, Drawer, ErrorNote, NoteBox, Select, Skeleton, Table } from '../../ui/index.ts'
import { encodingName } from './EncodingSelect.tsx'
import { LayerDecisions } from './LayerDecisions.tsx'
import { useImports } from './store.ts'

/** Details of one import, or its rejected rows, beside the list. */
export function LayerDrawer() {
  const { open, layers, show } = useImports(
    useShallow((state) => ({ open: state.open, layers: state.layers, show: state.show })),
  )
  const layer = layers?.find((item) => item.id === open?.importId)
  if (open === null || layer === undefined) return null
  const close = () => show(null)
  return open.part === 'details' ? (
    <Details key={layer.id} layer={layer} onClose={close} />
  ) : (
    <Rejected key={layer.id} layer={layer} onClose={close} />
  )
}

function Details({ layer, onClose }: { readonly layer: ImportLayer; readonly onClose: () => void }) {
  const show = useImports((state) => state.show)
  const { counts } = layer
  const facts: readonly (readonly [string, string])[] = [
    [t('import.layer.kind'), t(`import.kind.${layer.kind}`)],
    [t('import.done.accepted'), count(counts.accepted)],
    [t('import.done.withoutCustomer'), count(counts.withoutCustomer)],
    [t('import.done.rejected'), count(counts.rejected)],
    [t('import.layer.customers'), count(layer.customers)],
    ...(layer.firstDate === null || layer.lastDate === null
      ? []
      : [
          [
            t('import.layer.dates'),
            t('import.layer.dates.range', { from: dayInWords(layer.firstDate), to: dayInWords(layer.lastDate) }),
          ] as const,
        ]),
    [t('import.layer.imported'), instantExact(layer.importedAt)],
    [t('import.layer.took'), duration(layer.milliseconds)],
    [t('import.layer.size'), bytes(layer.sizeBytes)],
    [t('import.layer.encoding'), encodingName(layer.encoding)],
  ]
  return (
    <Drawer
      title={layer.fileName}
      onClose={onClose}
      footer={
        counts.rejected > 0 && (
          <Button onPress={() => show({ importId: layer.id, part: 'rejected' })}>
            {t('import.done.rejected.see')}
          </Button>
        )
      }
    >
      <div className="stack-wide">
        <dl className="facts tabular">
          {facts.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <LayerDecisions layer={layer} />
        <section className="stack">
          <h3>{t('import.layer.mapping')}</h3>
          <dl className="facts">
            {Object.entries(layer.mapping).map(([role, column]) => (
              <div key={role}>
                <dt>{roleName(role)}</dt>
                <dd className="name">{column}</dd>
              </div>
            ))}
          </dl>
        </section>
        {layer.warnings.length > 0 && (
          <section className="stack">
            <h3>{t('import.layer.warnings')}</h3>
            {layer.warnings.map((warning, index) => (
              <NoteBox key={`${warning.code} ${index}`} tone={warning.severity === 'warning' ? 'warning' : 'info'}>
                {noteText(warning)}
              </NoteBox>
            ))}
          </section>
        )}
      </div>
    </Drawer>
  )
}

/** Roles have names; an attribute is called by its column. */
function roleName(role: string): string {
  const key = `import.role.${role}`
  return isKnownRole(key) ? t(key) : role
}

const namedRoles = ['customer_id', 'date', 'amount', 'unit_price', 'quantity', 'order_id', 'product', 'product_name']
  .concat([
    'category',
    'type',
    'status',
    'cancelled',
    'currency',
    'email',
    'name',
    'phone',
    'age',
    'gender',
    'location',
    'country',
  ])
  .concat(['discount', 'tax', 'shipping', 'refund'])
  .concat(['signup_date', 'lifetime_value', 'plan', 'industry', 'consent'])
  .map((role) => `import.role.${role}`)

function isKnownRole(key: string): key is 'import.role.customer_id' {
  return namedRoles.includes(key)
}

const pageSize = 200
const kinds = [
  'cast',
  'missing_columns',
  'too_many_columns',
  'unclosed_quote',
  'invalid_encoding',
  'oversized',
  'malformed',
] as const satisfies readonly RejectKind[]

function Rejected({ layer, onClose }: { readonly layer: ImportLayer; readonly onClose: () => void }) {
  const [kind, setKind] = useState<RejectKind | 'all'>('all')
  const [rows, setRows] = useState<readonly RejectedRow[] | null>(null)
  const [total, setTotal] = useState(0)
  const [error, setError] = useState<ErrorBody | null>(null)
  const [job, startExport] = useJob('imports.exportRejected')
  const [mendJob, startMending] = useJob('changes.exportForMending')
  const showError = useApp((state) => state.showError)

  const load = async (offset: number, isCurrent: () => boolean = () => true) => {
    const answer = await client.call('imports.rejected', {
      importId: layer.id,
      offset,
      limit: pageSize,
      ...(kind === 'all' ? {} : { kind }),
    })
    if (!isCurrent()) return
    if (!answer.ok) {
      setError(answer.error)
      return
    }
    setTotal(answer.value.total)
    setRows((before) => (offset === 0 ? answer.value.rows : [...(before ?? []), ...answer.value.rows]))
  }
  useEffect(() => {
    let current = true
    void load(0, () => current)
    return () => {
      current = false
    }
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
            { key: 'all', label: t('import.rejected.all') },
            ...kinds.map((key) => ({ key, label: t(`import.reject.${key}`) })),
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
              { key: 'line', header: t('import.rejected.line'), numeric: true, cell: (row) => count(row.line) },
              { key: 'why', header: t('import.rejected.why'), cell: (row) => noteText(row.message) },
              {
                key: 'raw',
                header: t('import.rejected.raw'),
                cell: (row) => <code className="rejected-raw">{row.raw}</code>,
                exact: (row) => row.raw,
              },
            ]}
            rows={rows}
            rowKey={(row) => `${row.line} ${row.column}`}
          />
        )}
        {rows !== null && rows.length < total && (
          <Button onPress={() => void load(rows.length)}>{t('import.rejected.more')}</Button>
        )}
      </div>
    </Drawer>
  )
}
