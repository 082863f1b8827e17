import type { ImportLayer } from '../../contract/imports.ts'
import { withoutReplaced } from '../../engine/changes/leave-out.ts'
import type { DatasetRules } from '../../engine/dataset/rules.ts'
import { rulesOf } from '../analysis/dataset-rules.ts'
import { requireProject, type CoreContext } from '../context.ts'
import { listLayers } from '../store/layers-table.ts'

/** The orders that count beside a layer: of one that is in the project those before it, of a staged one all. */
export function layersBeside(core: CoreContext, layer: ImportLayer): { before: ImportLayer[]; rules: DatasetRules } {
  const { store } = core
  const project = requireProject(store, layer.projectId)
  const active = listLayers(store, project.id).filter((each) => each.active)
  const at = active.findIndex(({ id }) => id === layer.id)
  const orders = active.slice(0, at < 0 ? active.length : at).filter(({ kind }) => kind === 'orders')
  return {
    before: withoutReplaced(orders, ({ decision }) => decision),
    // The first file's money is the project's.
    rules: rulesOf(store, { ...project, currency: project.currency ?? layer.currency }, active, core.today()),
  }
}
