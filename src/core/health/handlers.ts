import type { HealthReport, HealthRow } from '../../contract/health.ts'
import type { ImportLayer } from '../../contract/imports.ts'
import { dayNumber } from '../../engine/rfm/dates.ts'
import type { DatasetRules } from '../../engine/dataset/rules.ts'
import { callback } from '../../engine/worker/endpoint.ts'
import type { HealthFacts } from '../../engine/worker/tasks/health.ts'
import { minorDigits } from '../analysis/currency.ts'
import { rulesOf } from '../analysis/dataset-rules.ts'
import { loadLayersOnce } from '../analysis/load-layers.ts'
import { requireProject, type CoreContext } from '../context.ts'
import type { CallContext, Handlers } from '../dispatch.ts'
import { layersInUse, readRejected } from '../store/layers-table.ts'
import { revisionOf } from '../store/projects-table.ts'
import type { Store } from '../store/store.ts'
import { findingsOf } from './findings.ts'
import { nameRows } from './name-rows.ts'

type HealthHandlers = Pick<Handlers, 'health.report' | 'health.rows' | 'health.customers'>

/** The latest look at a project's rows, as long as nothing changes what there is to see. */
interface Looked {
  readonly key: string
  readonly facts: HealthFacts
  readonly layers: readonly ImportLayer[]
  readonly rules: DatasetRules
}

const kept = new WeakMap<Store, Looked>()

export function healthHandlers(core: CoreContext): HealthHandlers {
  const { store, queries } = core
  return {
    async 'health.report'({ projectId }, context) {
      const looked = await look(core, projectId, context)
      if (looked === null) return null
      const { facts, layers } = looked
      const sum = (of: (layer: ImportLayer) => number): number => layers.reduce((total, each) => total + of(each), 0)
      const rejected = sum(({ counts }) => counts.rejected)
      return {
        read: sum(({ counts }) => counts.read),
        accepted: sum(({ counts }) => counts.accepted),
        rejected,
        withoutCustomer: sum(({ counts }) => counts.withoutCustomer),
        firstDate: facts.firstDate,
        lastDate: facts.lastDate,
        findings: findingsOf(facts, rejected),
        missing: facts.missing,
        gaps: facts.gaps,
        sharedEmails: facts.sharedEmails,
      } satisfies HealthReport
    },
    async 'health.rows'({ projectId, check, importId, offset, limit }, context) {
      const looked = await look(core, projectId, context)
      if (looked === null) return { total: 0, rows: [] }
      const { facts, layers, rules } = looked
      const at = importId === undefined ? null : layers.findIndex(({ id }) => id === importId)
      if (at === -1) return { total: 0, rows: [] }
      if (check === 'rejected') return rejectedRows(store, at === null ? layers : [layers[at]!], offset, limit)
      const found = facts.found.find((each) => each.check === check)
      if (found === undefined) return { total: 0, rows: [] }
      const inputs = await loadLayersOnce(store, layersInUse(store, projectId))
      const page = { offset, limit, digits: minorDigits(requireProject(store, projectId).currency) }
      const rows = await queries.run((engine) => engine.healthRows(inputs, rules, found.bits, at, page), context.signal)
      return nameRows(core, layers, rows, context.signal)
    },
    async 'health.customers'({ projectId, column, ...page }, context) {
      const looked = await look(core, projectId, context)
      if (looked === null) return { total: 0, customers: [] }
      const inputs = await loadLayersOnce(store, layersInUse(store, projectId))
      return queries.run((engine) => engine.customersWithout(inputs, looked.rules, column, page), context.signal)
    },
  }
}

/** Looks at all rows of the active files, or remembers having done so; null where there is no file of orders. */
async function look(core: CoreContext, projectId: string, { signal, progress }: CallContext): Promise<Looked | null> {
  const { store, queries } = core
  const project = requireProject(store, projectId)
  const active = layersInUse(store, projectId)
  const layers = active.filter(({ kind }) => kind === 'orders')
  if (layers.length === 0) return null
  const today = core.today()
  const key = `${projectId} ${revisionOf(store, projectId)} ${today}`
  const known = kept.get(store)
  if (known?.key === key) return known
  progress({ stage: 'load', fraction: null })
  const rules = rulesOf(store, project, active, today)
  const inputs = await loadLayersOnce(store, active)
  const facts = await queries.run(
    (engine, stop) =>
      engine.healthFacts(
        inputs,
        rules,
        dayNumber(today),
        stop,
        callback((fraction) => progress({ stage: 'profile', fraction })),
      ),
    signal,
  )
  const looked = { key, facts, layers, rules }
  kept.set(store, looked)
  return looked
}

/** Rejected rows of all files, one file behind the other. */
function rejectedRows(
  store: Store,
  layers: readonly ImportLayer[],
  offset: number,
  limit: number,
): { total: number; rows: HealthRow[] } {
  const rows: HealthRow[] = []
  let total = 0
  for (const { id, fileName } of layers) {
    const page = readRejected(store, id, { offset: Math.max(0, offset - total), limit: limit - rows.length })
    total += page.total
    for (const { line, message, raw } of page.rows) {
      rows.push({ ...unread, fileName, line, reason: message, raw })
    }
  }
  return { total, rows }
}

const unread = {
  position: null,
  orderId: null,
  date: null,
  customer: null,
  product: null,
  category: null,
  amount: null,
  kind: null,
} as const
