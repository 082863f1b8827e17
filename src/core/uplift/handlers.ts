import { randomUUID } from 'node:crypto'
import { ExpectedError } from '../../contract/errors.ts'
import type { ImportLayer } from '../../contract/imports.ts'
import type { UpliftCampaign, UpliftResult } from '../../contract/uplift.ts'
import type { CampaignInput, OrdersBeside } from '../../engine/worker/tasks/uplift.ts'
import { callback } from '../../engine/worker/endpoint.ts'
import { rulesOf } from '../analysis/dataset-rules.ts'
import { loadLayers } from '../analysis/load-layers.ts'
import { now, requireProject, type CoreContext } from '../context.ts'
import type { CallContext, Handlers } from '../dispatch.ts'
import { requireLayer } from '../imports/require-layer.ts'
import { attributeHeads, campaignsInUse, findLayer, layersInUse } from '../store/layers-table.ts'
import { revisionOf } from '../store/projects-table.ts'
import {
  deleteUplift,
  findUplift,
  insertUplift,
  listUplift,
  loadUpliftParts,
  type StoredUplift,
  type UpliftQuestion,
} from '../store/uplift-table.ts'

type UpliftHandlers = Pick<
  Handlers,
  | 'uplift.campaigns'
  | 'uplift.run'
  | 'uplift.list'
  | 'uplift.get'
  | 'uplift.delete'
  | 'uplift.profit'
  | 'uplift.customers'
>

export function upliftHandlers(core: CoreContext): UpliftHandlers {
  const { store, queries } = core
  return {
    async 'uplift.campaigns'({ projectId }, { signal }) {
      requireProject(store, projectId)
      const layers = campaignsInUse(store, projectId).toReversed()
      return Promise.all(layers.map((layer) => campaignOf(core, layer, signal)))
    },
    'uplift.run': ({ importId, ...asked }, context) => runUplift(core, importId, asked, context),
    'uplift.list'({ projectId }) {
      requireProject(store, projectId)
      return listUplift(store, projectId).map((result) => toResult(core, result))
    },
    'uplift.get': ({ resultId }) => toResult(core, requireUplift(core, resultId)),
    async 'uplift.delete'({ resultId }) {
      const { projectId } = requireUplift(core, resultId)
      await store.write([deleteUplift(resultId)])
      core.events.emit('project.changed', { projectId, what: 'analysis' })
      return null
    },
    async 'uplift.profit'({ resultId, cost, margin }, { signal }) {
      const { question } = requireUplift(core, resultId)
      const parts = await loadUpliftParts(store, resultId)
      return queries.run((engine) => engine.upliftProfit(parts, cost, margin, question.seed), signal)
    },
    async 'uplift.customers'({ resultId, groups, descending, offset, limit }, { signal }) {
      const { layerId } = requireUplift(core, resultId)
      const [input, parts] = await Promise.all([campaignInput(core, layerId), loadUpliftParts(store, resultId)])
      return queries.run(
        (engine) => engine.upliftPeople(input, parts, groups ?? null, descending, offset, limit),
        signal,
      )
    },
  }
}

async function campaignInput({ store }: CoreContext, layerId: string): Promise<CampaignInput> {
  return {
    heads: attributeHeads(store, layerId),
    parts: await store.readParts('SELECT name, data FROM layer_parts WHERE layer_id = ?', layerId),
  }
}

async function campaignOf(core: CoreContext, layer: ImportLayer, signal: AbortSignal): Promise<UpliftCampaign> {
  const input = await campaignInput(core, layer.id)
  const facts = await core.queries.run((engine) => engine.upliftCampaign(input), signal)
  return { importId: layer.id, fileName: layer.fileName, ...facts }
}

export type UpliftAsked = Pick<UpliftQuestion, 'learner' | 'base' | 'seed'> & {
  readonly arm?: string | undefined
  readonly control?: string | undefined
  readonly outcome?: string | undefined
}

/** @throws ExpectedError import.not_found, uplift.*, CancelledError */
export async function runUplift(
  core: CoreContext,
  importId: string,
  asked: UpliftAsked,
  { signal, progress }: CallContext,
): Promise<UpliftResult> {
  const { store, pool } = core
  const started = performance.now()
  const layer = requireLayer(core, importId)
  const project = requireProject(store, layer.projectId)
  if (layer.kind !== 'campaign') throw new ExpectedError('uplift.no_campaign', { file: layer.fileName })
  progress({ stage: 'load', fraction: 0 })
  const question = settle(await campaignOf(core, layer, signal), asked)
  const revision = revisionOf(store, project.id)
  const others = layersInUse(store, project.id)
  const hasOrders = layer.firstDate !== null && others.some(({ kind }) => kind === 'orders')
  const orders: OrdersBeside | null = hasOrders
    ? {
        layers: await loadLayers(store, others),
        rules: rulesOf(store, project, others, core.today()),
        exclusions: project.exclusions.filter(({ enabled }) => enabled),
      }
    : null
  const input = await campaignInput(core, importId)
  const { answer, parts } = await pool.run(
    (engine, stop) =>
      engine.runUplift(
        input,
        question,
        orders,
        stop,
        callback((fraction: number) => progress({ stage: 'predict', fraction })),
      ),
    signal,
  )
  const stored: StoredUplift = {
    id: randomUUID(),
    layerId: importId,
    projectId: project.id,
    createdAt: now(),
    revision,
    question,
    report: { ...answer, milliseconds: Math.round(performance.now() - started) },
  }
  await store.write(insertUplift(store, stored, parts))
  core.events.emit('project.changed', { projectId: project.id, what: 'analysis' })
  return toResult(core, stored)
}

/** What was asked, and what is proposed where nothing was said. @throws ExpectedError uplift.* */
function settle(campaign: UpliftCampaign, asked: UpliftAsked): UpliftQuestion {
  const { fileName, arms, outcomes, problem } = campaign
  if (problem !== null) throw new ExpectedError('uplift.not_usable', { file: fileName, reason: problem.code })
  const groups = arms.map(({ name }) => name).join(', ')
  const group = (name: string) => {
    if (!arms.some((arm) => arm.name === name)) throw new ExpectedError('uplift.no_group', { group: name, groups })
    return name
  }
  const proposed = arms.find(({ proposedControl }) => proposedControl)?.name
  const control = asked.control ?? proposed
  if (control === undefined) throw new ExpectedError('uplift.no_control', { file: fileName, groups })
  const arm = asked.arm ?? arms.find(({ name }) => name !== control)!.name
  const outcome = asked.outcome ?? outcomes[0]!.column
  if (arm === control) throw new ExpectedError('uplift.no_group', { group: arm, groups })
  if (!outcomes.some(({ column }) => column === outcome))
    throw new ExpectedError('uplift.no_outcome', {
      outcome,
      outcomes: outcomes.map(({ column }) => column).join(', '),
    })
  const { learner, base, seed } = asked
  return { arm: group(arm), control: group(control), outcome, learner, base, seed }
}

/** @throws ExpectedError uplift.not_found */
function requireUplift({ store }: CoreContext, id: string): StoredUplift {
  const found = findUplift(store, id)
  if (found === null) throw new ExpectedError('uplift.not_found')
  return found
}

function toResult({ store }: CoreContext, stored: StoredUplift): UpliftResult {
  const layer = findLayer(store, stored.layerId)
  const { usesOrders, ...report } = stored.report
  return {
    resultId: stored.id,
    projectId: stored.projectId,
    importId: stored.layerId,
    fileName: layer?.fileName ?? '',
    createdAt: stored.createdAt,
    stale: layer?.active !== true || (usesOrders && stored.revision !== revisionOf(store, stored.projectId)),
    ...stored.question,
    ...report,
  }
}
