import type { ReactNode } from 'react'
import { useShallow } from 'zustand/react/shallow'
import type { ImportLayer } from '../../../contract/imports.ts'
import { noteText, t } from '../../i18n/index.ts'
import { bytes, count, dayInWords, duration, instantExact } from '../../ui/format.ts'
import { Button, Drawer, NoteBox } from '../../ui/index.ts'
import { LinesDrawer } from '../health/rows-drawer.tsx'
import { cameIn } from './came-in.ts'
import { CommonLines } from './CommonLines.tsx'
import { encodingName } from './EncodingSelect.tsx'
import { LayerDecisions } from './LayerDecisions.tsx'
import { OpenRows } from './OpenRows.tsx'
import { Rejected } from './RejectedDrawer.tsx'
import { useLayers } from './layers-store.ts'

/** Details of one import, or its rejected rows, beside the list. */
export function LayerDrawer() {
  const { open, layers, show } = useLayers(
    useShallow((state) => ({ open: state.open, layers: state.layers, show: state.show })),
  )
  const layer = layers?.find((item) => item.id === open?.importId)
  if (open === null || layer === undefined) return null
  const close = () => show(null)
  const { part, currency } = open
  if (part === 'details') return <Details key={layer.id} layer={layer} onClose={close} />
  if (part === 'rejected') return <Rejected key={layer.id} layer={layer} onClose={close} />
  const { id: importId, fileName } = layer
  if (part === 'known' || part === 'repeats')
    return <CommonLines importId={importId} fileName={fileName} which={part} onClose={close} />
  return (
    <LinesDrawer
      key={`${importId} ${part} ${currency ?? ''}`}
      about={t(`import.rows.${part}`, { name: fileName, currency: currency ?? '' })}
      list={{ from: 'import', importId, part, ...(currency === undefined ? {} : { currency }) }}
      onClose={close}
    />
  )
}

function Details({ layer, onClose }: { readonly layer: ImportLayer; readonly onClose: () => void }) {
  const show = useLayers((state) => state.show)
  const { counts } = layer
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t('import.layer.kind'), t(`import.kind.${layer.kind}`)],
    [
      t('import.done.accepted'),
      <span key="in" className="facts-stack">
        {count(counts.accepted)}
        {cameIn(layer).map((each) => (
          <OpenRows key={each.text} layer={layer} what={each} />
        ))}
      </span>,
    ],
    [
      t('import.done.withoutCustomer'),
      layer.kind === 'orders' && counts.withoutCustomer > 0 ? (
        <OpenRows
          key="without"
          layer={layer}
          what={{ text: count(counts.withoutCustomer), open: { importId: layer.id, part: 'without_customer' } }}
        />
      ) : (
        count(counts.withoutCustomer)
      ),
    ],
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
