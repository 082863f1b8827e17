import { readFileSync } from 'node:fs'

/** Tells one process from a later one with the same number; empty parts where the system does not say. */
export interface ProcessIdentity {
  readonly pid: number
  /** Start time in clock ticks since boot (Linux). */
  readonly started: string
  /** Changes with every boot (Linux). */
  readonly boot: string
}

export function identify(pid: number): ProcessIdentity {
  // The second field is the command in parentheses and may hold blanks; the start time is the 20th after it.
  const stat = readOr(`/proc/${pid}/stat`)
  return {
    pid,
    started: stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '',
    boot: readOr('/proc/sys/kernel/random/boot_id').trim(),
  }
}

/** Whether that very process still runs. Where the system tells no start time, its number alone decides. */
export function isRunning(identity: ProcessIdentity): boolean {
  try {
    process.kill(identity.pid, 0)
  } catch (error) {
    // EPERM: it is there and belongs to somebody else.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  const now = identify(identity.pid)
  return now.started === identity.started && now.boot === identity.boot
}

function readOr(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
