import type { IconName } from '../ui/icon.tsx'
import type { MessageKey } from '../i18n/index.ts'
import type { Screen } from './route.ts'

/** What stands in the rail, in order. `key` follows G on the keyboard. */
export const navigation = [
  { screen: 'import', icon: 'import', key: 'i', title: 'app.screen.import' },
  { screen: 'health', icon: 'pulse', key: 'h', title: 'app.screen.health' },
  { screen: 'overview', icon: 'overview', key: 'o', title: 'app.screen.overview' },
  { screen: 'segments', icon: 'segments', key: 's', title: 'app.screen.segments' },
  { screen: 'customers', icon: 'customers', key: 'c', title: 'app.screen.customers' },
  { screen: 'personas', icon: 'personas', key: 'p', title: 'app.screen.personas' },
  { screen: 'predict', icon: 'predict', key: 'd', title: 'app.screen.predict' },
] as const satisfies readonly {
  readonly screen: Screen
  readonly icon: IconName
  readonly key: string
  readonly title: MessageKey
}[]
