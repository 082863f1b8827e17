import type { AppInfo, Settings } from '../../../contract/app.ts'
import type { ErrorBody } from '../../../contract/errors.ts'
import type { ConnectionState } from '../bridge.ts'
import { bridge, client } from '../client.ts'
import type { Slice } from '../state.ts'

/** The shell, the person's settings and the connection. */
export interface SessionSlice {
  readonly ready: boolean
  /** Why the app could not start; the screens cannot be shown. */
  readonly fatal: ErrorBody | null
  readonly info: AppInfo | null
  readonly settings: Settings
  readonly connection: ConnectionState
  readonly start: () => Promise<void>
  readonly updateSettings: (patch: Partial<Settings>) => Promise<void>
}

export const createSessionSlice: Slice<SessionSlice> = (set, get) => ({
  ready: false,
  fatal: null,
  info: null,
  settings: { theme: 'system', locale: 'en', railCollapsed: false, lastProjectId: null },
  connection: bridge.connection(),

  async start() {
    set({ fatal: null })
    // Without the list of projects the first screen would look as if everything was gone.
    const [info, settings, projects] = await Promise.all([
      client.call('app.info', {}),
      client.call('settings.get', {}),
      client.call('projects.list', {}),
    ])
    if (!info.ok || !settings.ok || !projects.ok) {
      const failed = [info, settings, projects].find((answer) => !answer.ok)
      set({ fatal: failed === undefined || failed.ok ? null : failed.error })
      return
    }
    set({ info: info.value, settings: settings.value, projects: projects.value })
    const wanted = settings.value.lastProjectId
    const first = projects.value.find((project) => project.id === wanted) ?? projects.value[0]
    if (first !== undefined) await get().openProject(first.id)
    set({ ready: true })
  },

  async updateSettings(patch) {
    const before = get().settings
    set({ settings: { ...before, ...patch } })
    const answer = await client.call('settings.update', patch)
    if (answer.ok) set({ settings: answer.value })
    else {
      set({ settings: before })
      get().showError(answer.error)
    }
  },
})
