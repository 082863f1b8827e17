import type { Settings } from '../../contract/app.ts'
import type { NotedFile } from '../files.ts'
import { statement, type Store } from './store.ts'

const defaults: Settings = { theme: 'system', locale: 'en', railCollapsed: false, lastProjectId: null }

export function readSettings(store: Store): Settings {
  const rows = store.all<{ key: string; value: string }>('SELECT key, value FROM settings')
  const known = Object.fromEntries(
    rows.filter(({ key }) => key in defaults).map(({ key, value }) => [key, JSON.parse(value)]),
  )
  return { ...defaults, ...known }
}

export async function writeSettings(store: Store, patch: Partial<Settings>): Promise<void> {
  await store.write(
    Object.entries(patch).map(([key, value]) =>
      statement(
        'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
        key,
        JSON.stringify(value),
      ),
    ),
  )
}

/** Files that wait for the person's word, for the start after one that ended before it. */
export function readWaitingFiles(store: Store): NotedFile[] {
  const row = store.get<{ value: string }>(`SELECT value FROM settings WHERE key = 'waiting.files'`)
  return row === undefined ? [] : (JSON.parse(row.value) as NotedFile[])
}

export async function writeWaitingFiles(store: Store, files: readonly NotedFile[]): Promise<void> {
  await store.write([
    statement(
      `INSERT INTO settings (key, value) VALUES ('waiting.files', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
      JSON.stringify(files),
    ),
  ])
}

/** A value of the app's own, outside what the person sets (a key for hashing ids). */
export function readSecret(store: Store, key: string): string | null {
  const row = store.get<{ value: string }>('SELECT value FROM settings WHERE key = ?', `secret.${key}`)
  return row === undefined ? null : (JSON.parse(row.value) as string)
}

/** Keeps a value unless there is one already. @returns what is kept: the same for all who ask at once */
export async function keepSecret(store: Store, key: string, value: string): Promise<string> {
  await store.write([
    statement('INSERT OR IGNORE INTO settings (key, value) VALUES (?, ?)', `secret.${key}`, JSON.stringify(value)),
  ])
  return readSecret(store, key) ?? value
}
