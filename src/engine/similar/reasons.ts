import type { Note } from '../../contract/messages.ts'
import { stringAt } from '../columns/strings.ts'
import { groupOf, type ComparedAttribute } from './attributes.ts'
import { behaviourNames } from './behaviour.ts'
import type { Embedding } from './embedding.ts'

interface Reason {
  readonly note: Note
  readonly kind: 'goods' | 'figure' | 'attribute'
  /** How much it says: closeness times rarity, about 0–1. */
  readonly weight: number
}

const WIDTH = behaviourNames.length
/** Two customers are alike in a figure where they differ by less than this many standard deviations. */
const CLOSE = 0.75
/** Of one kind (goods, figures, attributes): three sentences of the same kind say less than two kinds. */
const MOST_OF_KIND = 2

/**
 * Why two customers are alike, the closest and rarest first: goods both buy, figures in which both differ from most the
 * same way, attributes they share. Where nothing stands out: the figure they differ least in.
 * @param a, b positions among the buyers
 * @param customers their positions in the customer columns
 */
export function reasonsOf(
  embedding: Embedding,
  a: number,
  b: number,
  customers: readonly [number, number],
  attributes: readonly ComparedAttribute[],
  limit = 3,
): Note[] {
  const { behaviour, vectors } = embedding
  const found: Reason[] = [...goodsShared(embedding, a, b)]
  let closest = 0
  let least = Infinity
  for (let i = 0; i < WIDTH; i++) {
    const [x, y] = [behaviour.z[a * WIDTH + i]!, behaviour.z[b * WIDTH + i]!]
    const apart = Math.abs(x - y)
    if (apart < least) {
      least = apart
      closest = i
    }
    // Both on the same side, and not where most people are.
    const unusual = Math.min(Math.abs(x), Math.abs(y))
    if (x * y > 0 && apart < CLOSE && unusual > 0.5)
      found.push({ kind: 'figure', note: figure(embedding, a, b, i), weight: (unusual / 3) * (1 - apart / CLOSE) })
  }
  for (const attribute of attributes) {
    const group = groupOf(attribute, customers[0])
    if (group < 0 || group !== groupOf(attribute, customers[1])) continue
    const share = attribute.customers[group]! / vectors.rows
    // What nearly everyone has sets nobody apart.
    if (share > 0.5) continue
    found.push({
      kind: 'attribute',
      note: {
        code: 'similar.attribute',
        params: { attribute: attribute.name, value: attribute.texts[group]!, share: 100 * share },
      },
      weight: 0.35 * Math.sqrt(-Math.log(share)),
    })
  }
  if (found.length === 0) return [figure(embedding, a, b, closest)]
  found.sort((one, other) => other.weight - one.weight)
  return found
    .filter(({ kind }, i) => found.slice(0, i).filter((before) => before.kind === kind).length < MOST_OF_KIND)
    .slice(0, limit)
    .map(({ note }) => note)
}

function* goodsShared({ goods, vectors }: Embedding, a: number, b: number): Generator<Reason> {
  const shared: { item: number; weight: number; own: number; other: number }[] = []
  const [endA, endB] = [goods.starts[a + 1]!, goods.starts[b + 1]!]
  let i = goods.starts[a]!
  let j = goods.starts[b]!
  while (i < endA && j < endB) {
    const [left, right] = [goods.column[i]!, goods.column[j]!]
    if (left === right) {
      shared.push({
        item: left,
        weight: Math.sqrt(goods.weight[i]! * goods.weight[j]!),
        own: goods.count[i]!,
        other: goods.count[j]!,
      })
    }
    if (left <= right) i++
    if (right <= left) j++
  }
  shared.sort((x, y) => y.weight - x.weight || x.item - y.item)
  for (const { item, weight, own, other } of shared.slice(0, MOST_OF_KIND)) {
    yield {
      kind: 'goods',
      weight,
      note: {
        code: shared.length > MOST_OF_KIND ? 'similar.goods_more' : 'similar.goods',
        params: {
          item: stringAt(goods.names, item),
          own,
          other,
          share: (100 * goods.rowsWith[item]!) / vectors.rows,
          common: shared.length,
        },
      },
    }
  }
}

function figure({ behaviour }: Embedding, a: number, b: number, feature: number): Note {
  const value = (row: number) => {
    const raw = behaviour.raw[row * WIDTH + feature]!
    return feature >= 6 ? 100 * raw : raw
  }
  const usual = behaviour.medians[feature]!
  return {
    code: `similar.${behaviourNames[feature]!}`,
    params: { own: value(a), other: value(b), usual: feature >= 6 ? 100 * usual : usual },
  }
}
