import type { RowPart } from '../../../contract/rows.ts'
import { plainDecision } from '../../../contract/plain-decision.ts'
import { NO_CODE, RowKind } from '../../columns/types.ts'
import type { Dataset } from '../../dataset/dataset.ts'
import { plainRules } from '../../dataset/rules.ts'
import { RowBits } from '../../health/row-bits.ts'
import { pageOf, type FoundRows, type RowsPage } from './health.ts'
import { datasetOnce, type LayerInput } from './shared.ts'

/** The set of the latest page: the next one is of the same set mostly. */
let latest: { readonly key: string; readonly bits: Uint8Array } | null = null

const kinds: Readonly<Partial<Record<RowPart, RowKind>>> = {
  purchases: RowKind.purchase,
  returns: RowKind.return,
  zero: RowKind.zero,
  void: RowKind.void,
}

/**
 * The rows of an import behind one of its counts, as the file has them: nobody is merged, nothing converted or left out.
 * Cost: one scan of two columns for the first page; a bit a row is kept for the next.
 * @param money ISO code of the project's money; amounts in another one say so
 * @param currency with `foreign`: the one that is meant, or null: all but the file's own
 */
export function partRows(
  layer: LayerInput,
  money: string | null,
  part: RowPart,
  currency: string | null,
  page: RowsPage,
): FoundRows {
  const rules = { ...plainRules, currency: layer.currency, showsHeldBack: true }
  const dataset = datasetOnce([{ ...layer, decision: plainDecision }], rules)
  const { rows } = dataset.source
  const key = JSON.stringify([layer.id, rules, part, currency])
  const set = latest?.key === key ? new RowBits(rows, latest.bits) : rowsOfPart(dataset, part, currency)
  latest = { key, bits: set.bytes }
  const found = pageOf(dataset, set, 0, rows, page)
  const named = (code: string | null): string | null => (money === null || code === money ? null : code)
  return { ...found, rows: found.rows.map((row) => ({ ...row, currency: named(row.currency ?? layer.currency) })) }
}

function rowsOfPart({ source }: Dataset, part: RowPart, currency: string | null): RowBits {
  const set = new RowBits(source.rows)
  const kind = kinds[part]
  for (const chunk of source.scan(['customer', 'kind'], 0, 1)) {
    const { firstRow, foreign } = chunk
    if (part === 'foreign' && (foreign === null || foreign.currency !== (currency ?? foreign.currency))) continue
    for (let i = 0; i < chunk.rows; i++) {
      const hasCustomer = chunk.customer[i] !== NO_CODE
      if (part === 'foreign' || (part === 'without_customer' ? !hasCustomer : hasCustomer && chunk.kind[i] === kind))
        set.add(firstRow + i)
    }
  }
  return set
}
