import type { CutPoints, RfmCell, ScoreCounts } from '../../../contract/analysis.ts'
import { t } from '../../i18n/index.ts'

export interface ScoreRange {
  readonly score: number
  /** Values over `low` and up to `high`; null: no limit on that side. */
  readonly low: number | null
  readonly high: number | null
  readonly customers: number
}

/** Ranges of one score, best first. Recency counts down: few days are the best score. */
export function scoreRanges(
  kind: keyof CutPoints,
  cuts: readonly number[],
  counts: ScoreCounts[keyof ScoreCounts],
): readonly ScoreRange[] {
  // No limits: all have the same value, and the same score in the middle.
  if (cuts.length === 0) {
    const place = Math.max(
      0,
      counts.findIndex((customers) => customers > 0),
    )
    return [{ score: place + 1, low: null, high: null, customers: counts[place] ?? 0 }]
  }
  const bins = cuts.length + 1
  return Array.from({ length: bins }, (_, step) => {
    const score = bins - step
    const interval = kind === 'r' ? bins - score : score - 1
    return {
      score,
      low: cuts[interval - 1] ?? null,
      high: cuts[interval] ?? null,
      customers: counts[score - 1] ?? 0,
    }
  })
}

/** The interval in words. */
export function rangeText({ low, high }: ScoreRange, shown: (value: number) => string): string {
  if (low === null) return high === null ? t('segments.rfm.any') : t('segments.rfm.upTo', { high: shown(high) })
  if (high === null) return t('segments.rfm.over', { low: shown(low) })
  return low === high ? t('segments.rfm.never') : t('segments.rfm.between', { low: shown(low), high: shown(high) })
}

/** The score pairs of a label, as rows of R with all F that go with it: `{ r: '5', f: '2–3' }`. */
export function scoresOfLabel(grid: readonly RfmCell[], label: string): readonly { r: string; f: string }[] {
  const byR = new Map<number, number[]>()
  for (const cell of grid) {
    if (cell.segmentLabel === label) byR.set(cell.r, [...(byR.get(cell.r) ?? []), cell.f])
  }
  const byF = new Map<string, number[]>()
  for (const [r, f] of byR) byF.set(spans(f), [...(byF.get(spans(f)) ?? []), r])
  return [...byF].map(([f, r]) => ({ r: spans(r), f }))
}

/** [1, 2, 3, 5] → '1–3, 5'. */
export function spans(numbers: readonly number[]): string {
  const sorted = [...numbers].sort((a, b) => a - b)
  const parts: string[] = []
  let from = 0
  for (let at = 1; at <= sorted.length; at++) {
    if (sorted[at] === (sorted[at - 1] ?? 0) + 1) continue
    parts.push(from === at - 1 ? String(sorted[from]) : `${sorted[from]}–${sorted[at - 1]}`)
    from = at
  }
  return parts.join(', ')
}
