import { useCallback, useMemo } from 'react'
import type { ValuePrediction } from '../../contract/predictions.ts'
import { t } from '../i18n/index.ts'
import { moneyExact, short } from '../ui/format.ts'
import { PairedBars } from './paired-bars.tsx'
import type { ChartTable } from './table.ts'

type Deciles = NonNullable<ValuePrediction['report']>['deciles']

export interface DecilesChartProps {
  readonly title: string
  readonly subtitle?: string
  /** Groups of equal size, lowest prediction first; money per customer. */
  readonly deciles: Deciles
  readonly height: number
}

/** Predicted beside actual spend of ten groups of customers: bars of one height mean that value can be ranked and added. */
export function DecilesChart({ title, subtitle, deciles, height }: DecilesChartProps) {
  const table = useMemo<ChartTable>(
    () => ({
      columns: [
        { label: t('charts.deciles.group'), numeric: true },
        { label: t('charts.deciles.predicted'), numeric: true },
        { label: t('charts.deciles.actual'), numeric: true },
        { label: t('charts.deciles.customers'), numeric: true },
      ],
      rows: deciles.map((row, at) => [at + 1, row.predicted, row.actual, row.customers]),
    }),
    [deciles],
  )
  const describe = useCallback(
    (at: number) => {
      const row = deciles[at]
      if (row === undefined) return ''
      return [
        t('charts.deciles.point', { group: at + 1, n: row.customers }),
        `${t('charts.deciles.predicted')}  ${moneyExact(row.predicted)}`,
        `${t('charts.deciles.actual')}  ${moneyExact(row.actual)}`,
      ].join('\n')
    },
    [deciles],
  )
  const expected = useMemo(
    () => ({ name: t('charts.deciles.predicted'), values: deciles.map((row) => row.predicted) }),
    [deciles],
  )
  const actual = useMemo(
    () => ({ name: t('charts.deciles.actual'), values: deciles.map((row) => row.actual) }),
    [deciles],
  )
  return (
    <PairedBars
      title={title}
      {...(subtitle === undefined ? {} : { subtitle })}
      expected={expected}
      actual={actual}
      axis={t('charts.deciles.axis')}
      format={short}
      room={56}
      describe={describe}
      table={table}
      height={height}
    />
  )
}
