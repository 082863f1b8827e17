import type { HealthReport } from '../../contract/health.ts'
import type { ImportLayer } from '../../contract/imports.ts'
import { currencyQuestions } from '../analysis/currency-questions.ts'
import { loadLayersOnce } from '../analysis/load-layers.ts'
import { requireProject, type CoreContext } from '../context.ts'
import type { Handlers } from '../dispatch.ts'
import { findRows } from '../rows/find-rows.ts'
import { layersInUse } from '../store/layers-table.ts'
import { findingsOf } from './findings.ts'
import { look } from './look.ts'

type HealthHandlers = Pick<Handlers, 'health.report' | 'health.rows' | 'health.customers'>

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
        findings: findingsOf(facts, rejected, currencyQuestions(requireProject(store, projectId), layers)),
        missing: facts.missing,
        gaps: facts.gaps,
        sharedEmails: facts.sharedEmails,
      } satisfies HealthReport
    },
    'health.rows': ({ offset, limit, order, ...of }, context) =>
      findRows(core, { from: 'health', ...of }, { offset, limit, order }, context),
    async 'health.customers'({ projectId, column, ...page }, context) {
      const looked = await look(core, projectId, context)
      if (looked === null) return { total: 0, customers: [] }
      const inputs = await loadLayersOnce(store, layersInUse(store, projectId))
      return queries.run((engine) => engine.customersWithout(inputs, looked.rules, column, page), context.signal)
    },
  }
}
