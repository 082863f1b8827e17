import type { PersonaCard } from '../../contract/personas.ts'
import { buildCards } from '../../engine/persona/build-cards.ts'
import { clusterRows } from '../analysis/analysis-dto.ts'
import type { CoreContext } from '../context.ts'
import { previousRun, type StoredRun } from '../store/runs-table.ts'

/** The cards of a run's chosen k, best customers first. */
export function cardsOf(core: CoreContext, run: StoredRun, only?: readonly number[]): PersonaCard[] {
  const { store } = core
  const { described } = run
  const rows = clusterRows(store, run)
  const before = previousRun(store, run.projectId, run.id)
  const clusters = rows.map((row, place) => ({
    row,
    profile: described.profiles[place]!,
    medianLabel: described.medianLabels[place]!,
    oneTimeBuyers: described.oneTimeBuyers[place]!,
    orders: described.orders[place]!,
    silence: described.silence[place]!,
    histogramIndex: place,
    ...(described.predicted === undefined ? {} : { predicted: described.predicted.clusters[place]! }),
  }))
  const cards = buildCards({
    clusters: clusters.toSorted((a, b) => b.row.averageSpend - a.row.averageSpend),
    overall: {
      ...described.overall,
      ...(described.predicted === undefined ? {} : { predicted: described.predicted.overall }),
    },
    histograms: { ...described.histograms, ...described.predicted?.histograms },
    previous:
      before === null || before.k !== run.k
        ? null
        : {
            since: before.summary.facts.asOf,
            clusters: before.described.rows.map(({ clusterId, customers, shareOfRevenue }) => ({
              clusterId,
              customers,
              shareOfRevenue,
            })),
          },
  })
  return only === undefined ? cards : cards.filter(({ clusterId }) => only.includes(clusterId))
}
