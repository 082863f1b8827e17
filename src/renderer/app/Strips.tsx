import { useShallow } from 'zustand/react/shallow'
import { useImports } from '../features/import/store.ts'
import { errorText, t } from '../i18n/index.ts'
import { Button, Icon, IconButton, ProgressBar, useAfter } from '../ui/index.ts'
import { useRoute } from './route.ts'
import { currentProject, useApp } from './store.ts'

/** What holds for every screen at this moment, above it: a lost connection, a running analysis, numbers that are old. */
export function Strips() {
  const { connection, job, stale, hasNumbers, name } = useApp(
    useShallow((state) => ({
      connection: state.connection,
      job: state.analysisJob,
      stale: state.analysis?.stale ?? false,
      hasNumbers: state.analysis !== null,
      name: currentProject(state)?.name ?? '',
    })),
  )
  const { runAnalysis, cancelAnalysis, dismissAnalysisJob } = useApp(
    useShallow((state) => ({
      runAnalysis: state.runAnalysis,
      cancelAnalysis: state.cancelAnalysis,
      dismissAnalysisJob: state.dismissAnalysisJob,
    })),
  )
  const { importing, cancelImport } = useImports(
    useShallow((state) => ({
      importing: state.files.find((file) => file.step === 'importing'),
      cancelImport: state.cancel,
    })),
  )
  const { screen } = useRoute()
  const running = job.state === 'running'
  const showProgress = useAfter(300, running)
  const lost = useAfter(600, connection !== 'open')

  return (
    <div className="strips">
      {lost && (
        <div className="strip strip-warning" role="status">
          <Icon name="warning" />
          <span className="strip-text">{t('app.connection.lost')}</span>
        </div>
      )}
      {importing?.job.state === 'running' && screen !== 'import' && (
        <div className="strip strip-progress">
          <ProgressBar
            compact
            title={t('import.running', { name: importing.name })}
            progress={importing.job.progress}
            cancelling={importing.job.cancelling}
            {...(importing.change === null ? { onCancel: () => cancelImport(importing.key) } : {})}
          />
        </div>
      )}
      {running && showProgress && screen !== 'import' && (
        <div className="strip strip-progress">
          <ProgressBar
            compact
            title={t('app.analysing', { project: name })}
            progress={job.progress}
            cancelling={job.cancelling}
            onCancel={cancelAnalysis}
          />
        </div>
      )}
      {job.state === 'failed' && hasNumbers && screen !== 'import' && (
        <div className="strip strip-danger" role="alert">
          <Icon name="error" />
          <span className="strip-text">{errorText(job.error)}</span>
          <Button size="dense" icon="refresh" onPress={() => void runAnalysis()}>
            {t('app.stale.run')}
          </Button>
          <IconButton icon="close" size="dense" label={t('ui.dismiss')} onPress={dismissAnalysisJob} />
        </div>
      )}
      {stale && !running && job.state !== 'failed' && (
        <div className="strip" role="status">
          <Icon name="info" />
          <span className="strip-text">{t('app.stale')}</span>
          <Button size="dense" icon="refresh" onPress={() => void runAnalysis()}>
            {t('app.stale.run')}
          </Button>
        </div>
      )}
    </div>
  )
}
