import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))

const copied = ['src', 'tsconfig.base.json', '.oxlintrc.json', 'package.json']

/** A temporary copy of the sources with their settings, in which a test may break the rules. */
export class SourceCopy {
  readonly folder: string

  constructor() {
    this.folder = mkdtempSync(join(tmpdir(), 'segmento-arch-'))
    for (const name of copied) cpSync(join(root, name), join(this.folder, name), { recursive: true })
    this.#linkPackages()
  }

  /** The packages are linked one by one: the folder itself is the copy's own, for what the compiler remembers in it. */
  #linkPackages(): void {
    const packages = join(this.folder, 'node_modules')
    mkdirSync(packages)
    for (const name of readdirSync(join(root, 'node_modules'))) {
      if (name !== '.cache') symlinkSync(join(root, 'node_modules', name), join(packages, name))
    }
  }

  plant(path: string, text: string): void {
    const file = join(this.folder, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }

  remove(path: string): void {
    rmSync(join(this.folder, path))
  }

  /** What the compiler says of these layers and the layers below them; empty where it is content. */
  compile(...layers: string[]): string {
    return this.#run(
      ['typescript', 'bin', 'tsc'],
      ['-b', '--pretty', 'false', ...layers.map((layer) => `src/${layer}`)],
    )
  }

  /** What oxlint says of these files or folders; empty where it is content. */
  lint(...paths: string[]): string {
    return this.#run(['oxlint', 'bin', 'oxlint'], ['--format', 'unix', ...paths])
  }

  #run(tool: string[], args: string[]): string {
    const file = join(root, 'node_modules', ...tool)
    const run = spawnSync(process.execPath, [file, ...args], { cwd: this.folder, encoding: 'utf8' })
    if (run.error !== undefined) throw run.error
    return run.status === 0 ? '' : `${run.stdout}${run.stderr}`
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}
