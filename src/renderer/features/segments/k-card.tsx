import { ToggleButton } from 'react-aria-components/ToggleButton'
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup'
import type { Analysis } from '../../../contract/analysis.ts'
import { useApp } from '../../app/store.ts'
import { KCurves } from '../../charts/k-curves.tsx'
import { noteText, t } from '../../i18n/index.ts'
import { count, decimal, exact } from '../../ui/format.ts'
import { Button, NoteBox, Why } from '../../ui/index.ts'
import { StabilityLine } from './stability-line.tsx'
import { featureName } from './traits.ts'

const wideMaxK = 20

/** How many clusters and why, with both curves; another k is a click away and shows at once. */
export function KCard({ analysis }: { readonly analysis: Analysis }) {
  const { kChoice } = analysis
  const setK = useApp((state) => state.setK)
  const runAnalysis = useApp((state) => state.runAnalysis)
  const busy = useApp((state) => state.analysisJob.state === 'running')
  const choose = (k: number) => {
    if (k !== kChoice.k) void setK(k)
  }
  const best = kChoice.candidates.reduce<{ k: number; value: number } | null>(
    (found, { k, silhouette }) =>
      silhouette !== null && (found === null || silhouette > found.value) ? { k, value: silhouette } : found,
    null,
  )
  return (
    <section className="card stack">
      <div className="spread k-head">
        <h3>
          {t('segments.k.title')}{' '}
          <Why
            about={t('segments.k.title')}
            rule={t('segments.k.why')}
            numbers={[
              { label: t('segments.k.chosen'), value: kChoice.k },
              { label: t('segments.k.suggestedNumber'), value: kChoice.suggested },
              { label: t('segments.k.knee'), value: kChoice.knee ?? t('segments.k.noKnee') },
              {
                label: t('segments.k.silhouette'),
                value:
                  kChoice.silhouette === null ? (
                    '–'
                  ) : (
                    <span title={exact(kChoice.silhouette)}>{decimal(kChoice.silhouette, 4)}</span>
                  ),
              },
              {
                label: t('segments.k.inertia'),
                value: <span title={exact(kChoice.inertia)}>{decimal(kChoice.inertia, 2)}</span>,
              },
              { label: t('segments.k.sample'), value: count(kChoice.silhouetteSample) },
              { label: t('segments.k.features'), value: kChoice.features.map(featureName).join(', ') },
              { label: t('segments.k.seed'), value: analysis.seed },
            ]}
          />
        </h3>
        <ToggleButtonGroup
          className="k-buttons"
          aria-label={t('segments.k.choose')}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[String(kChoice.k)]}
          onSelectionChange={(keys) => {
            const [key] = keys
            if (key !== undefined) choose(Number(key))
          }}
        >
          {kChoice.candidates
            .filter((candidate) => candidate.k > 1 || kChoice.candidates.length === 1)
            .map(({ k }) => (
              <ToggleButton
                key={k}
                id={String(k)}
                className="k-button tabular"
                {...(k === kChoice.suggested ? { 'aria-label': t('segments.k.suggested', { k }) } : {})}
              >
                {k}
                {k === kChoice.suggested ? <i className="k-dot" aria-hidden="true" /> : null}
              </ToggleButton>
            ))}
        </ToggleButtonGroup>
      </div>
      <p className="muted k-reason">{noteText(kChoice.reason)}</p>
      {kChoice.k !== kChoice.suggested ? (
        <p className="row">
          <span>{t('segments.k.chosenByYou', { k: kChoice.k, suggested: kChoice.suggested })}</span>
          <Button size="dense" icon="undo" onPress={() => choose(kChoice.suggested)}>
            {t('segments.k.useSuggested', { k: kChoice.suggested })}
          </Button>
        </p>
      ) : null}
      {kChoice.widerRangeOffered && kChoice.maxK < wideMaxK ? (
        <NoteBox
          tone="info"
          action={
            <Button size="dense" isDisabled={busy} onPress={() => void runAnalysis({ maxK: wideMaxK })}>
              {t('segments.k.widerRun', { max: wideMaxK })}
            </Button>
          }
        >
          {t('segments.k.wider')}
        </NoteBox>
      ) : null}
      {kChoice.candidates.length > 1 ? (
        <KCurves
          choice={kChoice}
          silhouetteTitle={
            best === null
              ? t('charts.k.silhouette.title')
              : best.k === kChoice.k
                ? t('segments.k.silhouetteSame', { k: best.k })
                : t('segments.k.silhouetteTitle', { best: best.k, k: kChoice.k })
          }
          inertiaTitle={
            kChoice.knee === null ? t('segments.k.inertiaNone') : t('segments.k.inertiaKnee', { knee: kChoice.knee })
          }
          onChoose={choose}
          height={160}
        />
      ) : null}
      <StabilityLine analysis={analysis} />
    </section>
  )
}
