import type { Note } from '../../contract/messages.ts'
import type { CardFigure, PersonaCard } from '../../contract/personas.ts'
import { nextAction } from './action.ts'
import { creativeBrief } from './brief.ts'
import type { CardCluster, CardInput } from './card-input.ts'
import { factsOf, type Facts } from './facts.ts'
import type { Histograms } from './histogram.ts'
import { togetherSentences } from './together.ts'

/**
 * Persona cards of a run, one per cluster, in the order given. Every sentence is a note with the raw numbers in it and
 * carries the number that triggered it.
 */
export function buildCards(input: CardInput): PersonaCard[] {
  return input.clusters.map((cluster) => {
    const { row } = cluster
    const facts = factsOf(cluster, input)
    return {
      clusterId: row.clusterId,
      name: row.name ?? row.clusterLabel,
      label: row.clusterLabel,
      note: row.note,
      colour: row.colour ?? row.clusterId % PALETTE_SIZE,
      portrait: portrait(facts),
      profile: cluster.profile,
      figures: figures(cluster, input),
      topCategories: row.topCategories.slice(0, 5),
      traits: row.traits,
      together: togetherSentences(facts),
      action: nextAction(facts),
      brief: creativeBrief(facts),
      trend: trend(cluster, input),
    }
  })
}

function portrait(facts: Facts): Note {
  const { position, cluster, mostlyOnce } = facts
  const { row } = cluster
  const once = mostlyOnce && (position === 'slipping' || position === 'dormant' || position === 'new')
  return {
    code: once ? `card.portrait.${position}.once` : `card.portrait.${position}`,
    params: {
      customers: row.customers,
      orders: row.averageFrequency,
      spend: row.averageSpend,
      // At least half of them bought within so many days; "within 0 days" would read badly and "1" is as true.
      days: Math.max(1, Math.round(row.medianRecencyDays)),
      months: facts.monthsAway,
      once: cluster.oneTimeBuyers,
      share: row.shareOfRevenue,
      revenue: row.revenue,
    },
  }
}

/** Colours of the shared palette; a ninth cluster wears the first one again. */
const PALETTE_SIZE = 8

const NO_HISTOGRAM: CardFigure['histogram'] = { everyone: [], cluster: [] }

function figures({ row, histogramIndex, predicted }: CardCluster, { overall, histograms }: CardInput): CardFigure[] {
  const bins = (source: Histograms | null | undefined): CardFigure['histogram'] =>
    !source ? NO_HISTOGRAM : { everyone: source.everyone, cluster: source.clusters[histogramIndex] ?? [] }
  const spend = bins(histograms?.spend)
  return [
    { key: 'size', value: row.customers, overall: overall.customers, histogram: NO_HISTOGRAM },
    { key: 'share_of_revenue', value: row.shareOfRevenue, overall: null, histogram: NO_HISTOGRAM },
    { key: 'avg_spend', value: row.averageSpend, overall: overall.averageSpend, histogram: spend },
    { key: 'median_spend', value: row.medianSpend, overall: overall.medianSpend, histogram: spend },
    {
      key: 'avg_frequency',
      value: row.averageFrequency,
      overall: overall.averageFrequency,
      histogram: bins(histograms?.frequency),
    },
    {
      key: 'median_recency',
      value: row.medianRecencyDays,
      overall: overall.medianRecencyDays,
      histogram: bins(histograms?.recency),
    },
    { key: 'return_rate', value: row.returnRate, overall: overall.returnRate, histogram: NO_HISTOGRAM },
    ...(['churn', 'clv'] as const).flatMap((key): CardFigure[] => {
      const value = predicted?.[key] ?? null
      return value === null
        ? []
        : [{ key, value, overall: overall.predicted?.[key] ?? null, histogram: bins(histograms?.[key]) }]
    }),
  ]
}

function trend({ row }: CardCluster, { previous }: CardInput): PersonaCard['trend'] {
  const before = previous?.clusters.find((cluster) => cluster.clusterId === row.clusterId)
  if (previous === null || before === undefined) return null
  return {
    customers: row.customers - before.customers,
    shareOfRevenue: row.shareOfRevenue - before.shareOfRevenue,
    since: previous.since,
  }
}
