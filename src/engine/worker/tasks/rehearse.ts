import { plainDecision } from '../../../contract/plain-decision.ts'
import { encodeChunk } from '../../columns/chunk-codec.ts'
import { tailToParts } from '../../columns/parts.ts'
import { plainRules } from '../../dataset/rules.ts'
import { rehearseReading } from '../../read/rehearse.ts'
import { perCustomer } from '../../rfm/tally.ts'
import { overviewRun } from './overview-run.ts'
import { countRacks, layRows, scoreRun, type RunScope } from './prepare-run.ts'
import { share, type LayerInput } from './shared.ts'

const TIMES = 3
const TODAY = 20_000

/**
 * Looks at a small table, reads it and counts its customers some times over, for nothing: code that ran is compiled, so that
 * the first file somebody drops does not wait for that. About a fifth of a second on a cold thread.
 */
export function rehearse(): void {
  const { chunks, tail } = rehearseReading()
  const { parts, attributes } = tailToParts(tail)
  const layer: LayerInput = {
    id: 'rehearsal',
    decision: plainDecision,
    currency: null,
    kind: 'orders',
    heads: attributes,
    parts: share(parts),
    chunks: chunks.map(encodeChunk),
  }
  const scope: RunScope = {
    from: null,
    asOf: null,
    today: TODAY,
    exclusions: [],
    rules: plainRules,
    cuts: { r: null, f: null, m: null },
    digits: 2,
  }
  const stop = new Int32Array(new SharedArrayBuffer(4))
  const nobody = (): void => undefined
  for (let time = 0; time < TIMES; time++) {
    const plan = { pass: { index: 0, of: 1 }, racks: 1, part: { index: 0, of: 1 } }
    const { racks, seen, count, range, customers } = layRows([layer], scope, plan, stop, nobody)
    const figures = perCustomer(customers)
    const counted = { figures, totals: [countRacks(figures, count, range, racks, 0, stop, nobody)], seen: [seen] }
    const scored = scoreRun([layer], scope, counted, stop)
    overviewRun([layer], scope, counted, scored, stop)
  }
}
