import type { Settings } from '../../contract/app.ts'
import type { CoreContext } from '../context.ts'
import type { Handlers } from '../dispatch.ts'
import { readSettings, writeSettings } from '../store/settings-table.ts'

export function appHandlers(core: CoreContext): Pick<Handlers, 'app.info' | 'settings.get' | 'settings.update'> {
  const { options, store } = core
  return {
    'app.info': () => ({
      version: options.version,
      shell: options.shell,
      dataFolder: options.dataFolder,
      canPrintPdf: options.printer !== null,
      today: core.today(),
    }),
    'settings.get': () => readSettings(store),
    async 'settings.update'(patch) {
      await writeSettings(store, patch as Partial<Settings>)
      return readSettings(store)
    },
  }
}
