import { expect, it } from 'vitest'
import { expectedErrorCodes } from '../../src/contract/errors.ts'
import { en as notes } from '../../src/contract/messages/en.ts'
import { en as screens } from '../../src/renderer/i18n/en/index.ts'
import { sources } from './sources.ts'

const catalogues = /^src\/(?:contract\/messages\/en|renderer\/i18n\/en)\//
const code = sources(['src'], ['.ts', '.tsx'])
  .filter(({ path }) => !catalogues.test(path) && !/\.test\.tsx?$/.test(path))
  .map(({ text }) => text)
  .join('\n')
/** Codes and keys that stand in the code as they are, and what stands in front of those that are put together. */
const whole = new Set([...code.matchAll(/['"`]([a-z]\w*(?:\.[\w-]+)+)['"`]/gi)].map(([, name]) => name!))
const begun = new Set([...code.matchAll(/['"`]([a-z]\w*\.[\w.]*)\$\{/gi)].map(([, start]) => start!))

const words = new Set(code.match(/[a-z0-9]+/gi))

/** What follows the beginning of a key that is put together is made of words that stand in the code as well. */
const isUsed = (key: string): boolean =>
  whole.has(key) ||
  [...begun].some((start) => {
    const rest = key.slice(start.length).match(/[a-z0-9]+?(?=Text$|[^a-z0-9]|$)/gi) ?? []
    return key.startsWith(start) && rest.every((word) => words.has(word))
  })

it.each([
  ['of the core', Object.keys(notes).map((key) => key.replace(/\.cli$/, ''))],
  ['of the screens', Object.keys(screens)],
])('every text %s is said somewhere', (_, keys) => {
  expect(keys.filter((key) => !isUsed(key))).toEqual([])
})

it('every note that is given has a text', () => {
  const given = [...code.matchAll(/\bcode: '([a-z]\w*(?:\.\w+)+)'/g)].map(([, name]) => name!)
  const known = new Set([...Object.keys(notes), ...expectedErrorCodes])
  expect(given.filter((name) => !known.has(name))).toEqual([])
  expect(given.length).toBeGreaterThan(150)
})

it('every error has a text, and every text of an error an error', () => {
  const texts = Object.keys(notes).flatMap((key) => /^error\.(.+?)(?:\.cli)?$/.exec(key)?.[1] ?? [])
  expect([...new Set(texts)].sort()).toEqual([...expectedErrorCodes, 'bug', 'cancelled'].sort())
})
