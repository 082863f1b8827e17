import type { ReactNode } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { t } from '../i18n/index.ts'
import { Button, EmptyState, ErrorNote, Skeleton } from '../ui/index.ts'
import { navigate } from './route.ts'
import { currentProject, useApp } from './store.ts'

export function Waiting() {
  return (
    <div className="screen">
      <Skeleton lines={6} />
    </div>
  )
}

/** A screen that shows results: says what fills it while there are none. `part`: it is only a part of a screen. */
export function WithAnalysis({ screen, part = false }: { readonly screen: ReactNode; readonly part?: boolean }) {
  const { has, analysisState, job, imported, runAnalysis } = useApp(
    useShallow((state) => ({
      has: state.analysis !== null,
      analysisState: state.analysisState,
      job: state.analysisJob,
      imported: (currentProject(state)?.counts.layers ?? 0) > 0,
      runAnalysis: state.runAnalysis,
    })),
  )
  if (has) return screen
  if (analysisState === 'loading' || job.state === 'running') return part ? <Skeleton lines={6} /> : <Waiting />
  const frame = part ? '' : 'screen'
  if (job.state === 'failed') {
    return (
      <div className={frame}>
        <ErrorNote
          error={job.error}
          title={t('app.analysis.failed')}
          action={<Button onPress={() => void runAnalysis()}>{t('ui.retry')}</Button>}
        />
      </div>
    )
  }
  return (
    <div className={frame}>
      <EmptyState
        icon="overview"
        title={t('app.none.title')}
        action={
          imported ? (
            <Button variant="primary" onPress={() => void runAnalysis()}>
              {t('app.none.analyse')}
            </Button>
          ) : (
            <Button variant="primary" icon="import" onPress={() => navigate('import')}>
              {t('app.none.import')}
            </Button>
          )
        }
      >
        {imported ? t('app.none.imported') : t('app.none.empty')}
      </EmptyState>
    </div>
  )
}
