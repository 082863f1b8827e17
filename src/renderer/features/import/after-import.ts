import type { ImportLayer } from '../../../contract/imports.ts'
import { client } from '../../app/client.ts'
import { navigate, parseRoute } from '../../app/route.ts'
import { useApp } from '../../app/store.ts'
import { t } from '../../i18n/index.ts'

/** After the last file of the queue: the numbers, and on to them unless the person is busy with something else. */
export async function analyseAfter(
  layer: ImportLayer,
  screen: { readonly isBusy: () => boolean; readonly undo: () => void },
): Promise<void> {
  const { projectId } = layer
  // She may have gone on to another project meanwhile: that one is not meant.
  const layers = await client.call('imports.list', { projectId })
  if (!layers.ok || !layers.value.some((other) => other.active && other.kind === 'orders')) return
  const answer = await useApp.getState().runAnalysis({ projectId })
  if (answer === null || !answer.ok) return
  const elsewhere = useApp.getState().currentProjectId !== projectId
  if (parseRoute(window.location.hash).screen === 'import' && !elsewhere && !screen.isBusy()) navigate('overview')
  const { accepted, rejected, withoutCustomer } = layer.counts
  const out = [
    rejected > 0 ? t('import.done.toast.rejected', { n: rejected }) : '',
    withoutCustomer > 0 ? t('import.done.toast.withoutCustomer', { n: withoutCustomer }) : '',
  ].join('')
  useApp.getState().toast(t('import.done.toast', { name: layer.fileName, rows: accepted, out }), {
    undo: screen.undo,
    action: { label: t('import.details'), run: () => navigate('import') },
  })
}
