import { useEffect } from 'react'
import type { Analysis } from '../../../contract/analysis.ts'
import type { Predictions } from '../../../contract/predictions.ts'
import { navigate, useRoute } from '../../app/route.ts'
import { useApp } from '../../app/store.ts'
import { t } from '../../i18n/index.ts'
import { Button, EmptyState, ErrorNote, Skeleton, Tabs } from '../../ui/index.ts'
import { ChurnTab } from './churn-tab.tsx'
import { churnSentence, valueSentence } from './sentences.ts'
import { usePredictions } from './store.ts'
import { upliftSentence } from './uplift/sentences.ts'
import { useUplift } from './uplift/store.ts'
import { UpliftTab } from './uplift/uplift-tab.tsx'
import { ValueTab } from './value-tab.tsx'
import './predict.css'

const tabs = ['churn', 'value', 'uplift'] as const
type TabKey = (typeof tabs)[number]

/** What is likely to come: who may not return, what everybody is worth, how well both are known. */
export function PredictScreen() {
  const analysis = useApp((state) => state.analysis)
  const load = usePredictions((state) => state.load)
  const error = usePredictions((state) => state.error)
  const predictions = usePredictions((state) =>
    state.projectId === analysis?.projectId ? state.predictions : undefined,
  )
  useEffect(() => {
    if (analysis !== null) void load(analysis.projectId)
  }, [analysis, load])
  if (analysis === null) return null
  if (predictions === undefined) {
    return (
      <div className="screen">
        {error === null ? (
          <Skeleton lines={6} />
        ) : (
          <ErrorNote
            error={error}
            action={<Button onPress={() => void load(analysis.projectId)}>{t('ui.retry')}</Button>}
          />
        )}
      </div>
    )
  }
  return <Content analysis={analysis} predictions={predictions} />
}

function Content({ analysis, predictions }: { readonly analysis: Analysis; readonly predictions: Predictions | null }) {
  const { rest } = useRoute()
  const runAnalysis = useApp((state) => state.runAnalysis)
  const busy = useApp((state) => state.analysisJob.state === 'running')
  const campaign = useUplift((state) => (state.projectId === analysis.projectId ? state.results[0] : undefined))
  const tab: TabKey = tabs.find((key) => key === rest) ?? 'churn'
  const missing = (
    <EmptyState
      icon="predict"
      title={t('predict.none.title')}
      action={
        <Button variant="primary" isDisabled={busy} onPress={() => void runAnalysis()}>
          {t('app.none.analyse')}
        </Button>
      }
    >
      {t('predict.none.text')}
    </EmptyState>
  )
  return (
    <div className="screen">
      <h1>
        {tab === 'uplift'
          ? upliftSentence(campaign)
          : predictions === null
            ? t('app.screen.predict')
            : tab === 'value'
              ? valueSentence(predictions)
              : churnSentence(predictions)}
      </h1>
      <Tabs<TabKey>
        label={t('predict.tabs.about')}
        value={tab}
        onChange={(key) => navigate('predict', key)}
        tabs={[
          {
            key: 'churn',
            label: t('predict.tabs.churn'),
            panel: predictions === null ? missing : <ChurnTab analysis={analysis} predictions={predictions} />,
          },
          {
            key: 'value',
            label: t('predict.tabs.value'),
            panel: predictions === null ? missing : <ValueTab analysis={analysis} predictions={predictions} />,
          },
          { key: 'uplift', label: t('predict.tabs.uplift'), panel: <UpliftTab projectId={analysis.projectId} /> },
        ]}
      />
    </div>
  )
}
