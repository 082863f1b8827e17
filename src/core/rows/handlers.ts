import { open } from 'node:fs/promises'
import Papa from 'papaparse'
import { CancelledError } from '../../contract/errors.ts'
import type { HealthRow } from '../../contract/health.ts'
import { formatNote } from '../../contract/messages/format.ts'
import type { RowsOf } from '../../contract/rows.ts'
import { formula } from '../../engine/worker/tasks/customers-csv.ts'
import type { CoreContext } from '../context.ts'
import type { Handlers } from '../dispatch.ts'
import { findRows } from './find-rows.ts'

/** Rows asked for at once while a list is written. */
const SLICE = 20_000

const header = [
  'file',
  'line',
  'order_id',
  'date',
  'customer_id',
  'product',
  'category',
  'amount',
  'currency',
  'kind',
  'reason',
  'raw',
] as const

export function rowHandlers(core: CoreContext): Pick<Handlers, 'imports.rows' | 'rows.export'> {
  return {
    'imports.rows': ({ offset, limit, order, ...of }, context) =>
      findRows(core, { from: 'import', ...of }, { offset, limit, order }, context),
    'rows.export': ({ of, order }, context) =>
      core.outputs.create(`${nameOf(of)} rows.csv`, 'text/csv', context.signal, async (path) => {
        const file = await open(path, 'w')
        try {
          // Without the mark, spreadsheets read UTF-8 as something else.
          await file.writeFile(`\ufeff${Papa.unparse([[...header]])}\r\n`)
          for (let offset = 0; ; offset += SLICE) {
            if (context.signal.aborted) throw new CancelledError()
            const { rows, total } = await findRows(core, of, { offset, limit: SLICE, order }, context)
            if (rows.length === 0) break
            await file.writeFile(`${Papa.unparse(rows.map(cellsOf), { escapeFormulae: formula })}\r\n`)
            context.progress({ stage: 'write', fraction: Math.min(1, (offset + rows.length) / total) })
          }
        } finally {
          await file.close()
        }
      }),
  }
}

/** What the file is called: by what its rows have in common. */
function nameOf(of: RowsOf): string {
  const name = of.from === 'import' ? of.part : of.from === 'common' ? of.which : of.check
  return name.replaceAll('_', ' ')
}

function cellsOf(row: HealthRow): (string | number | null)[] {
  const { fileName, line, orderId, date, customer, product, category, amount, currency, kind, reason, raw } = row
  return [
    fileName,
    line,
    orderId,
    date,
    customer,
    product,
    category,
    amount,
    currency,
    kind,
    reason === null ? null : formatNote(reason),
    raw,
  ]
}
