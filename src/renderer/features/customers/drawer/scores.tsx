import type { Analysis, CutPoints } from '../../../../contract/analysis.ts'
import { t } from '../../../i18n/index.ts'
import { decimal, money } from '../../../ui/format.ts'
import { Why } from '../../../ui/index.ts'
import { rangeText, scoreRanges } from '../../segments/cuts.ts'

/** One of the three scores as five steps, with the interval behind it. */
export function Score(props: {
  readonly kind: keyof CutPoints
  readonly score: number | null
  readonly value: number | null
  readonly analysis: Analysis
}) {
  const { kind, score, value, analysis } = props
  if (score === null || value === null) return null
  const shownValue = (number: number) => (kind === 'm' ? money(number) : decimal(number, 2))
  const range = scoreRanges(kind, analysis.cuts[kind], analysis.scoreCounts[kind]).find((one) => one.score === score)
  const name = t(`customers.column.${kind}_score.full`)
  return (
    <li>
      <span className="detail-score" aria-hidden="true">
        {Array.from({ length: analysis.cuts[kind].length + 1 }, (_, at) => (
          <i key={at} className={at < score ? 'is-on' : undefined} />
        ))}
      </span>
      <b>
        {kind.toUpperCase()} {score}
      </b>
      <Why
        about={name}
        rule={t('customers.detail.scoreWhy', {
          value: shownValue(value),
          range: range === undefined ? '' : rangeText(range, shownValue),
          score,
        })}
      />
    </li>
  )
}
