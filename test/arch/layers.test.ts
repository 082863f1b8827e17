import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SourceCopy } from './copy.ts'

/**
 * Two locks hold the layers apart, and they overlap only in part: the compiler catches what another layer or another
 * runtime owns, oxlint catches packages, clocks and chance. Here each rule is broken in a copy of the sources, and the
 * lock that is meant to hold is seen to hold. A rule nobody has seen fail is not a rule.
 */
interface Planted {
  readonly rule: string
  readonly file: string
  readonly text: string
  /** The compiler's error, where this is its half. */
  readonly compiler?: RegExp
  /** oxlint's rule, where this is its half. */
  readonly lint?: RegExp
}

const otherLayer = /TS6307|TS6059/
const restrictedImport = /no-restricted-imports/

const planted: readonly Planted[] = [
  {
    rule: 'the renderer does not import the core',
    file: 'src/renderer/planted-core.ts',
    text: `import type { Core } from '../core/ports.ts'\nexport type Planted = Core\n`,
    compiler: otherLayer,
    lint: restrictedImport,
  },
  {
    rule: 'the renderer has no file system',
    file: 'src/renderer/planted-fs.ts',
    text: `import { readFileSync } from 'node:fs'\nexport const planted = readFileSync\n`,
    compiler: /TS2591|TS2307/,
    lint: restrictedImport,
  },
  {
    rule: 'the renderer does not import electron',
    file: 'src/renderer/planted-electron.ts',
    text: `import { ipcRenderer } from 'electron'\nexport const planted = ipcRenderer\n`,
    lint: restrictedImport,
  },
  {
    rule: 'the contract does not import the engine',
    file: 'src/contract/planted-engine.ts',
    text: `export type { TransactionChunk } from '../engine/columns/types.ts'\n`,
    compiler: otherLayer,
    lint: restrictedImport,
  },
  {
    rule: 'the contract imports no package but zod',
    file: 'src/contract/planted-package.ts',
    text: `import Papa from 'papaparse'\nexport const planted = Papa\n`,
    lint: restrictedImport,
  },
  {
    rule: 'the engine does not import the core',
    file: 'src/engine/planted-core.ts',
    text: `import type { Core } from '../core/ports.ts'\nexport type Planted = Core\n`,
    compiler: otherLayer,
    lint: restrictedImport,
  },
  {
    rule: 'the engine has no file system',
    file: 'src/engine/planted-fs.ts',
    text: `import { readFileSync } from 'node:fs'\nexport const planted = readFileSync\n`,
    compiler: /TS2591|TS2307/,
    lint: restrictedImport,
  },
  {
    rule: 'the engine does not import electron',
    file: 'src/engine/planted-electron.ts',
    text: `import { app } from 'electron'\nexport const planted = app\n`,
    lint: restrictedImport,
  },
  {
    rule: 'the engine does not import electron later either',
    file: 'src/engine/planted-dynamic.ts',
    text: `export const planted = () => import('electron')\n`,
    lint: restrictedImport,
  },
  {
    rule: 'the engine knows no document',
    file: 'src/engine/planted-document.ts',
    text: `export const planted = document.title\n`,
    compiler: /TS2584|TS2304/,
    lint: /no-restricted-globals/,
  },
  {
    rule: 'the engine does not log',
    file: 'src/engine/planted-console.ts',
    text: `console.log('planted')\n`,
    compiler: /TS2584/,
    lint: /no-console/,
  },
  {
    rule: 'the engine has no clock',
    file: 'src/engine/planted-clock.ts',
    text: `export const planted = new Date().getTime()\n`,
    lint: /no-restricted-globals/,
  },
  {
    rule: 'the engine takes a seed',
    file: 'src/engine/planted-chance.ts',
    text: `export const planted = Math.random()\n`,
    lint: /no-restricted-properties/,
  },
  {
    rule: 'comlink stays in the workers and their host',
    file: 'src/engine/planted-comlink.ts',
    text: `import { wrap } from 'comlink'\nexport const planted = wrap\n`,
    lint: restrictedImport,
  },
  {
    rule: 'the engine does not know that it runs in a worker',
    file: 'src/engine/read/planted-worker.ts',
    text: `export { throwProblem } from '../worker/source/problems.ts'\n`,
    compiler: otherLayer,
    lint: restrictedImport,
  },
  {
    rule: 'an engine worker does not import the core',
    file: 'src/engine/worker/planted-core.ts',
    text: `import type { Core } from '../../core/ports.ts'\nexport type Planted = Core\n`,
    compiler: otherLayer,
    lint: restrictedImport,
  },
  {
    rule: 'the core does not import the window',
    file: 'src/core/planted-main.ts',
    text: `export type { Planted } from '../main/planted.ts'\n`,
    compiler: /TS2307|TS6307/,
    lint: restrictedImport,
  },
  {
    rule: 'the core does not import electron',
    file: 'src/core/planted-electron.ts',
    text: `import { app } from 'electron'\nexport const planted = app\n`,
    lint: restrictedImport,
  },
  {
    rule: 'the core makes no screens',
    file: 'src/core/planted-react.ts',
    text: `import { createElement } from 'react'\nexport const planted = createElement\n`,
    lint: restrictedImport,
  },
  {
    rule: 'WebSockets stay in the loopback shell',
    file: 'src/core/planted-ws.ts',
    text: `import { WebSocketServer } from 'ws'\nexport const planted = WebSocketServer\n`,
    lint: restrictedImport,
  },
  {
    rule: 'better-sqlite3 stays in the store',
    file: 'src/core/imports/planted-sqlite.ts',
    text: `import Database from 'better-sqlite3'\nexport const planted = Database\n`,
    lint: restrictedImport,
  },
  {
    rule: 'the store stays out of the shells',
    file: 'src/webshell/planted-sqlite.ts',
    text: `import Database from 'better-sqlite3'\nexport const planted = Database\n`,
    lint: restrictedImport,
  },
  {
    rule: 'comlink stays out of the store',
    file: 'src/core/store/planted-comlink.ts',
    text: `import { wrap } from 'comlink'\nexport const planted = wrap\n`,
    lint: restrictedImport,
  },
  {
    rule: 'the window does not import the loopback shell',
    file: 'src/main/planted-webshell.ts',
    text: `export type { Planted } from '../webshell/planted.ts'\n`,
    compiler: /TS2307|TS6307/,
    lint: restrictedImport,
  },
  {
    rule: 'the loopback shell does not import the engine',
    file: 'src/webshell/planted-engine.ts',
    text: `export type { TransactionChunk } from '../engine/columns/types.ts'\n`,
    // The core refers to the engine, and the compiler follows references of references: oxlint's half alone.
    lint: restrictedImport,
  },
  {
    rule: 'the command line does not import electron',
    file: 'src/cli/planted-electron.ts',
    text: `import { app } from 'electron'\nexport const planted = app\n`,
    lint: restrictedImport,
  },
  {
    rule: 'the preload script imports no core',
    file: 'src/preload/planted-core.ts',
    text: `import type { Core } from '../core/ports.ts'\nexport type Planted = Core\n`,
    compiler: otherLayer,
    lint: restrictedImport,
  },
  {
    rule: 'the preload script has no Node',
    file: 'src/preload/planted-fs.ts',
    text: `import { readFileSync } from 'node:fs'\nexport const planted = readFileSync\n`,
    lint: restrictedImport,
  },
  {
    rule: 'nobody calls require',
    file: 'src/engine/planted-require.ts',
    text: `export const planted = require('electron')\n`,
    lint: /no-require-imports|no-commonjs/,
  },
  {
    rule: 'no two modules wait for each other',
    file: 'src/engine/planted-circle.ts',
    text: `import { there } from './planted-round.ts'\n` + `export const here: number = there\nexport const back = 1\n`,
    lint: /no-cycle/,
  },
  {
    rule: 'nothing is exported without a name',
    file: 'src/core/planted-default.ts',
    text: `export default 1\n`,
    lint: /no-default-export/,
  },
  {
    rule: 'nothing is of any type',
    file: 'src/contract/planted-any.ts',
    text: `export type Planted = any\n`,
    lint: /no-explicit-any/,
  },
  {
    rule: 'no promise is left alone',
    file: 'src/core/planted-promise.ts',
    text: `async function work(): Promise<void> {}\nexport function planted(): void {\n  work()\n}\n`,
    lint: /no-floating-promises/,
  },
]

const layers = ['contract', 'engine', 'engine/worker', 'core', 'main', 'webshell', 'cli', 'preload', 'renderer']

/** The lines of a report that are about one file. */
const about = (report: string, file: string) =>
  report
    .split('\n')
    .filter((line) => line.startsWith(file))
    .join('\n')

describe('the locks on the layers', () => {
  const copy = new SourceCopy()
  const compilerHalf = planted.filter(({ compiler }) => compiler !== undefined)
  const lintHalf = planted.filter(({ lint }) => lint !== undefined)
  let cleanCompiled = ''
  let cleanLinted = ''
  let compiled = ''
  let linted = ''

  beforeAll(() => {
    cleanCompiled = copy.compile(...layers)
    cleanLinted = copy.lint('src')

    // Packages bring Node's types into the layer that imports them, so the two halves are planted one after the other.
    for (const { file, text } of compilerHalf) copy.plant(file, text)
    compiled = copy.compile(...layers)
    for (const { file, text } of lintHalf) copy.plant(file, text)
    copy.plant('src/engine/planted-round.ts', `import { back } from './planted-circle.ts'\nexport const there = back\n`)
    linted = copy.lint('src')
  })

  afterAll(() => copy[Symbol.dispose]())

  it('compiles and lints as it is', () => {
    expect(cleanCompiled).toBe('')
    expect(cleanLinted).toBe('')
  })

  it.each(compilerHalf)('the compiler sees that $rule', ({ file, compiler }) => {
    expect(about(compiled, file)).toMatch(compiler as RegExp)
  })

  it.each(lintHalf)('oxlint sees that $rule', ({ file, lint }) => {
    expect(about(linted, file)).toMatch(lint as RegExp)
  })
})
