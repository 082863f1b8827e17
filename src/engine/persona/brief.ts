import type { Note, NoteParams } from '../../contract/messages.ts'
import type { CardSentence, PersonaCard } from '../../contract/personas.ts'
import { silenceWhy } from './action.ts'
import type { Facts } from './facts.ts'
import { categoryWhy } from './together.ts'

/** The creative brief: what a copywriter needs, from what they buy and where they stand. */
export function creativeBrief(facts: Facts): PersonaCard['brief'] {
  return { headline: headline(facts), angle: angle(facts), offer: offer(facts), channel: channel(facts) }
}

function sentence(code: string, params: NoteParams, why: Note): CardSentence {
  return { text: { code, params }, why }
}

function headline(facts: Facts): CardSentence {
  const { position, category } = facts
  const away = facts.monthsAway
  const params = { category: category?.name ?? '', months: away, customers: facts.customers }
  const timed = position === 'slipping' || position === 'atRisk'
  if (category === null) return sentence(`card.headline.${position}.plain`, params, recencyWhy(facts))
  return sentence(`card.headline.${position}`, params, timed ? recencyWhy(facts) : categoryWhy(facts))
}

function angle(facts: Facts): CardSentence {
  const { position, cluster, input } = facts
  const { row } = cluster
  if (facts.manyReturns) {
    const params = { rate: 100 * row.returnRate, overall: 100 * input.overall.returnRate }
    return sentence('card.angle.returns', params, { code: 'card.why.returns', params })
  }
  if (facts.mostlyOnce && (position === 'slipping' || position === 'dormant')) {
    const params = { once: cluster.oneTimeBuyers, customers: row.customers }
    return sentence('card.angle.once', params, { code: 'card.why.once', params })
  }
  switch (position) {
    case 'best':
      return sentence(
        'card.angle.best',
        { spend: row.averageSpend, overall: input.overall.averageSpend },
        { code: 'card.why.spend', params: { spend: row.averageSpend, overall: input.overall.averageSpend } },
      )
    case 'growing':
      return facts.dueIsMeasured
        ? sentence('card.angle.growing', { days: facts.dueDays }, gapWhy(facts))
        : sentence('card.angle.growing.plain', { orders: row.averageFrequency }, frequencyWhy(facts))
    case 'new':
      return sentence('card.angle.new', { days: Math.max(1, Math.round(row.medianRecencyDays)) }, recencyWhy(facts))
    case 'slipping':
      return sentence(
        'card.angle.slipping',
        { days: Math.round(row.medianRecencyDays), overall: Math.round(input.overall.medianRecencyDays) },
        recencyWhy(facts),
      )
    case 'atRisk':
      return sentence('card.angle.atRisk', { orders: row.averageFrequency }, frequencyWhy(facts))
    case 'dormant':
      return sentence('card.angle.dormant', { months: facts.monthsAway }, recencyWhy(facts))
    case 'everyone':
      return sentence('card.angle.everyone', { orders: row.averageFrequency, basket: facts.basket }, basketWhy(facts))
    case 'negative':
      return sentence('card.angle.negative', { revenue: row.revenue }, negativeWhy(facts))
  }
}

/** Shares of the usual basket that an offer is worth. */
const offerParts = {
  best: 1.2,
  growing: 1.2,
  new: 0.1,
  slipping: 0.1,
  atRisk: 0.2,
  dormant: 0.1,
  everyone: 1.2,
} as const

function offer(facts: Facts): CardSentence {
  const { position } = facts
  if (position === 'negative') return sentence('card.offer.negative', {}, negativeWhy(facts))
  const part = offerParts[position]
  const amount = facts.partOfBasket(part)
  if (amount <= 0) return sentence('card.offer.plain', {}, basketWhy(facts))
  const params = { amount, basket: facts.basket, category: facts.category?.name ?? '', days: facts.dueDays }
  const why: Note = { code: 'card.why.offer', params: { amount, part: 100 * part, basket: facts.basket } }
  return sentence(facts.category === null ? `card.offer.${position}.plain` : `card.offer.${position}`, params, why)
}

function channel(facts: Facts): CardSentence {
  const { position, customers, cluster } = facts
  // A call or a letter is for a handful: about one in twenty, never more than a hundred.
  const personal = Math.min(100, Math.max(1, Math.round(customers / 20)))
  switch (position) {
    case 'best':
      return sentence(
        customers > 1 ? 'card.channel.best' : 'card.channel.one',
        { personal, customers },
        { code: 'card.why.personal', params: { personal, customers } },
      )
    case 'growing':
      return sentence('card.channel.growing', { days: facts.dueDays }, gapWhy(facts))
    case 'new':
      return sentence('card.channel.new', { days: facts.dueDays }, gapWhy(facts))
    case 'slipping':
      return sentence('card.channel.slipping', { customers, days: cluster.silence.thresholdDays }, silenceWhy(facts))
    case 'atRisk':
      return sentence(
        'card.channel.atRisk',
        { personal, customers },
        { code: 'card.why.personal', params: { personal, customers } },
      )
    case 'dormant':
      return sentence('card.channel.dormant', { customers }, shareWhy(facts))
    case 'everyone':
      return sentence('card.channel.everyone', { customers, days: cluster.silence.thresholdDays }, silenceWhy(facts))
    case 'negative':
      return sentence('card.channel.negative', { customers }, negativeWhy(facts))
  }
}

function recencyWhy({ cluster: { row }, input }: Facts): Note {
  const params = { days: Math.round(row.medianRecencyDays), overall: Math.round(input.overall.medianRecencyDays) }
  return { code: 'card.why.recency', params }
}

function frequencyWhy({ cluster: { row }, input }: Facts): Note {
  return {
    code: 'card.why.frequency',
    params: { orders: row.averageFrequency, overall: input.overall.averageFrequency },
  }
}

function gapWhy(facts: Facts): Note {
  return { code: 'card.why.gap', params: { days: facts.dueDays, measured: facts.dueIsMeasured ? 1 : 0 } }
}

function basketWhy({ basket, cluster }: Facts): Note {
  return { code: 'card.why.basket', params: { basket, revenue: cluster.row.revenue, orders: cluster.orders } }
}

function shareWhy({ cluster: { row } }: Facts): Note {
  return { code: 'card.why.share', params: { ofCustomers: row.shareOfCustomers, ofRevenue: row.shareOfRevenue } }
}

function negativeWhy({ cluster: { row }, input }: Facts): Note {
  return {
    code: 'card.why.negative',
    params: { average: row.averageSpend, rate: 100 * row.returnRate, overall: 100 * input.overall.returnRate },
  }
}
