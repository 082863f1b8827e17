import { describe, expect, it } from 'vitest'
import { palette, paletteColour } from './palette.ts'

type Rgb = readonly [number, number, number]

const channel = (hex: string, at: number): number => {
  const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
}
const linear = (hex: string): Rgb => [channel(hex, 1), channel(hex, 3), channel(hex, 5)]
const luminance = ([r, g, b]: Rgb): number => 0.2126 * r + 0.7152 * g + 0.0722 * b
const contrast = (a: string, b: string): number => {
  const [high, low] = [luminance(linear(a)), luminance(linear(b))].sort((x, y) => y - x) as [number, number]
  return (high + 0.05) / (low + 0.05)
}
const dot = (row: Rgb, v: Rgb): number => row[0] * v[0] + row[1] * v[1] + row[2] * v[2]
const oklab = (v: Rgb): Rgb => {
  const l = Math.cbrt(dot([0.4122214708, 0.5363325363, 0.0514459929], v))
  const m = Math.cbrt(dot([0.2119034982, 0.6806995451, 0.1073969566], v))
  const s = Math.cbrt(dot([0.0883024619, 0.2817188376, 0.6299787005], v))
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}
/** Machado et al. 2009, severity 1.0, linear RGB. */
const eyes: Readonly<Record<string, readonly [Rgb, Rgb, Rgb]>> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}
const seen = (hex: string, eye: string): Rgb => {
  const clamp = (value: number): number => Math.min(1, Math.max(0, value))
  const v = linear(hex)
  const [r, g, b] = eyes[eye]!
  return oklab([clamp(dot(r, v)), clamp(dot(g, v)), clamp(dot(b, v))])
}

describe('palette', () => {
  it.each(Object.keys(eyes))('keeps any two colours apart for %s eyes, in light and dark', (eye) => {
    for (const theme of ['light', 'dark'] as const) {
      for (const [i, a] of palette.entries()) {
        for (const b of palette.slice(i + 1)) {
          const [x, y] = [seen(a[theme], eye), seen(b[theme], eye)]
          expect(
            Math.hypot(x[0] - y[0], x[1] - y[1], x[2] - y[2]),
            `${a.name} and ${b.name}, ${theme}`,
          ).toBeGreaterThan(0.09)
        }
      }
    }
  })

  it('stands at least 3:1 off white paper and off a dark background', () => {
    for (const colour of palette) {
      expect(contrast(colour.light, '#ffffff'), colour.name).toBeGreaterThan(3)
      expect(contrast(colour.dark, '#15181c'), colour.name).toBeGreaterThan(3)
    }
  })

  it('wraps around', () => {
    expect(paletteColour(8)).toBe(palette[0])
    expect(paletteColour(-1)).toBe(palette[7])
  })
})
