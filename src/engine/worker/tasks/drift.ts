import type { Drift, Stability } from '../../../contract/drift.ts'
import { clusterStability } from '../../cluster/stability.ts'
import { getArray } from '../../columns/parts.ts'
import type { Matrix } from '../../columns/types.ts'
import { positionsBefore, transitions, UNKNOWN } from '../../drift/drift.ts'
import { partsToColumns } from '../../rfm/column-parts.ts'
import { NONE, type CustomerColumns } from '../../rfm/customer-columns.ts'
import { noPurchaseLabel, segmentLabels } from '../../../contract/segment-labels.ts'
import { NEW, type PreviousGroups } from '../../rfm/select-customers.ts'
import { drive, type Stop } from './drive.ts'
import type { PreviousRunView, RunView } from './query.ts'

function clusterColumn(columns: CustomerColumns, labels: Uint8Array, ids: readonly number[]): Uint8Array {
  const cluster = new Uint8Array(columns.code.length).fill(NONE)
  columns.buyers.forEach((i, b) => (cluster[i] = ids[labels[b]!]!))
  return cluster
}

/** What the previous run said of each customer of this one. */
export function previousGroups(columns: CustomerColumns, previous: PreviousRunView): PreviousGroups {
  const before = partsToColumns(previous.parts, previous.attributes)
  const clusterBefore = clusterColumn(before, previous.labels, previous.ids)
  const positions = positionsBefore(columns.customers, before.customers)
  return {
    segment: Uint8Array.from(positions, (at) => (at === UNKNOWN ? NEW : before.segment[at]!)),
    cluster: Uint8Array.from(positions, (at) => (at === UNKNOWN ? NONE : clusterBefore[at]!)),
  }
}

/** Who changed group between the two runs. @param facts of the answer that do not stand in the columns */
function drift(
  run: RunView & { readonly previous: PreviousRunView },
  by: Drift['by'],
  facts: Pick<Drift, 'previous' | 'asOf'>,
): Drift {
  const now = partsToColumns(run.parts, run.attributes)
  const before = partsToColumns(run.previous.parts, run.previous.attributes)
  const positions = positionsBefore(now.customers, before.customers)
  const [from, to] =
    by === 'segment'
      ? [segmentGroups(before), segmentGroups(now)]
      : [
          clusterGroups(clusterColumn(before, run.previous.labels, run.previous.ids), run.previous.ids),
          clusterGroups(clusterColumn(now, run.labels, run.ids), run.ids),
        ]
  const found = transitions(from.group, from.names.length, to.group, to.names.length, positions)
  const counts = from.names.map((_, f) =>
    Array.from(found.counts.subarray(f * to.names.length, (f + 1) * to.names.length)),
  )
  let stayed = 0
  from.names.forEach((name, f) => {
    const t = to.names.indexOf(name)
    if (t >= 0) stayed += counts[f]![t]!
  })
  const known = counts.flat().reduce((a, b) => a + b, 0)
  const sum = (values: Uint32Array) => values.reduce((a, b) => a + b, 0)
  const moved = known - stayed
  return {
    by,
    ...facts,
    from: from.names,
    to: to.names,
    counts,
    appeared: [...found.appeared],
    gone: [...found.gone],
    moved,
    stayed,
    note: {
      code: moved === 0 ? 'drift.same' : 'drift.moved',
      params: {
        moved,
        known,
        share: known === 0 ? 0 : (100 * moved) / known,
        appeared: sum(found.appeared),
        gone: sum(found.gone),
        date: facts.previous.asOf,
      },
    },
  }
}

interface Groups {
  readonly names: readonly string[]
  readonly group: Uint8Array
}

function segmentGroups({ segment }: CustomerColumns): Groups {
  return {
    names: [...segmentLabels, noPurchaseLabel],
    group: segment.map((label) => (label === NONE ? segmentLabels.length : label)),
  }
}

/** Clusters by id; −1: in none. */
function clusterGroups(cluster: Uint8Array, ids: readonly number[]): Groups {
  const order = [...ids].sort((a, b) => a - b)
  return {
    names: [...order.map(String), '-1'],
    group: cluster.map((id) => (id === NONE ? order.length : order.indexOf(id))),
  }
}

/** How stable the clusters shown are; null for fewer than two. */
function stability(
  parts: Map<string, Uint8Array>,
  features: number,
  k: number,
  clusters: number,
  seed: number,
  stop: Stop,
): Stability | null {
  if (clusters < 2) return null
  const data = getArray(parts, 'features', Float64Array)!
  const labels = getArray(parts, `labels${k}`, Uint8Array)!
  const points: Matrix = { data, rows: labels.length, columns: Math.max(1, features) }
  const found = drive(clusterStability(points, labels, clusters, seed), stop)
  const { resamples, mean, low, high, verdict } = found
  return { k, ...found, note: { code: `stability.${verdict}`, params: { resamples, mean, low, high } } }
}

export const driftQueries = { drift, stability }
