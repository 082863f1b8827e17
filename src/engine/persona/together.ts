import type { ClusterTrait } from '../../contract/analysis.ts'
import type { CardSentence } from '../../contract/personas.ts'
import { roundHalfAway } from '../money/exact.ts'
import { TYPICAL_LIFT, type Facts } from './facts.ts'
import { inProse } from './words.ts'

/** Effects in standard deviations: worth a sentence; worth one where there is nothing stronger. */
const TELLING_EFFECT = 0.3
const FAINTEST_EFFECT = 0.1
const MOST_TRAITS = 3

/** Why these people are together: what they weigh, what sets them apart, what they buy, what they send back. */
export function togetherSentences(facts: Facts): CardSentence[] {
  const traits = tellingTraits(facts.cluster.row.traits)
  const sentences = [weight(facts), ...traits.slice(0, MOST_TRAITS).map(traitSentence)]
  if (traits.length === 0 && facts.input.clusters.length > 1) {
    sentences.push({
      text: { code: 'card.together.alike' },
      why: { code: 'card.why.alike', params: { effect: Math.abs(facts.cluster.row.traits[0]?.effect ?? 0) } },
    })
  }
  const { category } = facts
  if (category !== null && category.source.lift >= TYPICAL_LIFT) {
    sentences.push({
      text: {
        code: 'card.together.category',
        params: { category: category.name, lift: roundHalfAway(category.source.lift, 1) },
      },
      why: categoryWhy(facts),
    })
  }
  if (facts.manyReturns) sentences.push(returnsSentence(facts))
  return sentences
}

/**
 * Traits worth a sentence: the strong ones; where there are none, the strongest. Effects are judged on the clustered
 * (logarithmic) feature and means are told in its own unit: where a few giants turn the two against each other, the
 * sentence would contradict its own numbers and is left out.
 */
function tellingTraits(traits: readonly ClusterTrait[]): readonly ClusterTrait[] {
  const honest = traits.filter((trait) => trait.effect * (trait.mean - trait.overall) > 0)
  const strong = honest.filter((trait) => Math.abs(trait.effect) >= TELLING_EFFECT)
  return strong.length > 0 ? strong : honest.slice(0, 1).filter((trait) => Math.abs(trait.effect) >= FAINTEST_EFFECT)
}

function weight(facts: Facts): CardSentence {
  const { row } = facts.cluster
  const params = { customers: row.customers, ofCustomers: row.shareOfCustomers, ofRevenue: row.shareOfRevenue }
  const ratio = row.shareOfCustomers > 0 ? row.shareOfRevenue / row.shareOfCustomers : 0
  const why = { code: 'card.why.weight', params: { ...params, ratio, revenue: row.revenue } }
  if (facts.input.clusters.length === 1) return { text: { code: 'card.together.everyone', params }, why }
  if (row.shareOfRevenue <= 0) return { text: { code: 'card.together.weight.none', params }, why }
  if (ratio >= 1.2) return { text: { code: 'card.together.weight.more', params: { ...params, ratio } }, why }
  return { text: { code: ratio <= 0.8 ? 'card.together.weight.less' : 'card.together.weight.even', params }, why }
}

function traitSentence(trait: ClusterTrait): CardSentence {
  const known = ['recency', 'frequency', 'monetary'].includes(trait.feature)
  const direction = trait.effect > 0 ? 'high' : 'low'
  return {
    text: {
      code: `card.together.${known ? trait.feature : 'attribute'}.${direction}`,
      params: { feature: inProse(trait.feature), mean: trait.mean, overall: trait.overall },
    },
    why: {
      code: 'card.why.trait',
      params: { feature: inProse(trait.feature), effect: Math.abs(trait.effect), above: trait.effect > 0 ? 1 : 0 },
    },
  }
}

function returnsSentence(facts: Facts): CardSentence {
  const params = { rate: 100 * facts.cluster.row.returnRate, overall: 100 * facts.input.overall.returnRate }
  return { text: { code: 'card.together.returns', params }, why: { code: 'card.why.returns', params } }
}

/** The number behind every sentence that names the group's category. */
export function categoryWhy(facts: Facts): CardSentence['why'] {
  const source = facts.category?.source
  return source === undefined
    ? { code: 'card.why.no_category' }
    : {
        code: 'card.why.category',
        params: { category: inProse(source.name), rows: source.rows, lift: source.lift },
      }
}
