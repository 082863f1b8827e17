import type { CategoryShare, ClusterRow, ClusterTrait } from '../../src/contract/analysis.ts'
import type { PersonaCard } from '../../src/contract/personas.ts'
import { buildCards } from '../../src/engine/persona/build-cards.ts'
import type { CardCluster, CardInput } from '../../src/engine/persona/card-input.ts'
import { histograms } from '../../src/engine/persona/histogram.ts'
import { clusterLabels } from '../../src/engine/persona/labels.ts'
import { buildProfiles } from '../../src/engine/persona/profiles.ts'
import { estimateSilence } from '../../src/engine/persona/silence.ts'
import { quantile } from '../../src/engine/rfm/quantile.ts'
import { segmentOf } from '../../src/engine/rfm/segment-map.ts'

/** One group of invented customers: the figures are drawn around these. */
export interface SampleGroup {
  readonly customers: number
  readonly recency: number
  readonly orders: number
  readonly basket: number
  readonly returnRate: number
  /** Scores of its median customer. */
  readonly scores: readonly [r: number, f: number]
  readonly categories: readonly CategoryShare[]
}

const category = (name: string, rows: number, lift: number): CategoryShare => ({ name, rows, lift })

/** Three groups shaped like those of a gift wholesaler. */
export const threeGroups: readonly SampleGroup[] = [
  {
    customers: 1903,
    recency: 170,
    orders: 1.3,
    basket: 260,
    returnRate: 0.014,
    scores: [2, 1],
    categories: [
      category('WHITE HANGING HEART T-LIGHT HOLDER', 512, 1.3),
      category('REGENCY CAKESTAND 3 TIER', 430, 1.44),
      category('ASSORTED COLOUR BIRD ORNAMENT', 301, 0.98),
      category('PARTY BUNTING', 288, 1.02),
      category('JUMBO BAG RED RETROSPOT', 201, 0.61),
    ],
  },
  {
    customers: 1700,
    recency: 38,
    orders: 3.1,
    basket: 410,
    returnRate: 0.021,
    scores: [4, 3],
    categories: [
      category('JUMBO BAG RED RETROSPOT', 802, 1.1),
      category('LUNCH BAG RED RETROSPOT', 733, 1.21),
      category('PARTY BUNTING', 640, 1.07),
      category('SET OF 3 CAKE TINS PANTRY DESIGN', 520, 1.33),
      category('POSTAGE', 480, 1.72),
    ],
  },
  {
    customers: 735,
    recency: 12,
    orders: 13,
    basket: 560,
    returnRate: 0.024,
    scores: [5, 5],
    categories: [
      category('JUMBO BAG RED RETROSPOT', 1620, 1.4),
      category('WHITE HANGING HEART T-LIGHT HOLDER', 1511, 1.1),
      category('REGENCY CAKESTAND 3 TIER', 1203, 1.05),
      category('LUNCH BAG BLACK SKULL.', 1100, 1.62),
      category('PAPER CHAIN KIT 50’S CHRISTMAS', 980, 1.2),
    ],
  },
]

/** A card input from groups of invented customers, the same for the same seed. */
export function sampleInput(groups: readonly SampleGroup[] = threeGroups, seed = 7): CardInput {
  const random = generator(seed)
  const labels: number[] = []
  const spend: number[] = []
  const orders: number[] = []
  const recency: number[] = []
  const tenure: number[] = []
  for (const [cluster, group] of groups.entries()) {
    for (let i = 0; i < group.customers; i++) {
      const count = Math.max(1, Math.round(group.orders * spread(random, 0.5)))
      const days = Math.max(0, Math.round(group.recency * spread(random, 0.7)) - 1)
      labels.push(cluster)
      orders.push(count)
      recency.push(days)
      tenure.push(days + (count > 1 ? Math.round((count - 1) * 35 * spread(random, 0.5)) : 0))
      spend.push(count * group.basket * spread(random, 0.6))
    }
  }
  const columns = {
    labels: Uint8Array.from(labels),
    recencyDays: Int32Array.from(recency),
    tenureDays: Int32Array.from(tenure),
    orders: Int32Array.from(orders),
    spend: Float64Array.from(spend),
    spendLastYear: Float64Array.from(spend),
  }
  const silence = estimateSilence(columns, groups.length)
  const everyone = figuresOf(columns, null)
  const own = groups.map((_, cluster) => figuresOf(columns, cluster))
  const traits = own.map((figures) => traitsOf(figures, everyone))
  const names = clusterLabels(
    groups.map((group, clusterId) => ({
      clusterId,
      medianLabel: segmentOf(...group.scores),
      traits: traits[clusterId]!,
    })),
  )
  const profiles = buildProfiles(
    groups.map((group, clusterId) => ({
      ...own[clusterId]!,
      clusterId,
      averageSpend: own[clusterId]!.averageSpend,
      topCategories: group.categories.map((entry) => entry.name),
    })),
    everyone.revenue,
  )
  const clusters = groups.map((group, clusterId): CardCluster => {
    const figures = own[clusterId]!
    const row: ClusterRow = {
      clusterId,
      clusterLabel: names[clusterId]!,
      name: null,
      note: null,
      colour: null,
      customers: figures.customers,
      shareOfCustomers: (100 * figures.customers) / everyone.customers,
      revenue: figures.revenue,
      shareOfRevenue: everyone.revenue > 0 ? (100 * figures.revenue) / everyone.revenue : 0,
      averageSpend: figures.averageSpend,
      medianSpend: figures.medianSpend,
      averageFrequency: figures.averageFrequency,
      medianRecencyDays: figures.medianRecencyDays,
      returnRate: group.returnRate,
      traits: traits[clusterId]!,
      topCategories: group.categories,
    }
    return {
      row,
      profile: profiles[clusterId]!,
      medianLabel: segmentOf(...group.scores),
      oneTimeBuyers: figures.oneTimeBuyers,
      orders: figures.orders,
      silence: silence[clusterId]!,
      histogramIndex: clusterId,
    }
  })
  return {
    clusters,
    overall: { ...everyone, returnRate: 0.02 },
    histograms: {
      spend: histograms(columns.spend, columns.labels, groups.length),
      frequency: histograms(columns.orders, columns.labels, groups.length),
      recency: histograms(columns.recencyDays, columns.labels, groups.length),
    },
    previous: null,
  }
}

export const sampleCards = (groups?: readonly SampleGroup[]): PersonaCard[] => buildCards(sampleInput(groups))

/** A card whose every text is as long and as odd as it may get. */
export function hostile(card: PersonaCard, attack = '<img src=x onerror=alert(1)>'): PersonaCard {
  const name = `${attack} عملاء الجملة المخلصون 👩‍👩‍👧‍👦🛍️ ${'Donaudampfschifffahrtsgesellschaftskapitän'.repeat(3)} & "co"`
  const words = `${attack} ${'forty words about what these people want and why they stay '.repeat(12)}`
  const long = (index: number): CategoryShare => ({
    name: `${index} ${attack} ${'UNBREAKABLEPRODUCTNAME'.repeat(6)}`,
    rows: 9_999_999,
    lift: 123.456,
  })
  const sentence = card.together[0]!
  return {
    ...card,
    name,
    note: words,
    portrait: { code: words },
    topCategories: [1, 2, 3, 4, 5].map(long),
    figures: card.figures.map((figure) => ({
      ...figure,
      value: figure.key.includes('spend') ? -98_765_432.1 : figure.value,
    })),
    traits: [1, 2, 3].map((index) => ({ feature: `${index} ${name}`, effect: 9, mean: 1, overall: 1 })),
    together: Array.from({ length: 7 }, () => ({ text: { code: words }, why: { code: words } })),
    action: { text: { code: words }, why: { code: words } },
    brief: {
      headline: { text: { code: words }, why: { code: words } },
      angle: { text: { code: words }, why: { code: words } },
      offer: { text: { code: words }, why: { code: words } },
      channel: { ...sentence, text: { code: words }, why: { code: words } },
    },
    trend: { customers: -123_456, shareOfRevenue: -12.3, since: '2011-09-09' },
  }
}

interface Columns {
  readonly labels: Uint8Array
  readonly recencyDays: Int32Array
  readonly orders: Int32Array
  readonly spend: Float64Array
}

function figuresOf(columns: Columns, cluster: number | null) {
  const chosen = [...columns.labels.keys()].filter((i) => cluster === null || columns.labels[i] === cluster)
  const pick = (values: Float64Array | Int32Array): Float64Array => Float64Array.from(chosen, (i) => values[i]!)
  const spend = pick(columns.spend)
  const orders = pick(columns.orders)
  const recency = pick(columns.recencyDays)
  const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0)
  const middle = (values: Float64Array): number => quantile(values.toSorted(), 0.5)
  return {
    customers: chosen.length,
    revenue: sum(spend),
    averageSpend: sum(spend) / chosen.length,
    medianSpend: middle(spend),
    averageFrequency: sum(orders) / chosen.length,
    averageRecency: sum(recency) / chosen.length,
    medianRecencyDays: middle(recency),
    oneTimeBuyers: orders.filter((count) => count === 1).length,
    orders: sum(orders),
    deviation: {
      recency: deviation(recency),
      frequency: deviation(orders),
      monetary: deviation(spend),
    },
  }
}

type Figures = ReturnType<typeof figuresOf>

function traitsOf(own: Figures, everyone: Figures): ClusterTrait[] {
  const trait = (feature: 'recency' | 'frequency' | 'monetary', mean: number, overall: number): ClusterTrait => ({
    feature,
    mean,
    overall,
    effect:
      everyone.deviation[feature] > 0 ? (Math.log1p(mean) - Math.log1p(overall)) / everyone.deviation[feature] : 0,
  })
  return [
    trait('recency', own.averageRecency, everyone.averageRecency),
    trait('frequency', own.averageFrequency, everyone.averageFrequency),
    trait('monetary', Math.max(0, own.averageSpend), Math.max(0, everyone.averageSpend)),
  ].sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect))
}

function deviation(values: Float64Array): number {
  const logs = Array.from(values, (value) => Math.log1p(Math.max(0, value)))
  const mean = logs.reduce((total, value) => total + value, 0) / logs.length
  return Math.sqrt(logs.reduce((total, value) => total + (value - mean) ** 2, 0) / logs.length)
}

/** mulberry32 */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A log-normal factor around 1. */
function spread(random: () => number, sigma: number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  return Math.exp(sigma * normal)
}
