import { useEffect } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { useShallow } from 'zustand/react/shallow'
import { FirstRunScreen } from '../features/first-run/index.tsx'
import { useImports } from '../features/import/store.ts'
import { ProjectDialogs } from '../features/projects/ProjectDialogs.tsx'
import { t } from '../i18n/index.ts'
import { Button, EmptyState, Skeleton, Toasts } from '../ui/index.ts'
import { errorText } from '../i18n/index.ts'
import { drawerRootId } from '../ui/drawer.tsx'
import { DropTarget } from './DropTarget.tsx'
import { KeyMap } from './KeyMap.tsx'
import { Palette } from './Palette.tsx'
import { Rail } from './Rail.tsx'
import { navigate, useRoute } from './route.ts'
import { ScreenHost } from './ScreenHost.tsx'
import { currentProject, useApp } from './store.ts'
import { Strips } from './Strips.tsx'
import { TopBar } from './TopBar.tsx'
import { useKeyboard } from './keyboard.ts'
import './app.css'

/** Language of the texts; numbers and dates follow the person's own locale. */
const textLanguage = 'en'

/** The frame: rail, bar, screen, drawer, and what lies over them. */
export function App() {
  const { ready, fatal, theme, collapsed, toasts, dismissToast, empty, start } = useApp(
    useShallow((state) => ({
      ready: state.ready,
      fatal: state.fatal,
      theme: state.settings.theme,
      // Numbers are written by plain functions; a change of how they look draws every screen again from here.
      locale: state.settings.locale,
      currency: currentProject(state)?.currency,
      collapsed: state.settings.railCollapsed,
      toasts: state.toasts,
      dismissToast: state.dismissToast,
      empty: state.projects.length === 0,
      start: state.start,
    })),
  )
  const busyImporting = useImports((state) => state.files.length > 0)
  useKeyboard()
  useDefaultScreen()
  useTitle()
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme
  }, [theme])

  if (fatal !== null) {
    return (
      <main className="app-alone">
        <EmptyState
          icon="error"
          title={t('app.start.failed')}
          action={<Button onPress={() => void start()}>{t('ui.retry')}</Button>}
        >
          {errorText(fatal)}
        </EmptyState>
      </main>
    )
  }
  if (!ready) {
    return (
      <main className="app-alone app-starting">
        <Skeleton lines={4} />
      </main>
    )
  }
  const firstRun = empty && !busyImporting
  return (
    <I18nProvider locale={textLanguage}>
      {firstRun ? (
        <>
          <FirstRunScreen />
          <Toasts toasts={toasts} onDismiss={dismissToast} />
        </>
      ) : (
        <div className={collapsed ? 'app app-narrow' : 'app'}>
          <a className="app-skip" href="#content" onClick={skipToContent}>
            {t('app.skip')}
          </a>
          <Rail />
          <div className="app-body">
            <TopBar />
            <Strips />
            <div className="app-stage">
              <main id="content" className="app-content" tabIndex={-1}>
                <ScreenHost />
              </main>
              <div id={drawerRootId} className="app-drawers" />
              <Toasts toasts={toasts} onDismiss={dismissToast} />
            </div>
          </div>
        </div>
      )}
      <DropTarget />
      <Palette />
      <KeyMap />
      <ProjectDialogs />
    </I18nProvider>
  )
}

/** Moves the focus without touching the address, which names the screen. */
function skipToContent(event: { preventDefault(): void }): void {
  event.preventDefault()
  document.getElementById('content')?.focus()
}

/** Without a screen in the address: the answers where there are some, else the import. */
function useDefaultScreen(): void {
  const route = useRoute()
  const { ready, analysisState } = useApp(
    useShallow((state) => ({ ready: state.ready, analysisState: state.analysisState })),
  )
  useEffect(() => {
    if (ready && route.screen === null && analysisState !== 'loading') {
      navigate(analysisState === 'ready' ? 'overview' : 'import')
    }
  }, [ready, route.screen, analysisState])
}

function useTitle(): void {
  const { screen } = useRoute()
  const project = useApp(currentProject)
  useEffect(() => {
    document.title =
      screen === null || project === null
        ? t('app.name')
        : t('app.title', { screen: t(`app.screen.${screen}`), project: project.name })
  }, [screen, project])
}
