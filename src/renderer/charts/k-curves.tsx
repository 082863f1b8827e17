import { useCallback, useMemo } from 'react'
import type { KChoice } from '../../contract/analysis.ts'
import { t } from '../i18n/index.ts'
import { decimal, exact, short } from '../ui/format.ts'
import { Chart } from './chart.tsx'
import type { ChartTable } from './table.ts'
import type { ChartTheme } from './theme.ts'

export interface KCurvesProps {
  readonly choice: KChoice
  readonly inertiaTitle: string
  readonly silhouetteTitle: string
  /** A point was clicked, or Enter pressed on it. */
  readonly onChoose: (k: number) => void
  readonly height: number
}

/** Both curves over k, with the chosen k and the knee marked; a click on a point chooses that k. */
export function KCurves({ choice, inertiaTitle, silhouetteTitle, onChoose, height }: KCurvesProps) {
  const { candidates } = choice
  const table = useMemo<ChartTable>(
    () => ({
      columns: [
        { label: t('charts.k.k'), numeric: true },
        { label: t('charts.k.inertia'), numeric: true },
        { label: t('charts.k.silhouette'), numeric: true },
      ],
      rows: candidates.map(({ k, inertia, silhouette }) => [k, inertia, silhouette]),
    }),
    [candidates],
  )
  const choose = (index: number) => {
    const picked = candidates[index]
    if (picked !== undefined && picked.k !== choice.k) onChoose(picked.k)
  }
  const inertia = useCallback(
    (theme: ChartTheme) => curve(theme, choice, (candidate) => candidate.inertia, true),
    [choice],
  )
  const silhouette = useCallback(
    (theme: ChartTheme) => curve(theme, choice, (candidate) => candidate.silhouette, false),
    [choice],
  )
  return (
    <div className="k-curves">
      <Chart
        title={silhouetteTitle}
        option={silhouette}
        table={table}
        height={height}
        onPoint={choose}
        describe={(index) => point(candidates[index]?.k, candidates[index]?.silhouette)}
      />
      <Chart
        title={inertiaTitle}
        option={inertia}
        table={table}
        height={height}
        onPoint={choose}
        describe={(index) => point(candidates[index]?.k, candidates[index]?.inertia)}
      />
    </div>
  )
}

function point(k: number | undefined, value: number | null | undefined): string {
  return t('charts.k.point', { k: k ?? 0, value: value == null ? '–' : exact(value) })
}

function curve(
  theme: ChartTheme,
  choice: KChoice,
  valueOf: (candidate: KChoice['candidates'][number]) => number | null,
  isInertia: boolean,
) {
  const { candidates, k, knee } = choice
  const kneeMarked = isInertia && knee !== null && knee !== k
  const sides = kneeMarked ? labelSides(k, knee) : { chosen: 'center', knee: 'center' }
  return {
    grid: { left: 52, right: 20, top: 26, bottom: 38, outerBoundsMode: 'none' },
    tooltip: {
      trigger: 'axis',
      formatter: (items: { dataIndex: number }[]) => {
        const candidate = candidates[items[0]?.dataIndex ?? 0]
        return candidate === undefined ? '' : point(candidate.k, valueOf(candidate))
      },
    },
    xAxis: {
      type: 'category',
      data: candidates.map((candidate) => String(candidate.k)),
      name: t('charts.k.k'),
      nameLocation: 'middle',
      nameGap: 24,
      nameTextStyle: { color: theme.label },
      axisLabel: { color: theme.label },
      axisLine: { lineStyle: { color: theme.axis } },
      axisTick: { show: false },
    },
    yAxis: {
      type: 'value',
      scale: !isInertia,
      splitNumber: 3,
      axisLabel: { color: theme.label, formatter: (value: number) => (isInertia ? short(value) : decimal(value, 2)) },
      splitLine: { lineStyle: { color: theme.grid } },
    },
    series: [
      {
        type: 'line',
        data: candidates.map((candidate) => ({
          value: valueOf(candidate),
          symbolSize: candidate.k === k ? 11 : 6,
          itemStyle:
            candidate.k === k
              ? { color: theme.accent, borderColor: theme.surface, borderWidth: 2 }
              : { color: theme.mark },
        })),
        symbol: 'circle',
        cursor: 'pointer',
        lineStyle: { width: 2, color: theme.mark },
        markLine: {
          symbol: 'none',
          silent: true,
          animation: false,
          data: [
            {
              xAxis: String(k),
              lineStyle: { color: theme.accent, type: 'solid', width: 1 },
              label: {
                formatter: t('charts.k.chosen', { k }),
                color: theme.accent,
                fontWeight: 600,
                align: sides.chosen,
              },
            },
            ...(kneeMarked
              ? [
                  {
                    xAxis: String(knee),
                    lineStyle: { color: theme.reference, type: [3, 3], width: 1 },
                    label: { formatter: t('charts.k.knee', { k: knee }), color: theme.label, align: sides.knee },
                  },
                ]
              : []),
          ],
        },
      },
    ],
  }
}

/** Labels of two lines that stand close lean away from each other, else they would lie on top of each other. */
export function labelSides(chosen: number, knee: number): { chosen: LabelSide; knee: LabelSide } {
  if (Math.abs(chosen - knee) > 2) return { chosen: 'center', knee: 'center' }
  return chosen < knee ? { chosen: 'right', knee: 'left' } : { chosen: 'left', knee: 'right' }
}

type LabelSide = 'center' | 'left' | 'right'
