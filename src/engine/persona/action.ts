import type { CardSentence } from '../../contract/personas.ts'
import type { Note } from '../../contract/messages.ts'
import { monthsOf, type Facts } from './facts.ts'

/** Below this many silent people a larger group has better things to do. */
const WORTH_A_CAMPAIGN = 3
const SMALL_GROUP = 20

/** What to do next, with an estimate from the data. */
export function nextAction(facts: Facts): CardSentence {
  const { position, cluster, basket } = facts
  switch (position) {
    case 'negative':
      return returnsFirst(facts)
    case 'best':
      if (silenceMatters(facts)) return winBack(facts, 'best')
      return oneMoreOrder(facts, 'best', 10)
    case 'growing':
      return towardsTheBest(facts) ?? oneMoreOrder(facts, 'growing', 5)
    case 'new':
      return cluster.oneTimeBuyers > 0 && basket > 0 ? secondOrder(facts) : oneMoreOrder(facts, 'growing', 5)
    case 'slipping':
    case 'atRisk':
      if (silenceMatters(facts)) return winBack(facts, position)
      return oneMoreOrder(facts, 'growing', 10)
    case 'dormant':
      return lowEffort(facts)
    case 'everyone':
      if (silenceMatters(facts)) return winBack(facts, 'everyone')
      return oneMoreOrder(facts, 'everyone', 10)
  }
}

function silenceMatters({ cluster: { silence }, customers }: Facts): boolean {
  if (silence.spent <= 0) return false
  return silence.customers >= (customers <= SMALL_GROUP ? 1 : WORTH_A_CAMPAIGN)
}

function winBack(facts: Facts, position: 'best' | 'slipping' | 'atRisk' | 'everyone'): CardSentence {
  const { silence } = facts.cluster
  return {
    text: {
      code: `card.action.silent.${position}`,
      params: {
        n: silence.customers,
        spent: silence.spent,
        inYear: silence.period === 'year' ? 1 : 0,
        months: monthsOf(silence.medianDaysSilent),
      },
    },
    why: silenceWhy(facts),
  }
}

/** How silence was judged in this cluster. */
export function silenceWhy({ cluster: { silence }, customers }: Facts): Note {
  return {
    code: 'card.why.silence',
    params: {
      n: silence.customers,
      customers,
      threshold: silence.thresholdDays,
      measured: silence.basis === 'gap' ? 1 : 0,
      days: Math.round(silence.medianDaysSilent),
    },
  }
}

/** One in `oneIn` customers orders once more at the usual basket. */
function oneMoreOrder(facts: Facts, kind: 'best' | 'growing' | 'everyone', oneIn: number): CardSentence {
  const buyers = Math.max(1, Math.round(facts.customers / oneIn))
  return {
    text: {
      code: `card.action.one_more.${kind}`,
      params: { customers: facts.customers, buyers, basket: facts.basket, gain: buyers * facts.basket },
    },
    why: gainWhy(facts, buyers),
  }
}

function gainWhy(facts: Facts, buyers: number): Note {
  const { row, orders } = facts.cluster
  return {
    code: 'card.why.gain',
    params: { buyers, basket: facts.basket, gain: buyers * facts.basket, revenue: row.revenue, orders },
  }
}

/** Those who order less often than the best group: what one order more would bring. */
function towardsTheBest(facts: Facts): CardSentence | null {
  const own = facts.cluster.row.averageFrequency
  const best = Math.max(...facts.input.clusters.map((cluster) => cluster.row.averageFrequency))
  if (best < own * 1.2 || facts.basket <= 0) return null
  const buyers = Math.max(1, Math.round(facts.customers / 5))
  return {
    text: {
      code: 'card.action.towards_best',
      params: { orders: own, best, buyers, gain: buyers * facts.basket },
    },
    why: gainWhy(facts, buyers),
  }
}

function secondOrder(facts: Facts): CardSentence {
  const once = facts.cluster.oneTimeBuyers
  const buyers = Math.max(1, Math.round(once / 5))
  return {
    text: {
      code: 'card.action.second_order',
      params: { once, customers: facts.customers, buyers, basket: facts.basket, gain: buyers * facts.basket },
    },
    why: gainWhy(facts, buyers),
  }
}

function lowEffort(facts: Facts): CardSentence {
  const buyers = Math.max(1, Math.round(facts.customers / 50))
  return {
    text: {
      code: 'card.action.low_effort',
      params: {
        customers: facts.customers,
        share: facts.cluster.row.shareOfRevenue,
        buyers,
        gain: buyers * facts.basket,
      },
    },
    why: gainWhy(facts, buyers),
  }
}

function returnsFirst(facts: Facts): CardSentence {
  const { row } = facts.cluster
  return {
    text: { code: 'card.action.returns_first', params: { revenue: row.revenue, customers: row.customers } },
    why: {
      code: 'card.why.negative',
      params: { average: row.averageSpend, rate: 100 * row.returnRate, overall: 100 * facts.input.overall.returnRate },
    },
  }
}
