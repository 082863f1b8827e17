import { readFileSync } from 'node:fs'
import Papa from 'papaparse'
import type { Matrix } from '../../src/engine/columns/types.ts'
import type { Trial } from '../../src/engine/uplift/curves.ts'

type Row = Readonly<Record<string, string>>

/** One arm of Hillstrom's e-mail test and its control group, in the order of the file. */
export interface HillstromTrial {
  readonly rows: readonly Row[]
  readonly trial: Trial
  /** recency, history, mens, womens, newbie, two of zip and two of channel. */
  readonly features: Matrix
}

export function hillstrom(
  file: string,
  arm: 'Mens' | 'Womens',
  outcome: 'visit' | 'conversion' | 'spend',
): HillstromTrial {
  const { data } = Papa.parse<Row>(readFileSync(file, 'utf8'), { header: true, skipEmptyLines: true })
  const name = `${arm} E-Mail`
  const rows = data.filter(({ segment }) => segment === name || segment === 'No E-Mail')
  const is = (value: boolean) => (value ? 1 : 0)
  const features = rows.flatMap((row) => [
    ...['recency', 'history', 'mens', 'womens', 'newbie'].map((column) => Number(row[column])),
    is(row['zip_code'] === 'Rural'),
    is(row['zip_code'] === 'Urban'),
    is(row['channel'] === 'Web'),
    is(row['channel'] === 'Phone'),
  ])
  return {
    rows,
    trial: {
      treated: Uint8Array.from(rows, ({ segment }) => is(segment === name)),
      outcome: Float64Array.from(rows, (row) => Number(row[outcome])),
    },
    features: { data: Float64Array.from(features), rows: rows.length, columns: 9 },
  }
}
