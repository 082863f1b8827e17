import { open } from 'node:fs/promises'
import Papa from 'papaparse'
import type { EngagementAnalysis, SegmentLookup, SegmentSummaryRow } from '../../../contract/tiers.ts'
import { NO_DAY } from '../../columns/types.ts'
import type { Dataset } from '../../dataset/dataset.ts'
import { exclusionMask, type Scope } from '../../rfm/scope.ts'
import { defaultTiers } from '../../rfm/tiers.ts'
import {
  analyseEngagement,
  eventsOf,
  lookUp,
  summariseTiers,
  type EngagementFilter,
  type SummaryFilter,
} from '../../tiers/queries.ts'
import type { RunFacts } from './prepare-run.ts'
import { viewOf, type RunView } from './query.ts'
import { datasetOnce, type LayerInput } from './shared.ts'

function tierLookup(run: RunView, customerId: string): SegmentLookup | null {
  return lookUp(viewOf(run).columns, run, customerId)
}

function tierSummary(run: RunView, filter: SummaryFilter): SegmentSummaryRow[] {
  return summariseTiers(viewOf(run).columns, run, filter)
}

function scopeOf(facts: RunFacts, dataset: Dataset): Scope {
  return {
    from: facts.scope.from ?? NO_DAY,
    asOf: facts.asOfDay,
    mask: exclusionMask(dataset, facts.scope.exclusions),
  }
}

function engagement(
  run: RunView,
  facts: RunFacts,
  layers: readonly LayerInput[],
  filter: EngagementFilter,
): EngagementAnalysis {
  const dataset = datasetOnce(layers, run.rules)
  const tiers = facts.scope.tiers ?? defaultTiers
  return analyseEngagement(dataset, viewOf(run).columns, scopeOf(facts, dataset), tiers, filter)
}

function customerEvents(
  run: RunView,
  facts: RunFacts,
  layers: readonly LayerInput[],
  customerId: string,
  offset: number,
  limit: number,
): ReturnType<typeof eventsOf> {
  const dataset = datasetOnce(layers, run.rules)
  return eventsOf(dataset, scopeOf(facts, dataset), customerId, offset, limit)
}

const columns = [
  'customer_id',
  'event_count',
  'total_value',
  'first_event',
  'last_event',
  'days_since_last_event',
  'engagement',
] as const

/** The same for everyone, as CSV. */
async function exportEngagement(
  run: RunView,
  facts: RunFacts,
  layers: readonly LayerInput[],
  filter: Omit<EngagementFilter, 'limit'>,
  path: string,
): Promise<void> {
  const { rows } = engagement(run, facts, layers, { ...filter, limit: Number.MAX_SAFE_INTEGER })
  const file = await open(path, 'w')
  try {
    const lines = rows.map((row) => columns.map((name) => row[name]))
    await file.writeFile(`${Papa.unparse([[...columns], ...lines], { escapeFormulae: true })}\r\n`)
  } finally {
    await file.close()
  }
}

export const tierQueries = { tierLookup, tierSummary, engagement, customerEvents, exportEngagement }
