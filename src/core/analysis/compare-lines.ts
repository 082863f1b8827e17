import type { ImportLayer } from '../../contract/imports.ts'
import type { Warning } from '../../contract/messages.ts'
import type { DatasetRules } from '../../engine/dataset/rules.ts'
import type { LayerInput } from '../../engine/worker/tasks/shared.ts'
import type { EnginePool } from '../jobs/engine-pool.ts'
import { keepChange } from '../store/layers-table.ts'
import type { Store } from '../store/store.ts'

/**
 * Lines that stand twice, in a file or in two of them, for imports that nobody looked at before they came in (the command
 * line adds one file to the other): counted as they are, and said. What was found is kept with the import.
 */
export async function compareLines(
  store: Store,
  pool: EnginePool,
  layers: readonly ImportLayer[],
  input: readonly LayerInput[],
  rules: DatasetRules,
  signal: AbortSignal,
): Promise<Warning[]> {
  const warnings: Warning[] = []
  for (const [at, layer] of layers.entries()) {
    if (layer.kind !== 'orders' || layer.change !== null) continue
    const { findings } = await pool.run(
      (engine, stop) =>
        engine.findChange(input.slice(0, at), input[at]!, rules, layer.mapping['order_id'] !== undefined, stop),
      signal,
    )
    await store.write([keepChange(layer.id, { findings, effect: null })])
    const file = layer.fileName
    if (findings.repeats > 0)
      warnings.push({ severity: 'warning', code: 'analysis.repeated_lines', params: { rows: findings.repeats, file } })
    if (findings.known > 0)
      warnings.push({
        severity: 'warning',
        code: 'analysis.known_lines',
        params: { rows: findings.known, orders: findings.knownOrders, file },
      })
  }
  return warnings
}
