import type { HealthRow, HealthRows } from '../../contract/health.ts'
import type { ImportLayer } from '../../contract/imports.ts'
import type { FoundRows } from '../../engine/worker/tasks/health.ts'
import type { CoreContext } from '../context.ts'
import { readOrderIds } from '../store/layers-table.ts'
import { linesAt } from './row-lines.ts'

/**
 * Rows as the engine found them, with the names of their files and the numbers of their orders.
 * @param layers those of orders, in the order in which the engine has them
 */
export async function nameRows(
  { store, queries }: Pick<CoreContext, 'store' | 'queries'>,
  layers: readonly ImportLayer[],
  { total, rows }: FoundRows,
  signal: AbortSignal,
): Promise<HealthRows> {
  const placed = await Promise.all(
    layers.map(async ({ id, encoding }, layer) => {
      const places = [...new Set(rows.filter((row) => row.layer === layer).map(({ place }) => place))]
      const ids = await readOrderIds(store, id, places)
      return places.map((place, i) => ({ layer, place, orderIds: ids[i]!, encoding }))
    }),
  )
  const orderIds = await queries.run((engine) => engine.orderIdsAt(placed.flat(), rows), signal)
  const lines = new Map(
    layers.map((each, layer) => {
      const positions = rows.filter((row) => row.layer === layer).map(({ position }) => position!)
      const found = positions.length === 0 ? [] : linesAt(store, each, positions)
      return [layer, new Map(positions.map((position, i) => [position, found[i]!]))] as const
    }),
  )
  return {
    total,
    rows: rows.map(({ layer, place: _place, at: _at, ...row }, i): HealthRow => ({
      ...row,
      fileName: layers[layer]!.fileName,
      // Rows in other currencies are kept behind the others, not where they stood.
      position: layers[layer]!.foreignRows.length > 0 ? null : row.position,
      orderId: orderIds[i]!,
      line: lines.get(layer)?.get(row.position!) ?? null,
      reason: null,
      raw: null,
    })),
  }
}
