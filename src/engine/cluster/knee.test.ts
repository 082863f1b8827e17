import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { findKnee, type KneeOptions } from './knee.ts'

/** Cases and expectations of the Python package kneed (arvkevi/kneed, tests/test_sample.py), offline, piecewise linear. */
const shapes: readonly { options: KneeOptions; y: readonly number[]; knee: number; truncated: number }[] = [
  {
    options: { curve: 'concave', direction: 'increasing' },
    y: [0, 60, 80, 85, 90, 95, 96, 97, 98, 99],
    knee: 2,
    truncated: 0.2,
  },
  {
    options: { curve: 'concave', direction: 'decreasing' },
    y: [99, 98, 97, 96, 95, 90, 85, 80, 60, 0],
    knee: 7,
    truncated: 0.4,
  },
  {
    options: { curve: 'convex', direction: 'increasing' },
    y: [1, 2, 3, 4, 5, 10, 15, 20, 40, 100],
    knee: 7,
    truncated: 0.4,
  },
  {
    options: { curve: 'convex', direction: 'decreasing' },
    y: [100, 40, 20, 15, 10, 5, 4, 3, 2, 1],
    knee: 2,
    truncated: 0.2,
  },
]
const elbow: KneeOptions = { curve: 'convex', direction: 'decreasing' }
const from = (first: number, y: readonly unknown[]) => y.map((_, i) => first + i)

describe("findKnee reproduces kneed's offline cases", () => {
  it.each(shapes)('$options.curve $options.direction: $knee', ({ options, y, knee, truncated }) => {
    expect(findKnee(from(0, y), y, options)).toBe(knee)
    const short = y.slice(0, 7).map((value) => value / 10)
    expect(
      findKnee(
        short.map((_, i) => i / 10),
        short,
        options,
      ),
    ).toBeCloseTo(truncated, 12)
  })

  it('figure 2 of the Kneedle paper: 0.22', () => {
    const x = Array.from({ length: 10 }, (_, i) => i / 9)
    const y = x.map((value) => 5 - 1 / (value + 0.1))
    expect(findKnee(x, y, { curve: 'concave', direction: 'increasing' })).toBeCloseTo(0.2222, 4)
  })

  it('flat maxima: the first with S = 0, the highest with S = 1', () => {
    const y = [
      1, 0.787701317715959, 0.7437774524158126, 0.6559297218155198, 0.5065885797950219, 0.36749633967789164,
      0.2547584187408492, 0.16251830161054173, 0.10395314787701318, 0.06734992679355783, 0.043923865300146414,
      0.027818448023426062, 0.01903367496339678, 0.013177159590043924, 0.010248901903367497, 0.007320644216691069,
      0.005856515373352855, 0.004392386530014641,
    ]
    expect(findKnee(from(0, y), y, { ...elbow, sensitivity: 0 })).toBe(1)
    expect(findKnee(from(0, y), y, elbow)).toBe(8)
  })

  it('a bumpy curve: 26', () => {
    const y = [
      7305, 6979, 6666.6, 6463.2, 6326.5, 6048.8, 6032.8, 5762, 5742.8, 5398.2, 5256.8, 5227, 5001.7, 4942, 4854.2,
      4734.6, 4558.7, 4491.1, 4411.6, 4333, 4234.6, 4139.1, 4056.8, 4022.5, 3868, 3808.3, 3745.3, 3692.3, 3645.6,
      3618.3, 3574.3, 3504.3, 3452.4, 3401.2, 3382.4, 3340.7, 3301.1, 3247.6, 3190.3, 3180, 3154.2, 3089.5, 3045.6,
      2989, 2993.6, 2941.3, 2875.6, 2866.3, 2834.1, 2785.1, 2759.7, 2763.2, 2720.1, 2660.1, 2690.2, 2635.7, 2632.9,
      2574.6, 2556, 2545.7, 2513.4, 2491.6, 2496, 2466.5, 2442.7, 2420.5, 2381.5, 2388.1, 2340.6, 2335, 2318.9, 2319,
      2308.2, 2262.2, 2235.8, 2259.3, 2221, 2202.7, 2184.3, 2170.1, 2160, 2127.7, 2134.7, 2102, 2101.4, 2066.4, 2074.3,
      2063.7, 2048.1, 2031.9,
    ]
    expect(findKnee(from(0, y), y, elbow)).toBe(26)
  })

  it('a thousand sorted gamma draws (golden/make-kneed-gamma.py): 22 with S = 1, later with more', () => {
    const y = JSON.parse(readFileSync(new URL('golden/kneed-gamma.json', import.meta.url), 'utf8')) as number[]
    const knees = [1, 3, 5, 10, 100, 200, 400].map((sensitivity) => findKnee(from(1, y), y, { ...elbow, sensitivity }))
    expect(knees).toEqual([22, 137, 178, 258, 305, 482, 482])
  })

  it('no knee in three nearly straight points or in a flat line', () => {
    expect(findKnee([1, 2, 3], [0.90483742, 0.81873075, 0.74081822], elbow)).toBeNull()
    expect(findKnee(from(0, Array(10)), Array<number>(10).fill(1), elbow)).toBeNull()
    expect(findKnee([1], [3], elbow)).toBeNull()
  })
})
