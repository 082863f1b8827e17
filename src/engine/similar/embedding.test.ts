import { describe, expect, it } from 'vitest'
import { formatNote } from '../../contract/messages/format.ts'
import { finish, smallLayer, smallPeople, type SmallRow } from '../../../test/support/small-orders.ts'
import type { Parts } from '../columns/parts.ts'
import { stringAt } from '../columns/strings.ts'
import { mergeLayers } from '../dataset/dataset.ts'
import { aggregate } from '../rfm/aggregate.ts'
import { customerColumns } from '../rfm/customer-columns.ts'
import { dayNumber } from '../rfm/dates.ts'
import { itemsToParts, partsToItems } from '../rfm/item-parts.ts'
import { comparedAttributes } from './attributes.ts'
import { DIMS, embed, embeddingOf } from './embedding.ts'
import { nearest } from './nearest.ts'
import { reasonsOf } from './reasons.ts'
import { goodsOfBuyers } from './sparse.ts'

/** Two bakers who buy often, two gardeners who buy seldom, and people in between who buy paper. */
const rows: SmallRow[] = [
  ...['baker1', 'baker2'].flatMap((customer, c) =>
    Array.from({ length: 12 }, (_, m) => ({
      customer,
      day: `2024-${String(m + 1).padStart(2, '0')}-1${c}`,
      amount: 200 + 10 * c,
      category: m % 3 === 0 ? 'Yeast' : 'Flour',
    })),
  ),
  ...['gardener1', 'gardener2'].map((customer) => ({
    customer,
    day: '2024-03-01',
    amount: 20,
    category: 'Seeds',
  })),
  ...Array.from({ length: 30 }, (_, i) =>
    [2, 6, 9].slice(0, 1 + (i % 3)).map((month) => ({
      customer: `reader${i}`,
      day: `2024-${String(month).padStart(2, '0')}-${String((i % 28) + 1).padStart(2, '0')}`,
      amount: 30 + i,
      category: 'Paper',
    })),
  ).flat(),
  { customer: 'looker', day: '2024-05-05', amount: 0, category: 'Flour' },
]
const people = smallPeople(
  [
    { id: 'gardener1', country: 'Peru' },
    { id: 'gardener2', country: 'Peru' },
    ...Array.from({ length: 30 }, (_, i) => ({ id: `reader${i}`, country: 'Spain' })),
  ],
  { country: 'country' },
)

function embedded(list = rows) {
  const dataset = mergeLayers([smallLayer(list)], [people])
  const asOf = dayNumber('2024-12-31')
  const totals = finish(aggregate(dataset, { from: null, asOf, today: asOf, exclusions: [] }))
  const { columns } = customerColumns(dataset, totals)
  const run: Parts = new Map()
  itemsToParts(run, { items: totals.items, names: dataset.items }, columns.code)
  const { items, names: itemNames } = partsToItems(run)!
  const goods = goodsOfBuyers(items, itemNames.count, columns.buyers)
  const parts = finish(embed({ columns, asOf, scale: dataset.scale, goods, seed: 1 }))
  const embedding = embeddingOf(parts, goods, itemNames)
  const names = Array.from(columns.buyers, (i) => stringAt(columns.customers, i))
  const near = (name: string, limit = 1) => {
    const { vectors } = embedding
    const own = names.indexOf(name)
    const query = vectors.data.subarray(own * DIMS, (own + 1) * DIMS)
    return Array.from(nearest(vectors, query, limit, own).rows, (b) => names[b])
  }
  const reasons = (a: string, b: string) => {
    const [x, y] = [names.indexOf(a), names.indexOf(b)]
    const attributes = comparedAttributes(columns.attributes, columns.buyers)
    return reasonsOf(embedding, x, y, [columns.buyers[x]!, columns.buyers[y]!], attributes).map((note) =>
      formatNote(note),
    )
  }
  return { embedding, parts, names, near, reasons }
}

describe('an embedding', () => {
  const { embedding, names, near, reasons } = embedded()

  it('has 32 numbers of length 1 for everyone with a purchase, and nobody else', () => {
    expect(names).not.toContain('looker')
    expect(embedding.vectors.rows).toBe(34)
    for (let row = 0; row < 34; row++) {
      expect(Math.hypot(...embedding.vectors.data.subarray(row * DIMS, (row + 1) * DIMS))).toBeCloseTo(1, 5)
    }
  })

  it('puts people together who buy the same in the same way', () => {
    expect(near('baker1')).toEqual(['baker2'])
    expect(near('gardener2')).toEqual(['gardener1'])
    expect(near('reader4', 3).every((name) => name!.startsWith('reader'))).toBe(true)
  })

  it('is the same to the last bit when made again', () => {
    expect([...embedded().parts.get('vectors:f32')!]).toEqual([...embedded().parts.get('vectors:f32')!])
  })

  it('says in words what two people share: rare goods, unusual figures, rare attributes', () => {
    expect(reasons('baker1', 'baker2').join(' ')).toMatch(
      /Both buy (Flour|Yeast), \d and \d times; 5.9 % of customers do/,
    )
    expect(reasons('gardener1', 'gardener2')).toContain('Both have country Peru; 5.9 % of customers do.')
    expect(reasons('gardener1', 'gardener2')).toContain('Both buy Seeds, 1 and 1 times; 5.9 % of customers do.')
  })

  it('says at least one thing of any two', () => {
    for (const a of names) for (const b of names) if (a !== b) expect(reasons(a, b).length).toBeGreaterThan(0)
  })

  it('stands on how people buy where a file names no goods, and on nothing where all are alike', () => {
    const bare = embedded(rows.map(({ customer, day, amount }) => ({ customer, day, amount })))
    expect(bare.near('baker1')).toEqual(['baker2'])
    const alike = embedded(['a', 'b'].map((customer) => ({ customer, day: '2024-01-01', amount: 5 })))
    expect([...alike.embedding.vectors.data].every(Number.isFinite)).toBe(true)
    expect(alike.near('a')).toEqual(['b'])
  })
})
