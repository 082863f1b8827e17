import type { ImportLayer } from '../../contract/imports.ts'
import type { Warning } from '../../contract/messages.ts'
import type { DatasetRules } from '../../engine/dataset/rules.ts'
import type { LayerInput } from '../../engine/worker/tasks/shared.ts'
import type { EnginePool } from '../jobs/engine-pool.ts'
import { keepChange } from '../store/layers-table.ts'
import type { Statement } from '../store/store.ts'

/**
 * Lines that stand twice, in a file or in two of them, for imports that nobody looked at before they came in (the command
 * line adds one file to the other), and for those that others came beside since, where there are more of them than
 * somebody decided about: counted as they are, and said.
 * @returns the warnings, and what keeps the findings with their imports: written with the run, so that a cancelled
 *   analysis leaves nothing behind
 */
export async function compareLines(
  pool: EnginePool,
  layers: readonly ImportLayer[],
  input: readonly LayerInput[],
  rules: DatasetRules,
  signal: AbortSignal,
): Promise<{ readonly warnings: readonly Warning[]; readonly kept: readonly Statement[] }> {
  const warnings: Warning[] = []
  const kept: Statement[] = []
  for (const [at, layer] of layers.entries()) {
    if (layer.kind !== 'orders' || !isDue(layer)) continue
    const { findings } = await pool.run(
      (engine, stop) =>
        engine.findChange(input.slice(0, at), input[at]!, rules, layer.mapping['order_id'] !== undefined, stop),
      signal,
    )
    kept.push(keepChange(layer.id, { findings, effect: layer.change?.effect ?? null }))
    const file = layer.fileName
    const { repeats, known } = layer.change?.findings ?? { repeats: 0, known: 0 }
    if (findings.repeats > repeats)
      warnings.push({ severity: 'warning', code: 'analysis.repeated_lines', params: { rows: findings.repeats, file } })
    if (findings.known > known)
      warnings.push({
        severity: 'warning',
        code: 'analysis.known_lines',
        params: { rows: findings.known, orders: findings.knownOrders, file },
      })
  }
  return { warnings, kept }
}

/** Lines that stand twice are left out as the decision says, whatever came since; where it keeps them, they are counted. */
function isDue({ change, decision }: ImportLayer): boolean {
  if (change === null) return true
  return change.outdated === true && decision.mode !== 'update' && decision.known === 'keep'
}
