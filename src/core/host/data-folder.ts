import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Where the app keeps its data when nobody says otherwise: the place each system has for it.
 * `SEGMENTO_DATA` names another folder. Both shells use the same one, so they show the same projects.
 */
export function defaultDataFolder(
  platform: NodeJS.Platform = process.platform,
  env: Environment = process.env,
  home: string = homedir(),
): string {
  if (env['SEGMENTO_DATA']) return resolve(env['SEGMENTO_DATA'])
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Segmento')
  if (platform === 'win32') return join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Segmento')
  return join(env['XDG_DATA_HOME'] || join(home, '.local', 'share'), 'segmento')
}
