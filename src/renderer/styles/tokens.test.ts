import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { palette } from '../../contract/palette.ts'

const text = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')

/** Declarations of the block that starts at `selector`. */
function tokensOf(selector: string): Record<string, string> {
  const start = text.indexOf(`${selector} {`)
  const block = text.slice(start, text.indexOf('}', start))
  return Object.fromEntries([...block.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map((match) => [match[1], match[2]]))
}

const light = tokensOf(':root')
const dark = { ...light, ...tokensOf(":root[data-theme='dark']") }

function luminance(hex: string): number {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

/** Contrast ratio of WCAG 2. */
function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].toSorted((x, y) => y - x) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

it('has the same dark values for a chosen theme and for the system’s', () => {
  expect(tokensOf(":root[data-theme='system']")).toEqual(tokensOf(":root[data-theme='dark']"))
})

it('uses the palette that is printed', () => {
  expect(palette.map((_, index) => light[`--cat-${index}`])).toEqual(palette.map((colour) => colour.light))
  expect(palette.map((_, index) => dark[`--cat-${index}`])).toEqual(palette.map((colour) => colour.dark))
})

const pairs: readonly (readonly [text: string, background: string])[] = [
  ...['--text', '--text-2', '--text-3', '--accent', '--danger', '--warning', '--good'].flatMap((name) =>
    ['--bg', '--surface', '--surface-2', '--surface-float'].map((background) => [name, background] as const),
  ),
  ...['--accent-fill', '--danger-fill'].map((background) => ['--text-on-accent', background] as const),
  ['--accent', '--accent-soft'],
  ['--danger', '--danger-soft'],
  ['--warning', '--warning-soft'],
  ['--good', '--good-soft'],
  ...['preamble', 'header', 'footer'].map((part) => ['--text', `--part-${part}`] as const),
  ['--text-2', '--part-header'],
  ...[0, 1, 2, 3, 4, 5, 6].map((step) => [`--seq-ink-${step}`, `--seq-${step}`] as const),
]

it.each([
  ['light', light],
  ['dark', dark],
] as const)('keeps a contrast of 4.5:1 between text and what it stands on, %s', (_, tokens) => {
  const weak = pairs
    .map(([ink, paper]) => ({ ink, paper, ratio: contrast(tokens[ink] ?? '', tokens[paper] ?? '') }))
    .filter((pair) => !(pair.ratio >= 4.5))
  expect(weak).toEqual([])
})
