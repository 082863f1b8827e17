import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/**
 * An empty folder for this process's uploads and exports. What processes that ended without tidying up have left there
 * (customers' names among it) goes now.
 */
export function openTemporaryFolder(dataFolder: string): string {
  const all = join(dataFolder, 'temporary')
  mkdirSync(all, { recursive: true, mode: 0o700 })
  for (const name of readdirSync(all)) {
    if (name === String(process.pid) || !isRunning(Number(name)))
      rmSync(join(all, name), { recursive: true, force: true })
  }
  const own = join(all, String(process.pid))
  mkdirSync(own, { mode: 0o700 })
  return own
}

function isRunning(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // There, but somebody else's.
    return (error as { code?: string }).code === 'EPERM'
  }
}
