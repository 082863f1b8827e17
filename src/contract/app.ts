import { z } from 'zod'
import { operation } from './operation.ts'

export interface AppInfo {
  readonly version: string
  readonly shell: 'window' | 'web' | 'cli'
  /** Where the store lives, as a person would write it. */
  readonly dataFolder: string
  /** Whether cards can be printed to PDF here; if not, the shell offers the browser's own print dialog. */
  readonly canPrintPdf: boolean
  readonly today: string
}

/** Settings of the person, not of a project. */
export interface Settings {
  readonly theme: 'system' | 'light' | 'dark'
  readonly locale: string
  readonly railCollapsed: boolean
  readonly lastProjectId: string | null
}

export const settingsPatch = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']).optional(),
  locale: z.string().min(2).max(35).optional(),
  railCollapsed: z.boolean().optional(),
  lastProjectId: z.string().nullable().optional(),
})

/** A file the core has written for the person to take away; the shell saves or downloads it by its id. */
export interface OutputRef {
  readonly outputId: string
  readonly fileName: string
  readonly mime: string
  readonly bytes: number
}

export const appOperations = {
  'app.info': operation<AppInfo>()('query', z.strictObject({})),
  'settings.get': operation<Settings>()('query', z.strictObject({})),
  'settings.update': operation<Settings>()('command', settingsPatch),
}
