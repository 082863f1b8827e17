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

/** Number of the latest change of the settings: the answer to an earlier one does not know of it. */
let settingsChanges = 0

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
    const number = ++settingsChanges
    set({ settings: { ...before, ...patch } })
    const answer = await client.call('settings.update', patch)
    if (!answer.ok) {
      // Only what was refused goes back: another change may have been made meanwhile.
      const back = Object.fromEntries(Object.keys(patch).map((key) => [key, before[key as keyof Settings]]))
      set(({ settings }) => ({ settings: { ...settings, ...back } }))
      get().showError(answer.error)
    } else if (number === settingsChanges) set({ settings: answer.value })
  },
})
