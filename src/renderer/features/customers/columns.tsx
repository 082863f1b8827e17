import { columnVisibilityFeature, createColumnHelper, rowSortingFeature, tableFeatures } from '@tanstack/react-table'
import type { ReactNode } from 'react'
import type { Analysis } from '../../../contract/analysis.ts'
import type { CustomerRow } from '../../../contract/customers.ts'
import { clusterColour, clusterNameById, segmentColour, segmentNameByLabel } from '../../app/labels.ts'
import { useApp } from '../../app/store.ts'
import { Sparkline } from '../../charts/sparkline.tsx'
import { t } from '../../i18n/index.ts'
import { amount, count, exact, moneyExact } from '../../ui/format.ts'
import { SegmentDot } from '../../ui/index.ts'
import { oneDecimal } from '../analysis/numbers.ts'

/** One line of the table: its place, and the customer where she has arrived. */
export interface Line {
  readonly at: number
  readonly row: CustomerRow | undefined
}

export const features = tableFeatures({ rowSortingFeature, columnVisibilityFeature })
const helper = createColumnHelper<typeof features, Line>()

export interface ColumnMeta {
  readonly title: string
  /** The whole name, where the title is short. */
  readonly full?: string
  readonly numeric?: boolean
  /** Pixels at least; room that is left is shared in proportion. */
  readonly width: number
  /** Shown until the person says otherwise. */
  readonly byDefault: boolean
  readonly sortable: boolean
  readonly cell: (row: CustomerRow) => ReactNode
  readonly exact?: (row: CustomerRow) => string
}

const nothing = <span className="faint">–</span>
const score = (value: number | null) => (value === null ? nothing : value)

/** Columns in the order of the definitions; those of the data follow under their own names. */
export function columnsOf(attributes: readonly string[], currency: string | null): ReadonlyMap<string, ColumnMeta> {
  const number = (title: string, width: number, cell: ColumnMeta['cell'], more: Partial<ColumnMeta> = {}) =>
    ({ title, width, numeric: true, byDefault: true, sortable: true, cell, ...more }) satisfies ColumnMeta
  const text = (title: string, width: number, cell: ColumnMeta['cell'], more: Partial<ColumnMeta> = {}) =>
    ({ title, width, byDefault: true, sortable: true, cell, ...more }) satisfies ColumnMeta
  const columns: (readonly [string, ColumnMeta])[] = [
    [
      'customer_id',
      text(t('customers.column.customer_id'), 124, (row) => <span className="name">{row.customer_id}</span>, {
        exact: (row) => row.customer_id,
      }),
    ],
    [
      'segment_label',
      text(t('customers.column.segment_label'), 148, (row) => <SegmentCell label={row.segment_label} />),
    ],
    [
      'cluster_label',
      text(t('customers.column.cluster_label'), 148, (row) =>
        row.cluster_id === null ? nothing : <ClusterCell clusterId={row.cluster_id} />,
      ),
    ],
    [
      'trend',
      text(t('customers.column.trend'), 116, (row) => <Sparkline values={row.monthlySpend} width={88} />, {
        sortable: false,
      }),
    ],
    [
      'rfm_recency_days',
      number(t('customers.column.rfm_recency_days'), 100, (row) =>
        row.rfm_recency_days === null ? nothing : count(row.rfm_recency_days),
      ),
    ],
    ['rfm_frequency', number(t('customers.column.rfm_frequency'), 76, (row) => count(row.rfm_frequency))],
    [
      'rfm_monetary',
      number(
        currency === null
          ? t('customers.column.rfm_monetary')
          : t('customers.column.rfm_monetary.unit', { unit: currency }),
        120,
        (row) => <span className={row.rfm_monetary < 0 ? 'is-negative' : undefined}>{amount(row.rfm_monetary)}</span>,
        { exact: (row) => moneyExact(row.rfm_monetary) },
      ),
    ],
    [
      'return_rate',
      number(
        t('customers.column.return_rate'),
        84,
        (row) => (row.return_rate === null ? nothing : oneDecimal(row.return_rate * 100)),
        { exact: (row) => (row.return_rate === null ? '' : exact(row.return_rate * 100)) },
      ),
    ],
    [
      'r_score',
      number(t('customers.column.r_score'), 44, (row) => score(row.r_score), {
        full: t('customers.column.r_score.full'),
      }),
    ],
    [
      'f_score',
      number(t('customers.column.f_score'), 44, (row) => score(row.f_score), {
        full: t('customers.column.f_score.full'),
      }),
    ],
    [
      'm_score',
      number(t('customers.column.m_score'), 44, (row) => score(row.m_score), {
        full: t('customers.column.m_score.full'),
      }),
    ],
    ['abc_category', text(t('customers.column.abc_category'), 58, (row) => row.abc_category ?? nothing)],
    [
      'value_segment',
      text(t('customers.column.value_segment'), 108, (row) => row.value_segment, {
        byDefault: attributes.length === 0,
      }),
    ],
    [
      'loyalty_segment',
      text(t('customers.column.loyalty_segment'), 100, (row) => row.loyalty_segment ?? nothing, { byDefault: false }),
    ],
    [
      'engagement',
      text(t('customers.column.engagement'), 100, (row) => row.engagement ?? nothing, { byDefault: false }),
    ],
    ...attributes.map(
      (name, at) =>
        [
          `attribute:${name}`,
          text(
            name,
            140,
            (row) => {
              const value = row.attributes[at]
              return value == null || value === '' ? nothing : <span className="name">{value}</span>
            },
            { byDefault: at < 4, exact: (row) => row.attributes[at] ?? '' },
          ),
        ] as const,
    ),
  ]
  return new Map(columns)
}

/** The same columns as the table library wants them: identity and order; how they look stays in `ColumnMeta`. */
export function tableColumnsOf(columns: ReadonlyMap<string, ColumnMeta>) {
  return helper.columns(
    [...columns].map(([id, meta]) =>
      helper.accessor((line) => line.row, {
        id,
        header: meta.title,
        enableSorting: meta.sortable,
        enableHiding: id !== 'customer_id',
        // Numbers are looked at from the top, names from A.
        sortDescFirst: meta.numeric === true,
      }),
    ),
  )
}

function analysisOf(state: { readonly analysis: Analysis | null }): Analysis | null {
  return state.analysis
}

export function SegmentCell({ label }: { readonly label: string }) {
  const analysis = useApp(analysisOf)
  const row = analysis?.segments.find((segment) => segment.segmentLabel === label)
  return (
    <span className="dot-cell">
      {row === undefined ? null : <SegmentDot colour={segmentColour(row)} size={8} />}
      <span className="truncate">{segmentNameByLabel(analysis, label)}</span>
    </span>
  )
}

export function ClusterCell({ clusterId }: { readonly clusterId: number }) {
  const analysis = useApp(analysisOf)
  const row = analysis?.clusters.find((cluster) => cluster.clusterId === clusterId)
  return (
    <span className="dot-cell">
      {row === undefined ? null : <SegmentDot colour={clusterColour(row)} size={8} />}
      <span className="truncate">{clusterNameById(analysis, clusterId)}</span>
    </span>
  )
}
