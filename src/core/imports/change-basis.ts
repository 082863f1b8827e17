import { createHash } from 'node:crypto'
import type { ImportDecision } from '../../contract/changes.ts'
import type { ImportLayer } from '../../contract/imports.ts'
import { rulesOf } from '../analysis/dataset-rules.ts'
import { requireProject, type CoreContext } from '../context.ts'
import { listLayers } from '../store/layers-table.ts'
import { sameFileBefore } from '../store/same-file.ts'

/** Events and campaigns stand for themselves: there is nothing to decide about them. */
export function meetsOthers({ kind }: Pick<ImportLayer, 'kind'>): boolean {
  return kind === 'orders' || kind === 'customers'
}

/**
 * What the description of a change rests on: the imports beside it with what was decided about each, the rules by which
 * rows count, and whether its file is in already.
 */
export function stateBeside(core: CoreContext, layer: ImportLayer): string {
  const { store } = core
  const project = requireProject(store, layer.projectId)
  const active = listLayers(store, project.id).filter((each) => each.active)
  const beside = meetsOthers(layer) ? active.filter(meetsOthers) : []
  const rules = rulesOf(store, { ...project, currency: project.currency ?? layer.currency }, active, core.today())
  return JSON.stringify([
    beside.map(({ id, decision }) => [id, decision]),
    // Beside nothing, no rule changes what comes in.
    beside.length === 0 ? null : rules,
    sameFileBefore(store, layer.id),
  ])
}

/** State and decision in a few letters: two that are equal describe the same figures. */
export function basisOf(state: string, decision: ImportDecision): string {
  const { mode, replaces, repeats, known } = decision
  const text = JSON.stringify([state, mode, replaces, repeats, known])
  return createHash('sha256').update(text).digest('hex').slice(0, 32)
}
