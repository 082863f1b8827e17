import type { Analysis } from '../../../contract/analysis.ts'
import { useAnswer } from '../../app/use-answer.ts'
import { noteText, t } from '../../i18n/index.ts'
import { count, decimal } from '../../ui/format.ts'
import { Why } from '../../ui/index.ts'

/** How far these clusters would be the same had other customers come, in words and in figures. */
export function StabilityLine({ analysis }: { readonly analysis: Analysis }) {
  const { projectId, runId, kChoice } = analysis
  const { value } = useAnswer('analysis.stability', { projectId }, `${runId}/${kChoice.k}`)
  if (value === null) return null
  return (
    <p className="muted">
      {noteText(value.note)}{' '}
      <Why
        about={t('segments.stability.title')}
        rule={t('segments.stability.rule')}
        numbers={[
          { label: t('segments.stability.mean'), value: decimal(value.mean, 3) },
          { label: t('segments.stability.interval'), value: `${decimal(value.low, 3)} – ${decimal(value.high, 3)}` },
          { label: t('segments.stability.resamples'), value: count(value.resamples) },
          { label: t('segments.stability.sample'), value: count(value.sample) },
        ]}
      />
    </p>
  )
}
