import { useShallow } from 'zustand/react/shallow'
import type { ImportLayer } from '../../../contract/imports.ts'
import { t } from '../../i18n/index.ts'
import { count, dayShort, instantExact, relative } from '../../ui/format.ts'
import { Button, IconButton, Menu, Switch, Table } from '../../ui/index.ts'
import type { TableColumn } from '../../ui/index.ts'
import { howItCounts } from './how-it-counts.ts'
import { useLayers } from './layers-store.ts'
import './change.css'

/** Every import of the project: each can be switched off, on again, or deleted. */
export function Layers({ layers }: { readonly layers: readonly ImportLayer[] }) {
  const { setActive, deleteLayer, show } = useLayers(
    useShallow((state) => ({ setActive: state.setActive, deleteLayer: state.deleteLayer, show: state.show })),
  )
  const columns: readonly TableColumn<ImportLayer>[] = [
    {
      key: 'active',
      header: t('import.layer.active'),
      width: '88px',
      cell: (layer) => (
        <Switch
          isSelected={layer.active}
          onChange={(on) => void setActive(layer, on)}
          label={t('import.layer.active.about', { name: layer.fileName })}
        />
      ),
    },
    {
      key: 'file',
      header: t('import.layer.file'),
      cell: (layer) => (
        <>
          <span className="name layer-name">{layer.fileName}</span>
          {howItCounts(layer, layers).map((line) => (
            <span key={line} className="layer-how">
              {line}
            </span>
          ))}
        </>
      ),
    },
    { key: 'kind', header: t('import.layer.kind'), cell: (layer) => t(`import.kind.${layer.kind}`) },
    { key: 'rows', header: t('import.layer.rows'), numeric: true, cell: (layer) => count(layer.counts.accepted) },
    {
      key: 'rejected',
      header: t('import.layer.rejected'),
      numeric: true,
      cell: (layer) =>
        layer.counts.rejected === 0 ? (
          count(0)
        ) : (
          <Button
            variant="link"
            aria-label={t('import.layer.rejected.about', { n: layer.counts.rejected, name: layer.fileName })}
            onPress={() => show({ importId: layer.id, part: 'rejected' })}
          >
            {t('import.layer.rejected.show', { n: layer.counts.rejected })}
          </Button>
        ),
    },
    { key: 'customers', header: t('import.layer.customers'), numeric: true, cell: (layer) => count(layer.customers) },
    {
      key: 'dates',
      header: t('import.layer.dates'),
      cell: (layer) =>
        layer.firstDate === null || layer.lastDate === null
          ? '–'
          : t('import.layer.dates.range', { from: dayShort(layer.firstDate), to: dayShort(layer.lastDate) }),
    },
    {
      key: 'imported',
      header: t('import.layer.imported'),
      cell: (layer) => relative(layer.importedAt),
      exact: (layer) => instantExact(layer.importedAt),
    },
    {
      key: 'more',
      header: '',
      width: '32px',
      cell: (layer) => (
        <Menu
          label={t('import.layer.more', { name: layer.fileName })}
          entries={[
            {
              key: 'details',
              label: t('import.layer.details'),
              icon: 'info',
              onAction: () => show({ importId: layer.id, part: 'details' }),
            },
            {
              key: 'delete',
              label: t('import.layer.delete'),
              icon: 'trash',
              danger: true,
              onAction: () => void deleteLayer(layer),
            },
          ]}
        >
          <IconButton icon="more" size="dense" label={t('import.layer.more', { name: layer.fileName })} />
        </Menu>
      ),
    },
  ]
  return (
    <section className="card layers" aria-labelledby="layers-title">
      <h2 id="layers-title" className="import-section-title">
        {t('import.layers.title')}
      </h2>
      <Table
        caption={t('import.layers.title')}
        columns={columns}
        rows={layers}
        rowKey={(layer) => layer.id}
        rowClass={(layer) => (layer.active ? undefined : 'layer-off')}
      />
    </section>
  )
}
