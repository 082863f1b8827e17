import { hash } from 'node:crypto'
import { open } from 'node:fs/promises'
import Papa from 'papaparse'
import { stringAt } from '../../columns/strings.ts'
import { NO_CODE } from '../../columns/types.ts'
import { customerFacts } from '../../rfm/customer-row.ts'
import type { CustomerView } from '../../rfm/select-customers.ts'
import { throwIfStopped, type Stop } from './drive.ts'

/** The fields of the definitions, the interval beside clv; what needs scores stays empty while there are none. */
const fields = [
  'customer_id',
  'rfm_recency_days',
  'rfm_frequency',
  'rfm_monetary',
  'return_rate',
  'r_score',
  'f_score',
  'm_score',
  'segment_label',
  'cluster_id',
  'cluster_label',
  'churn_score',
  'churn_risk',
  'clv',
  'clv_low',
  'clv_high',
  'abc_category',
  'uplift_score',
  'value_segment',
  'loyalty_segment',
  'engagement',
  'persona_group',
  'customer_id_hash',
] as const

const SLICE = 4000
/** Most ids: letters and digits, in one look. */
const simple = /^\w+$/
/** Nothing in it needs quoting, and no spreadsheet takes it for a formula. */
const plain = /^[\p{L}\p{N}_][\p{L}\p{N}_ .@&/()-]*(?<! )$|^$/u
/** Text that a spreadsheet would run. Numbers, also telephone numbers, keep their sign: nothing else may follow it. */
export const formula = /^(?:[=@\t\r\n]|[+-](?![\d\s.,()/-]*$))/

/** One cell as CSV; what is not obviously plain is left to the library. */
function cell(text: string): string {
  return simple.test(text) || plain.test(text) ? text : Papa.unparse([[text]], { escapeFormulae: formula })
}

/**
 * Writes customers.csv: `customer_id` first, then the fields of the definitions, then her own columns under their names.
 * @param rows positions of the customers, in the order wanted
 * @param hashKey makes `customer_id_hash` tell nothing to whoever lacks it
 */
export async function writeCustomersCsv(
  view: CustomerView,
  rows: Uint32Array,
  money: { readonly scale: number; readonly digits: number },
  path: string,
  hashKey: string,
  stop: Stop,
): Promise<void> {
  const { attributes } = view.columns
  // Every distinct value is made a cell once, however many customers share it.
  const values = attributes.map(({ dictionary }) =>
    Array.from({ length: dictionary.count }, (_, code) => cell(stringAt(dictionary, code))),
  )
  const labels = new Map([...view.clusterLabels].map(([id, label]) => [id, cell(label)]))
  const file = await open(path, 'w')
  try {
    await file.writeFile(`${[...fields, ...uniqueNames(attributes.map(({ name }) => name)).map(cell)].join(',')}\r\n`)
    for (let start = 0; start < rows.length; start += SLICE) {
      throwIfStopped(stop)
      let text = ''
      for (const i of rows.subarray(start, start + SLICE)) {
        const own = values.map((cells, a) =>
          attributes[a]!.codes[i] === NO_CODE ? '' : cells[attributes[a]!.codes[i]!]!,
        )
        text += `${line(view, i, money, labels, hashKey)}${own.length > 0 ? `,${own.join(',')}` : ''}\r\n`
      }
      await file.writeFile(text)
    }
  } finally {
    await file.close()
  }
}

function line(
  view: CustomerView,
  i: number,
  { scale, digits }: { scale: number; digits: number },
  labels: ReadonlyMap<number, string>,
  hashKey: string,
): string {
  const row = customerFacts(view, i, scale, digits)
  const id = `CUST_${hash('sha256', `${hashKey}\u0000${row.customer_id}`, 'hex').slice(0, 16).toUpperCase()}`
  const label = row.cluster_id === null ? '' : (labels.get(row.cluster_id) ?? '')
  const rate = row.return_rate === null ? '' : Number(row.return_rate.toFixed(4))
  return (
    `${cell(row.customer_id)},${row.rfm_recency_days ?? ''},${row.rfm_frequency},${row.rfm_monetary.toFixed(digits)},${rate},` +
    `${row.r_score ?? ''},${row.f_score ?? ''},${row.m_score ?? ''},${row.segment_label},${row.cluster_id ?? ''},${label},` +
    `${row.churn_score?.toFixed(4) ?? ''},${row.churn_risk ?? ''},${row.clv?.toFixed(digits) ?? ''},` +
    `${row.clv_low?.toFixed(digits) ?? ''},${row.clv_high?.toFixed(digits) ?? ''},${row.abc_category ?? ''},${row.uplift_score?.toFixed(4) ?? ''},` +
    `${row.value_segment},${row.loyalty_segment ?? ''},${row.engagement ?? ''},${row.persona_group ?? ''},${id}`
  )
}

/** Her own columns keep their names unless one is taken already. */
function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set<string>(fields)
  return names.map((name) => {
    let unique = name
    for (let n = 2; taken.has(unique); n++) unique = `${name}_${n}`
    taken.add(unique)
    return unique
  })
}
