import { existsSync, readFileSync } from 'node:fs'
import { arch, cpus, totalmem, type } from 'node:os'

/** The machine in one line, so that no figure stands without it. */
export function machine() {
  const cores = cpus()
  const system = existsSync('/etc/os-release')
    ? (/^PRETTY_NAME="?([^"\n]+)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? type())
    : type()
  const model = cores[0]?.model.trim() || arch()
  return `${model}, ${cores.length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, ${system}, Node ${process.versions.node}`
}
