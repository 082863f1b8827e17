import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** The built command line; `build-once.ts` sees to it that it is there. */
const cli = fileURLToPath(new URL('../../out/main/cli.js', import.meta.url))

export interface Ended {
  readonly status: number | null
  readonly out: string
  readonly err: string
}

export interface Program {
  readonly child: ChildProcess
  /** Resolves with the first match in what it has printed to standard output. */
  printed(pattern: RegExp): Promise<RegExpExecArray>
  readonly ended: Promise<Ended>
}

/** Starts `segmento …` as a process of its own. */
export function startSegmento(words: readonly string[], env: Readonly<Record<string, string>> = {}): Program {
  const child = spawn(process.execPath, [cli, ...words], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let err = ''
  child.stdout.on('data', (part: Buffer) => (out += part.toString('utf8')))
  child.stderr.on('data', (part: Buffer) => (err += part.toString('utf8')))
  const ended = once(child, 'close').then(([status]) => ({ status: status as number | null, out, err }))
  return {
    child,
    ended,
    printed: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = pattern.exec(out)
          if (match !== null) resolve(match)
        }
        look()
        child.stdout.on('data', look)
        child.on('close', () => reject(new Error(`ended without printing ${pattern}: ${out}${err}`)))
      }),
  }
}

/** Runs `segmento …` to its end. */
export function segmento(words: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  return startSegmento(words, env).ended
}
