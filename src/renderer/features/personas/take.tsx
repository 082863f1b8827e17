import type { Analysis } from '../../../contract/analysis.ts'
import type { PersonaFormat } from '../../../contract/personas.ts'
import { bridge, client, useJob } from '../../app/client.ts'
import { commandKeyName } from '../../app/keyboard.ts'
import { navigate } from '../../app/route.ts'
import { useApp } from '../../app/store.ts'
import { t } from '../../i18n/index.ts'
import { Button, ProgressBar, useAfter } from '../../ui/index.ts'
import { usePersonas } from './store.ts'

/** The rest of the address that shows the print preview. */
export const printRoute = 'print'

/** One button for each way to take the cards away; `clusterIds` picks some of them. */
export function TakeAway(props: {
  readonly analysis: Analysis
  readonly clusterIds?: readonly number[]
  readonly inPreview?: boolean
}) {
  const { analysis, clusterIds, inPreview = false } = props
  const { projectId } = analysis
  const page = usePersonas((state) => state.page)
  const canPrintPdf = useApp((state) => state.info?.canPrintPdf ?? false)
  const toast = useApp((state) => state.toast)
  const showError = useApp((state) => state.showError)
  const [job, start, cancel] = useJob('personas.export')
  const running = job.state === 'running'
  const showBar = useAfter(300, running)
  const only = clusterIds === undefined ? {} : { clusterIds: [...clusterIds] }

  const save = async (format: PersonaFormat) => {
    const answer = await start({ projectId, format, page, ...only })
    if (!answer.ok) return showError(answer.error)
    const saved = await bridge.save(answer.value)
    if (!saved.ok) showError(saved.error)
    else if (saved.value.saved) toast(t('personas.take.saved', { file: answer.value.fileName }))
  }
  const copy = async () => {
    const answer = await client.call('personas.markdown', { projectId, ...only })
    if (!answer.ok) return showError(answer.error)
    try {
      await navigator.clipboard.writeText(answer.value.text)
      toast(t('personas.take.copied'))
    } catch {
      toast(t('personas.take.copyFailed'))
    }
  }
  // Without a printer of its own the app leaves printing to the browser: the pages in a tab of their own.
  const printInBrowser = async () => {
    const answer = await start({ projectId, format: 'html', page, ...only })
    if (!answer.ok) return showError(answer.error)
    window.open(bridge.previewUrl(answer.value.outputId), '_blank', 'noopener')
    toast(t('personas.take.printHow', { key: `${commandKeyName} P` }))
  }

  return (
    <div className="take" role="group" aria-label={t('personas.take.label')}>
      {inPreview ? null : (
        <Button icon="eye" onPress={() => navigate('personas', printRoute)}>
          {t('personas.take.preview')}
        </Button>
      )}
      <Button
        variant="primary"
        icon="print"
        isDisabled={running}
        onPress={() => void (canPrintPdf ? save('pdf') : printInBrowser())}
      >
        {canPrintPdf ? t('personas.take.pdf') : t('personas.take.print')}
      </Button>
      <Button isDisabled={running} onPress={() => void save('md')}>
        {t('personas.take.md')}
      </Button>
      <Button isDisabled={running} onPress={() => void save('html')}>
        {t('personas.take.html')}
      </Button>
      <Button isDisabled={running} onPress={() => void save('json')}>
        {t('personas.take.json')}
      </Button>
      <Button icon="copy" onPress={() => void copy()}>
        {t('personas.take.copy')}
      </Button>
      {showBar && job.state === 'running' ? (
        <div className="take-progress">
          <ProgressBar
            title={t('personas.take.running')}
            progress={job.progress}
            cancelling={job.cancelling}
            onCancel={cancel}
          />
        </div>
      ) : null}
    </div>
  )
}
