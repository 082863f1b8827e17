import { create } from 'zustand'
import type { Project } from '../../contract/projects.ts'
import { setFormatContext } from '../ui/format.ts'
import { bridge, client } from './client.ts'
import { createAnalysisSlice } from './slices/analysis.ts'
import { createCommandsSlice } from './slices/commands.ts'
import { createFilterSlice } from './slices/filter.ts'
import { createProjectsSlice } from './slices/projects.ts'
import { createSessionSlice } from './slices/session.ts'
import { createToastsSlice } from './slices/toasts.ts'
import type { AppState } from './state.ts'

/**
 * State of the frame, shared by all screens: projects, the latest analysis, the customer filter, toasts.
 * Read it through a selector: `useApp(currentProject)`; one that builds an object or array goes through `useShallow`.
 */
export const useApp = create<AppState>()((...all) => ({
  ...createSessionSlice(...all),
  ...createProjectsSlice(...all),
  ...createAnalysisSlice(...all),
  ...createFilterSlice(...all),
  ...createToastsSlice(...all),
  ...createCommandsSlice(...all),
}))

/** The open project, or null where there is none. */
export function currentProject(state: AppState): Project | null {
  return state.projects.find((project) => project.id === state.currentProjectId) ?? null
}

/** Keeps numbers in the person's locale and the project's currency. */
function followFormats(state: AppState): void {
  const project = currentProject(state)
  setFormatContext({
    locale: state.settings.locale,
    currency: project?.currency ?? state.analysis?.currency ?? null,
  })
}

/** Joins the store to the core: news, the connection, formats. Called once, before the first screen. */
export function connectStore(): void {
  useApp.subscribe((state, before) => {
    if (
      state.projects !== before.projects ||
      state.currentProjectId !== before.currentProjectId ||
      state.settings !== before.settings ||
      state.analysis !== before.analysis
    ) {
      followFormats(state)
    }
  })
  followFormats(useApp.getState())

  client.subscribe('projects.changed', () => void useApp.getState().loadProjects())
  client.subscribe('project.changed', ({ projectId, what }) => {
    const state = useApp.getState()
    if (what === 'project' || what === 'settings' || what === 'imports') void state.loadProjects()
    if (projectId === state.currentProjectId) void state.loadAnalysis()
  })
  bridge.onConnection((connection) => {
    const before = useApp.getState().connection
    useApp.setState({ connection })
    if (connection === 'open' && before === 'lost') {
      const state = useApp.getState()
      if (!state.ready) void state.start()
      else void state.loadProjects().then(() => state.loadAnalysis())
    }
  })
}
