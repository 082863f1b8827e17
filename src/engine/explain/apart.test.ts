import { expect, it } from 'vitest'
import { stringColumn } from '../columns/strings.ts'
import { behaviourNames } from '../similar/behaviour.ts'
import { apartOf, type ApartInput } from './apart.ts'

const width = behaviourNames.length

/** Ten in the group, thirty others: spend 99 against 9, and 8 of 10 buy tea where 3 of 30 do. */
function input(): ApartInput {
  const n = 40
  const raw = new Float32Array(n * width)
  for (let b = 0; b < n; b++) raw[b * width + 2] = (b < 10 ? 99 : 9) + (b % 2 === 0 ? 0 : 1)
  const buysTea = (b: number) => b < 8 || (b >= 10 && b < 13)
  const starts = new Uint32Array(n + 1)
  const column: number[] = []
  for (let b = 0; b < n; b++) {
    column.push(...(buysTea(b) ? [0, 1] : [1]))
    starts[b + 1] = column.length
  }
  return {
    behaviour: { raw, z: new Float32Array(n * width), medians: new Float64Array(width) },
    goods: {
      rows: n,
      columns: 2,
      starts,
      column: Uint32Array.from(column),
      count: new Uint8Array(column.length).fill(1),
    },
    goodsNames: stringColumn(['Tea', 'Bread']),
    attributes: [],
    buyers: Uint32Array.from({ length: n }, (_, i) => i),
    isMember: Uint8Array.from({ length: n }, (_, i) => (i < 10 ? 1 : 0)),
  }
}

it('names what differs with its size: Cohen’s d and h, worked out by hand', () => {
  const { members, others, figures, goods } = apartOf(input())
  expect([members, others]).toEqual([10, 30])
  expect(figures.map(({ name }) => name)).toEqual(['monetary'])
  // Means of log1p: (ln 100 + ln 101) / 2 and (ln 10 + ln 11) / 2; deviations .00498 and .04766, pooled .0423 (n − 2).
  const [high, low] = [(Math.log(100) + Math.log(101)) / 2, (Math.log(10) + Math.log(11)) / 2]
  const pooled = Math.sqrt((10 * (Math.log(101 / 100) / 2) ** 2 + 30 * (Math.log(11 / 10) / 2) ** 2) / 38)
  expect(figures[0]!.effect).toBeCloseTo((high - low) / pooled, 2)
  expect(figures[0]!.group).toBeCloseTo(Math.expm1(high), 2)
  // 2·asin(√.8) − 2·asin(√.1); everyone buys bread, which sets nobody apart.
  expect(goods).toHaveLength(1)
  expect(goods[0]).toMatchObject({ name: 'Tea', group: 80, others: 10 })
  expect(goods[0]!.effect).toBeCloseTo(2.214297 - 0.643501, 5)
})

it('says nothing of everybody or nobody', () => {
  const everybody = { ...input(), isMember: new Uint8Array(40).fill(1) }
  expect(apartOf(everybody)).toEqual({ members: 40, others: 0, figures: [], goods: [], attributes: [] })
  expect(apartOf({ ...input(), isMember: new Uint8Array(40) }).figures).toEqual([])
})
