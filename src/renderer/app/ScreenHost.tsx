import { Component, Suspense, lazy } from 'react'
import type { ReactNode } from 'react'
import { t } from '../i18n/index.ts'
import { Button, EmptyState } from '../ui/index.ts'
import { useRoute } from './route.ts'
import type { Screen } from './route.ts'
import { useApp } from './store.ts'
import { Waiting, WithAnalysis } from './WithAnalysis.tsx'

const ImportScreen = lazy(async () => ({ default: (await import('../features/import/index.tsx')).ImportScreen }))
const HealthScreen = lazy(async () => ({ default: (await import('../features/health/index.tsx')).HealthScreen }))
const OverviewScreen = lazy(async () => ({ default: (await import('../features/overview/index.tsx')).OverviewScreen }))
const SegmentsScreen = lazy(async () => ({ default: (await import('../features/segments/index.tsx')).SegmentsScreen }))
const CustomersScreen = lazy(async () => ({
  default: (await import('../features/customers/index.tsx')).CustomersScreen,
}))
const PersonasScreen = lazy(async () => ({ default: (await import('../features/personas/index.tsx')).PersonasScreen }))
const PredictScreen = lazy(async () => ({ default: (await import('../features/predict/index.tsx')).PredictScreen }))
const SettingsScreen = lazy(async () => ({ default: (await import('../features/settings/index.tsx')).SettingsScreen }))

/** The screen of the address. Those that show results wait for one. */
export function ScreenHost() {
  const { screen } = useRoute()
  const projectId = useApp((state) => state.currentProjectId)
  if (screen === null) return null
  return (
    <CrashGuard key={`${screen} ${projectId ?? ''}`}>
      <Suspense fallback={<Waiting />}>{render(screen)}</Suspense>
    </CrashGuard>
  )
}

function render(screen: Screen): ReactNode {
  switch (screen) {
    case 'import':
      return <ImportScreen />
    case 'health':
      return <HealthScreen />
    case 'settings':
      return <SettingsScreen />
    case 'overview':
      return <WithAnalysis screen={<OverviewScreen />} />
    case 'segments':
      return <WithAnalysis screen={<SegmentsScreen />} />
    case 'customers':
      return <WithAnalysis screen={<CustomersScreen />} />
    case 'personas':
      return <WithAnalysis screen={<PersonasScreen />} />
    case 'predict':
      return <PredictScreen />
  }
}

interface CrashState {
  readonly error: Error | null
}

/** Keeps a fault of one screen from taking the frame with it. */
class CrashGuard extends Component<{ readonly children: ReactNode }, CrashState> {
  override state: CrashState = { error: null }

  static getDerivedStateFromError(error: unknown): CrashState {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  override render(): ReactNode {
    const { error } = this.state
    if (error === null) return this.props.children
    return (
      <div className="screen">
        <EmptyState
          icon="error"
          title={t('app.crash.title')}
          action={<Button onPress={() => this.setState({ error: null })}>{t('app.crash.retry')}</Button>}
        >
          {t('app.crash.text')}
          <pre className="crash">{error.stack ?? error.message}</pre>
        </EmptyState>
      </div>
    )
  }
}
