import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { operations } from '../../src/contract/index.ts'
import { topicNames } from '../../src/contract/topics.ts'
import { lockProblems } from '../../scripts/lib/lock.mjs'
import { root } from './copy.ts'
import { sources } from './sources.ts'

const code = sources(['src'], ['.ts', '.tsx'])
const isTest = (path: string) => /\.test\.tsx?$/.test(path)
const lines = (text: string) => text.split('\n').length - 1

it('every operation and topic that is asked for by name is one of the contract', () => {
  const known = new Set<string>([...Object.keys(operations), ...topicNames])
  const asked = /\b(?:call|useJob|runJob|subscribe|emit)\(\s*['"`]([a-z]\w*\.[\w.]+)['"`]/g
  const strangers = code
    .filter(({ path }) => !isTest(path))
    .flatMap(({ path, text }) => [...text.matchAll(asked)].map((match) => ({ path, name: match[1] ?? '' })))
    .filter(({ name }) => !known.has(name))
  expect(strangers).toEqual([])
})

it('no channel of the window is named where it is used', () => {
  const literal =
    /\b(?:ipcMain|ipcRenderer|webContents)\.(?:on|once|handle|send|invoke|postMessage)\(\s*['"`][^'"`]*['"`]/g
  // Events of Electron itself are no channels of ours.
  const named = code
    .filter(({ path }) => !isTest(path))
    .flatMap(({ path, text }) => [...text.matchAll(literal)].map(([found]) => `${path}: ${found}`))
    .filter((found) => !/webContents\.(?:on|once)\(/.test(found))
  expect(named).toEqual([])
})

it('colours stand in the tokens and nowhere else in the renderer', () => {
  const colour = /#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})\b|\b(?:rgb|rgba|hsl|hsla|oklch|oklab|lab|lch)\(/gi
  const allowed = ['src/renderer/styles/tokens.css']
  const raw = sources(['src/renderer'], ['.ts', '.tsx', '.css', '.html'])
    .filter(({ path }) => !allowed.includes(path) && !isTest(path))
    .flatMap(({ path, text }) => [...withoutComments(text).matchAll(colour)].map(([found]) => `${path}: ${found}`))
  expect(raw).toEqual([])
})

it('the preload script stays under 60 lines', () => {
  for (const { path, text } of code.filter(({ path }) => path.startsWith('src/preload/') && !isTest(path))) {
    expect(lines(text), path).toBeLessThan(60)
  }
})

it('no file has more than 400 lines', () => {
  const long = code.filter(({ text }) => lines(text) > 400).map(({ path, text }) => `${path}: ${lines(text)}`)
  expect(long).toEqual([])
})

it('nothing is left unfinished in the sources', () => {
  const marks =
    /\b(?:TODO|FIXME|XXX)\b|coming soon|not implemented|lorem ipsum|\b(?:it|test|describe)\.(?:todo|skip|only)\(/i
  const found = code.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, index) => (marks.test(line) ? [`${path}:${index + 1} ${line.trim()}`] : [])),
  )
  expect(found).toEqual([])
})

it('the lock installs elsewhere: nothing to compile, every native part there, no other registry', () => {
  expect(lockProblems(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')))).toEqual([])
})

it('versions are exact', () => {
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  ) as Record<string, Record<string, string>>
  const all = { ...dependencies, ...devDependencies, ...optionalDependencies }
  expect(Object.entries(all).filter(([, version]) => /[\^~*><]/.test(version))).toEqual([])
})

it('what the documents name is there', () => {
  const documents = [...sources(['docs'], ['.md']), ...['README.md', 'CONTRIBUTING.md'].map(read)]
  const missing = documents.flatMap(({ path, text }) =>
    [...text.matchAll(/\]\(([^)#:\s]+)(?:#[^)]*)?\)/g)]
      .map((match) => match[1] ?? '')
      .filter((target) => !existsSync(join(root, path, '..', target)))
      .map((target) => `${path} → ${target}`),
  )
  expect(missing).toEqual([])
})

function read(path: string): { path: string; text: string } {
  return { path, text: readFileSync(join(root, path), 'utf8') }
}

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '')
}
