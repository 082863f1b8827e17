import { useShallow } from 'zustand/react/shallow'
import { useApp } from '../../app/store.ts'
import { navigate } from '../../app/route.ts'
import { t } from '../../i18n/index.ts'
import { Button, ErrorNote, Icon, ProgressBar } from '../../ui/index.ts'
import { chooseFiles } from '../import/choose-files.ts'
import { useSample } from './store.ts'
import '../import/drop-zone.css'
import './first-run.css'

/** One sentence, the way in, a way to try, and the promise. */
export function FirstRunScreen() {
  const { job, open, cancel } = useSample(
    useShallow((state) => ({ job: state.job, open: state.open, cancel: state.cancel })),
  )
  const openProject = useApp((state) => state.openProject)
  const trySample = async () => {
    const project = await open()
    if (project === null) return
    await useApp.getState().loadProjects()
    await openProject(project.id)
    navigate('overview')
  }
  return (
    <main className="first-run">
      <div className="first-run-words">
        <h1>{t('firstRun.title')}</h1>
        <p className="first-run-text">{t('firstRun.text')}</p>
      </div>
      {job.state === 'running' ? (
        <div className="card first-run-progress">
          <ProgressBar
            title={t('firstRun.sample.running')}
            progress={job.progress}
            cancelling={job.cancelling}
            onCancel={cancel}
          />
        </div>
      ) : (
        <>
          <section className="drop-zone drop-zone-large first-run-drop">
            <span className="drop-zone-icon">
              <Icon name="import" size={24} />
            </span>
            <div className="drop-zone-words">
              <p className="drop-zone-title">{t('firstRun.drop')}</p>
              <p className="muted">{t('firstRun.formats')}</p>
            </div>
            <Button variant="primary" size="large" onPress={chooseFiles}>
              {t('firstRun.choose')}
            </Button>
          </section>
          {job.state === 'failed' && <ErrorNote error={job.error} title={t('firstRun.sample.failed')} />}
          <div className="first-run-sample">
            <Button onPress={() => void trySample()}>{t('firstRun.sample')}</Button>
            <p className="faint dense">{t('firstRun.sample.about')}</p>
          </div>
        </>
      )}
      <p className="first-run-promise">
        <Icon name="lock" />
        {t('firstRun.promise')}
      </p>
    </main>
  )
}
