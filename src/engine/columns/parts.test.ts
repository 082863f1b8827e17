import { expect, it } from 'vitest'
import { smallLayer, smallPeople } from '../../../test/support/small-orders.ts'
import { getArray, getDictionary, getStrings, partsToTail, putArray, tailToParts, type Parts } from './parts.ts'
import { strings } from './strings.ts'

it('keeps arrays of every type under their name, also where their bytes are not aligned', () => {
  const parts: Parts = new Map()
  const arrays = {
    a: Uint8Array.of(1, 255),
    b: Uint16Array.of(1, 65_535),
    c: Uint32Array.of(1, 0xffffffff),
    d: Int32Array.of(-1, 5),
    e: Float32Array.of(0.5),
    f: Float64Array.of(Math.PI, -0),
    g: new Float64Array(0),
  }
  for (const [name, array] of Object.entries(arrays)) putArray(parts, name, array)
  const moved: Parts = new Map(
    [...parts].map(([name, bytes]) => {
      const wide = new Uint8Array(bytes.length + 1)
      wide.set(bytes, 1)
      return [name, wide.subarray(1)]
    }),
  )
  for (const from of [parts, moved]) {
    expect(getArray(from, 'a', Uint8Array)).toEqual(arrays.a)
    expect(getArray(from, 'b', Uint16Array)).toEqual(arrays.b)
    expect(getArray(from, 'c', Uint32Array)).toEqual(arrays.c)
    expect(getArray(from, 'd', Int32Array)).toEqual(arrays.d)
    expect(getArray(from, 'e', Float32Array)).toEqual(arrays.e)
    expect(getArray(from, 'f', Float64Array)).toEqual(arrays.f)
    expect(getArray(from, 'g', Float64Array)).toEqual(arrays.g)
    expect(getArray(from, 'a', Uint32Array), 'another type is another part').toBe(null)
  }
})

it('names what is missing', () => {
  expect(() => getStrings(new Map(), 'customers')).toThrow('customers')
  expect(() => getDictionary(new Map(), 'attribute0')).toThrow('attribute0')
})

it('gives both kinds of tail back', () => {
  const { tail } = smallLayer(
    [
      { customer: 'a', day: '2025-01-01', amount: 1, product: 'P', productName: 'Pot', category: 'garden' },
      { customer: 'ü', day: '2025-01-01', amount: 1 },
    ],
    { attributes: [{ name: 'Country', role: 'country', values: ['DE', ''] }] },
  )
  const orders = tailToParts(tail)
  expect(orders.attributes).toEqual([{ name: 'Country', role: 'country' }])
  expect(partsToTail('orders', orders.parts, orders.attributes)).toEqual(tail)

  const people = smallPeople([{ id: '1', email: 'a@b.c', plan: 'pro' }, { id: '2' }])
  const kept = tailToParts(people)
  const read = partsToTail('customers', kept.parts, kept.attributes)
  expect(read).toEqual(people)
  if (read.kind === 'customers') expect([...strings(read.emails)]).toEqual(['a@b.c', ''])
})
