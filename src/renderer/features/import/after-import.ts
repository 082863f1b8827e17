import type { ImportLayer } from '../../../contract/imports.ts'
import { navigate, parseRoute } from '../../app/route.ts'
import { useApp } from '../../app/store.ts'
import { t } from '../../i18n/index.ts'

/** After the last file of the queue: the numbers, and on to them unless the person is busy with something else. */
export async function analyseAfter(
  layer: ImportLayer,
  layers: readonly ImportLayer[],
  screen: { readonly isBusy: () => boolean; readonly undo: () => void },
): Promise<void> {
  if (!layers.some((other) => other.active && other.kind === 'orders')) return
  const answer = await useApp.getState().runAnalysis()
  if (answer === null || !answer.ok) return
  const elsewhere = useApp.getState().currentProjectId !== layer.projectId
  if (parseRoute(window.location.hash).screen === 'import' && !elsewhere && !screen.isBusy()) navigate('overview')
  const { accepted, rejected } = layer.counts
  const name = layer.fileName
  const text =
    rejected === 0
      ? t('import.done.toast', { name, rows: accepted })
      : t('import.done.toastRejected', { name, rows: accepted, rejected })
  useApp.getState().toast(text, {
    undo: screen.undo,
    action: { label: t('import.details'), run: () => navigate('import') },
  })
}
