import { stringAt } from '../columns/strings.ts'
import type { StringColumn } from '../columns/types.ts'
import type { GroupApart } from '../../contract/explain.ts'
import { groupOf, type ComparedAttribute } from '../similar/attributes.ts'
import { behaviourNames, isSkewedFigure, type Behaviour } from '../similar/behaviour.ts'
import type { SparseCounts } from '../similar/sparse.ts'

export interface ApartInput {
  readonly behaviour: Behaviour
  readonly goods: SparseCounts
  readonly goodsNames: StringColumn
  readonly attributes: readonly ComparedAttribute[]
  /** Customers with a purchase: their positions in the customer columns. */
  readonly buyers: Uint32Array
  /** 1 per buyer of the group. */
  readonly isMember: Uint8Array
}

/** A value that fewer of the group have says little of it, and neither does an effect this small (Cohen 1988: .2 is small). */
const LEAST_MEMBERS = 5
const LEAST_EFFECT = 0.2
const SHOWN = 8

/**
 * What sets a group apart from all other customers with a purchase, the largest effects first: figures by Cohen's d
 * (difference of the means in pooled standard deviations, after log1p where skewed), goods and attributes by Cohen's h
 * (difference of the shares after 2·arcsin√; J. Cohen, Statistical Power Analysis, 1988).
 * Cost: one pass over the figures, goods and attributes. Empty for a group of everybody or nobody.
 */
export function apartOf(input: ApartInput): GroupApart {
  const { isMember, buyers } = input
  const members = isMember.reduce((sum, one) => sum + one, 0)
  const others = buyers.length - members
  const sizes = { members, others }
  if (members === 0 || others === 0) return { ...sizes, figures: [], goods: [], attributes: [] }
  return { ...sizes, figures: figures(input), goods: goods(input, sizes), attributes: attributes(input, sizes) }
}

function figures({ behaviour, isMember }: ApartInput): GroupApart['figures'] {
  const width = behaviourNames.length
  return behaviourNames
    .map((name, feature) => {
      const back = (value: number) => (isSkewedFigure(feature) ? Math.expm1(value) : 100 * value)
      const at = (b: number) => {
        const raw = behaviour.raw[b * width + feature]!
        return isSkewedFigure(feature) ? Math.log1p(Math.max(0, raw)) : raw
      }
      // Index 0: the others, 1: the group.
      const n = [0, 0]
      const sum = [0, 0]
      const squares = [0, 0]
      isMember.forEach((side, b) => {
        const value = at(b)
        n[side]!++
        sum[side]! += value
        squares[side]! += value * value
      })
      const mean = [sum[0]! / n[0]!, sum[1]! / n[1]!]
      const spread = squares[0]! - n[0]! * mean[0]! ** 2 + squares[1]! - n[1]! * mean[1]! ** 2
      const deviation = Math.sqrt(Math.max(0, spread) / Math.max(1, n[0]! + n[1]! - 2))
      const effect = deviation < 1e-9 ? 0 : (mean[1]! - mean[0]!) / deviation
      return { name, effect, group: back(mean[1]!), others: back(mean[0]!) }
    })
    .filter(({ effect }) => Math.abs(effect) >= LEAST_EFFECT)
    .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect))
}

interface Sizes {
  readonly members: number
  readonly others: number
}

function goods(
  { goods: { starts, column, columns }, goodsNames, isMember }: ApartInput,
  sizes: Sizes,
): GroupApart['goods'] {
  const within = new Uint32Array(columns)
  const without = new Uint32Array(columns)
  isMember.forEach((side, b) => {
    const counts = side === 1 ? within : without
    for (let entry = starts[b]!; entry < starts[b + 1]!; entry++) counts[column[entry]!]!++
  })
  const found = Array.from(within.keys(), (item) => ({ item, ...shares(within[item]!, without[item]!, sizes) }))
  return strongest(found, ({ item }) => within[item]! + without[item]!).map(({ item, ...rest }) => ({
    name: stringAt(goodsNames, item),
    ...rest,
  }))
}

function attributes(input: ApartInput, sizes: Sizes): GroupApart['attributes'] {
  const found = input.attributes.flatMap((attribute) => {
    const within = new Uint32Array(attribute.texts.length)
    const without = new Uint32Array(attribute.texts.length)
    input.isMember.forEach((side, b) => {
      const group = groupOf(attribute, input.buyers[b]!)
      if (group >= 0) (side === 1 ? within : without)[group]!++
    })
    return attribute.texts.map((value, group) => ({
      name: attribute.name,
      value,
      customers: within[group]! + without[group]!,
      ...shares(within[group]!, without[group]!, sizes),
    }))
  })
  return strongest(found, ({ customers }) => customers).map(({ name, value, group, others, effect }) => {
    return { name, value, group, others, effect }
  })
}

/** Shares (0–100) of the group and of the others, and Cohen's h between them. */
function shares(within: number, without: number, { members, others }: Sizes) {
  const [p, q] = [within / members, without / others]
  return { group: 100 * p, others: 100 * q, effect: 2 * Math.asin(Math.sqrt(p)) - 2 * Math.asin(Math.sqrt(q)) }
}

function strongest<Found extends { readonly effect: number }>(
  found: readonly Found[],
  customers: (one: Found) => number,
): Found[] {
  return found
    .filter((one) => Math.abs(one.effect) >= LEAST_EFFECT && customers(one) >= LEAST_MEMBERS)
    .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect))
    .slice(0, SHOWN)
}
