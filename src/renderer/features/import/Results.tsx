import { useShallow } from 'zustand/react/shallow'
import type { ImportLayer } from '../../../contract/imports.ts'
import { useApp } from '../../app/store.ts'
import { navigate } from '../../app/route.ts'
import { t } from '../../i18n/index.ts'
import { count, duration } from '../../ui/format.ts'
import { Button, ErrorNote, NoteBox, ProgressBar } from '../../ui/index.ts'
import { cameIn } from './came-in.ts'
import { decide, repeatsOf } from './LayerDecisions.tsx'
import { OpenRows } from './OpenRows.tsx'
import { useLayers } from './layers-store.ts'

/** What came in of the latest files, what did not and why, the way back, and what is computed from it. */
export function Results({ layers }: { readonly layers: readonly ImportLayer[] }) {
  const fresh = useLayers((state) => state.fresh)
  const shown = fresh.flatMap((id) => layers.filter((layer) => layer.id === id && layer.active))
  return (
    <>
      {shown.map((layer) => (
        <Result key={layer.id} layer={layer} />
      ))}
      <AnalysisState layers={layers} justImported={shown.length > 0} />
    </>
  )
}

function Result({ layer }: { readonly layer: ImportLayer }) {
  const { undoImport, show } = useLayers(useShallow((state) => ({ undoImport: state.undoImport, show: state.show })))
  const { counts } = layer
  const repeats = repeatsOf(layer)
  const leftOut = layer.change?.effect?.leftOut ?? 0
  return (
    <section className="card result" aria-label={t('import.done.title', { name: layer.fileName })}>
      <header className="spread">
        <div>
          <h2 className="name">{t('import.done.title', { name: layer.fileName })}</h2>
          <p className="muted">{t('import.done.rows', { rows: counts.read, time: duration(layer.milliseconds) })}</p>
        </div>
        <Button icon="undo" onPress={() => void undoImport(layer)}>
          {t('import.done.undo')}
        </Button>
      </header>
      <dl className="result-parts">
        <div>
          <dt>{t('import.done.accepted')}</dt>
          <dd className="result-number tabular">{count(counts.accepted)}</dd>
          {cameIn(layer).map((each) => (
            <dd key={each.text} className="muted">
              <OpenRows layer={layer} what={each} />
            </dd>
          ))}
        </div>
        {counts.withoutCustomer > 0 && (
          <div>
            <dt>{t('import.done.withoutCustomer')}</dt>
            <dd className="result-number tabular">{count(counts.withoutCustomer)}</dd>
            <dd className="muted">
              {t('import.done.withoutCustomer.text')}{' '}
              {layer.kind === 'orders' && (
                <Button variant="link" onPress={() => show({ importId: layer.id, part: 'without_customer' })}>
                  {t('import.done.withoutCustomer.see')}
                </Button>
              )}
            </dd>
          </div>
        )}
        <div>
          <dt>{t('import.done.rejected')}</dt>
          <dd className="result-number tabular">{count(counts.rejected)}</dd>
          <dd className="muted">
            {counts.rejected === 0 ? (
              t('import.done.rejected.none')
            ) : (
              <Button size="dense" onPress={() => show({ importId: layer.id, part: 'rejected' })}>
                {t('import.done.rejected.see')}
              </Button>
            )}
          </dd>
        </div>
        {leftOut > 0 && (
          <div>
            <dt>{t('change.figure.leftOut')}</dt>
            <dd className="result-number tabular">{count(leftOut)}</dd>
            <dd className="muted">{t('change.leftOut.text')}</dd>
          </div>
        )}
      </dl>
      {repeats > 0 && (
        <NoteBox
          action={
            <>
              <Button size="dense" onPress={() => show({ importId: layer.id, part: 'repeats' })}>
                {t('change.repeats.see', { lines: repeats })}
              </Button>
              <Button size="dense" onPress={() => void decide(layer, { ...layer.decision, repeats: 'once' })}>
                {t('change.repeats.once')}
              </Button>
            </>
          }
        >
          {t('change.repeats.found', { lines: repeats })}
        </NoteBox>
      )}
    </section>
  )
}

function AnalysisState(props: { readonly layers: readonly ImportLayer[]; readonly justImported: boolean }) {
  const { job, ready, none, cancel, dismiss, run } = useApp(
    useShallow((state) => ({
      job: state.analysisJob,
      ready: state.analysis !== null && !state.analysis.stale,
      none: state.analysisState === 'none',
      cancel: state.cancelAnalysis,
      dismiss: state.dismissAnalysisJob,
      run: state.runAnalysis,
    })),
  )
  if (job.state === 'running') {
    return (
      <div className="card">
        <ProgressBar
          title={t('import.analysing')}
          progress={job.progress}
          cancelling={job.cancelling}
          onCancel={cancel}
        />
      </div>
    )
  }
  if (job.state === 'failed') {
    return (
      <ErrorNote
        error={job.error}
        title={t('app.analysis.failed')}
        action={
          <>
            <Button onPress={() => void run()}>{t('ui.retry')}</Button>
            <Button variant="quiet" onPress={dismiss}>
              {t('ui.dismiss')}
            </Button>
          </>
        }
      />
    )
  }
  if (!props.layers.some((layer) => layer.active && layer.kind === 'orders')) {
    const people = props.layers.some((layer) => layer.active)
    if (props.layers.some((layer) => layer.kind === 'orders')) return <NoteBox>{t('import.ordersOff')}</NoteBox>
    if (props.layers.some((layer) => layer.active && layer.kind === 'campaign')) {
      return (
        <NoteBox
          tone="good"
          action={
            <Button variant="primary" onPress={() => navigate('predict', 'uplift')}>
              {t('import.openCampaign')}
            </Button>
          }
        >
          {t('import.campaignIn')}
        </NoteBox>
      )
    }
    return people ? <NoteBox>{t('import.needOrders')}</NoteBox> : null
  }
  // Cancelled, or the page was loaded anew before it was done.
  if (none)
    return (
      <NoteBox
        action={
          <Button variant="primary" onPress={() => void run()}>
            {t('import.compute')}
          </Button>
        }
      >
        {t('import.notComputed')}
      </NoteBox>
    )
  if (!ready || !props.justImported) return null
  return (
    <NoteBox
      tone="good"
      action={
        <Button variant="primary" onPress={() => navigate('overview')}>
          {t('import.toOverview')}
        </Button>
      }
    >
      {t('import.analysed')}
    </NoteBox>
  )
}
