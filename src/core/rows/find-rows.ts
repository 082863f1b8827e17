import type { HealthRows } from '../../contract/health.ts'
import type { RowsOf } from '../../contract/rows.ts'
import type { RowsPage } from '../../engine/worker/tasks/health.ts'
import { minorDigits } from '../analysis/currency.ts'
import { loadLayers, loadLayersOnce } from '../analysis/load-layers.ts'
import { requireProject, type CoreContext } from '../context.ts'
import type { CallContext } from '../dispatch.ts'
import { look } from '../health/look.ts'
import { nameRows } from '../health/name-rows.ts'
import { rejectedRows } from '../health/rejected-rows.ts'
import { layersBeside } from '../imports/layers-beside.ts'
import { requireLayer } from '../imports/require-layer.ts'
import { findStaged, layersInUse } from '../store/layers-table.ts'

type Of<From extends RowsOf['from']> = Extract<RowsOf, { readonly from: From }>
export type Page = Omit<RowsPage, 'digits'>

/**
 * A page of a list of rows.
 * @throws ExpectedError import.not_found, project.not_found
 */
export function findRows(core: CoreContext, of: RowsOf, page: Page, context: CallContext): Promise<HealthRows> {
  if (of.from === 'import') return rowsOfImport(core, of, page, context)
  return of.from === 'common' ? rowsInCommon(core, of, page, context) : rowsOfCheck(core, of, page, context)
}

async function rowsOfImport(core: CoreContext, of: Of<'import'>, page: Page, { signal }: CallContext) {
  const layer = findStaged(core.store, of.importId) ?? requireLayer(core, of.importId)
  const money = requireProject(core.store, layer.projectId).currency
  if (layer.kind !== 'orders') return { total: 0, rows: [] }
  const [input] = await loadLayersOnce(core.store, [layer])
  const wanted = { ...page, digits: minorDigits(layer.currency) }
  const found = await core.queries.run(
    (engine) => engine.partRows(input!, money, of.part, of.currency ?? null, wanted),
    signal,
  )
  return nameRows(core, [layer], found, signal)
}

async function rowsInCommon(core: CoreContext, of: Of<'common'>, page: Page, { signal }: CallContext) {
  const layer = findStaged(core.store, of.importId) ?? requireLayer(core, of.importId)
  const { before, rules } = layersBeside(core, layer)
  const wanted = { ...page, digits: minorDigits(rules.currency) }
  const [inputs, own] = await Promise.all([loadLayers(core.store, before), loadLayers(core.store, [layer])])
  const found = await core.queries.run(
    (engine) => engine.linesInCommon(inputs, own[0]!, rules, of.which, wanted),
    signal,
  )
  return nameRows(core, [...before, layer], found, signal)
}

async function rowsOfCheck(core: CoreContext, of: Of<'health'>, page: Page, context: CallContext) {
  const { store, queries } = core
  const { projectId, check, importId } = of
  const looked = await look(core, projectId, context)
  if (looked === null) return { total: 0, rows: [] }
  const { facts, layers, rules } = looked
  const at = importId === undefined ? null : layers.findIndex(({ id }) => id === importId)
  if (at === -1) return { total: 0, rows: [] }
  if (check === 'rejected') return rejectedRows(store, at === null ? layers : [layers[at]!], page.offset, page.limit)
  const found = facts.found.find((each) => each.check === check)
  if (found === undefined) return { total: 0, rows: [] }
  const inputs = await loadLayersOnce(store, layersInUse(store, projectId))
  const wanted = { ...page, digits: minorDigits(requireProject(store, projectId).currency) }
  const rows = await queries.run((engine) => engine.healthRows(inputs, rules, found.bits, at, wanted), context.signal)
  return nameRows(core, layers, rows, context.signal)
}
