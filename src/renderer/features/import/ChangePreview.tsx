import { useState } from 'react'
import { useShallow } from 'zustand/react/shallow'
import type { ImportChange, LinesInCommon } from '../../../contract/changes.ts'
import { t } from '../../i18n/index.ts'
import { count, money } from '../../ui/format.ts'
import { Button, ErrorNote, NoteBox, useAfter } from '../../ui/index.ts'
import { CommonLines } from './CommonLines.tsx'
import { Decisions } from './decisions.tsx'
import { useImports } from './store.ts'
import type { QueuedFile } from './queued-file.ts'
import './change.css'

/** A file that was read, as a change of the project: the sentence, its figures, and what can be decided otherwise. */
export function ChangePreview({ file, change }: { readonly file: QueuedFile; readonly change: ImportChange }) {
  const { decide, commit, back, discard } = useImports(
    useShallow((state) => ({
      decide: state.decide,
      commit: state.commit,
      back: state.back,
      discard: state.discard,
    })),
  )
  const [lines, setLines] = useState<LinesInCommon | null>(null)
  const counting = useAfter(150, file.job.state === 'running')
  const { layer, findings, decision, proposed, earlier, sameFileAs } = change
  return (
    <>
      <header className="import-head">
        <div className="import-head-words">
          <h1 className="name">{sentence(change)}</h1>
          <p className="muted">{t('change.until')}</p>
        </div>
        <div className="import-head-actions">
          <Button onPress={() => discard(file.key)}>{t('change.drop')}</Button>
          <Button onPress={() => void back(file.key)}>{t('change.back')}</Button>
          <Button variant="primary" isDisabled={file.job.state === 'running'} onPress={() => void commit(file.key)}>
            {commitLabel(change)}
          </Button>
        </div>
      </header>
      {file.error !== null && <ErrorNote error={file.error} />}
      {sameFileAs !== null && <NoteBox tone="warning">{t('change.same', { name: sameFileAs })}</NoteBox>}
      <Effect change={change} isStale={counting} />
      <div className="change-questions">
        <Decisions
          kind={layer.kind}
          findings={findings}
          decision={decision}
          proposed={proposed}
          earlier={earlier}
          hasOrderNumbers={layer.mapping['order_id'] !== undefined}
          onChange={(next) => void decide(file.key, next)}
          onShow={setLines}
        />
      </div>
      {lines !== null && (
        <CommonLines importId={layer.id} fileName={layer.fileName} which={lines} onClose={() => setLines(null)} />
      )}
    </>
  )
}

function sentence({ layer, effect, decision, findings }: ImportChange): string {
  const name = layer.fileName
  if (effect === null)
    return t(layer.kind === 'orders' ? 'change.adds.rows' : 'change.adds.beside', { name, rows: layer.counts.accepted })
  const { rows, orders, newCustomers: customers, replaced } = effect
  if (layer.kind === 'customers')
    return customers > 0 ? t('change.adds.people', { name, customers }) : t('change.renews.people', { name })
  if (rows === 0 && replaced === 0) return t('change.nothing', { name })
  if (orders < 0) return t('change.removes', { name, orders: -orders })
  if (orders === 0 && customers === 0 && decision.mode === 'replace') return t('change.replaces', { name, replaced })
  if (orders === 0 && customers === 0 && replaced > 0)
    return t('change.renews.orders', { name, orders: findings.knownOrders, changed: findings.changedOrders })
  if (orders === 0 && customers === 0) return t('change.adds.rows', { name, rows: rows + replaced })
  return t(customers > 0 ? 'change.adds.orders' : 'change.adds.known', { name, orders, customers })
}

function commitLabel({ layer, decision, effect, findings }: ImportChange): string {
  if (decision.mode === 'replace') return t('change.commit.replace')
  if (decision.mode === 'update') return t('change.commit.update')
  if (layer.kind === 'customers') return t('change.commit.people')
  if (effect !== null && effect.orders > 0) return t('change.commit.orders', { orders: effect.orders })
  return effect !== null && effect.replaced > 0
    ? t('change.commit.renew', { orders: findings.knownOrders })
    : t('change.commit.anyway')
}

function Effect({ change, isStale }: { readonly change: ImportChange; readonly isStale: boolean }) {
  const { effect, layer } = change
  if (effect === null) return null
  const isOrders = layer.kind === 'orders'
  const figures: readonly (readonly [string, string])[] = [
    ...(isOrders ? [[t('change.figure.orders'), signed(effect.orders, count)] as const] : []),
    [t('change.figure.customers'), signed(effect.newCustomers, count)],
    ...(isOrders
      ? [
          [t('change.figure.revenue'), signed(effect.revenue, money)] as const,
          [t('change.figure.leftOut'), count(effect.leftOut)] as const,
          [t('change.figure.replaced'), count(effect.replaced)] as const,
        ]
      : []),
  ]
  return (
    <section className="card change-effect" aria-label={t('change.figures')} aria-busy={isStale}>
      <dl className="change-figures">
        {figures.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className="result-number tabular">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="muted dense" role="status">
        {isStale ? t('change.again') : notTaken(layer)}
      </p>
    </section>
  )
}

/** Rows that were read and bring nothing: whoever compares with the file finds them here. */
function notTaken({ kind, counts }: ImportChange['layer']): string {
  const { read, rejected, withoutCustomer } = counts
  const parts = [
    ...(rejected > 0 ? [t('change.out.rejected', { n: rejected })] : []),
    ...(kind === 'orders' && withoutCustomer > 0 ? [t('change.out.withoutCustomer', { n: withoutCustomer })] : []),
  ]
  return parts.length === 0 ? '' : t('change.out', { read, parts: parts.join(', ') })
}

/** With its sign: what comes and what goes must not look alike. */
function signed(value: number, format: (value: number) => string): string {
  return value > 0 ? `+${format(value)}` : format(value)
}
