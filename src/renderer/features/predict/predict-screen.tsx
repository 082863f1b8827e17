import { useEffect } from 'react'
import type { ReactNode } from 'react'
import type { Analysis } from '../../../contract/analysis.ts'
import type { Predictions } from '../../../contract/predictions.ts'
import { navigate, useRoute } from '../../app/route.ts'
import { useApp } from '../../app/store.ts'
import { WithAnalysis } from '../../app/WithAnalysis.tsx'
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

/**
 * What is likely to come: who may not return, what everybody is worth, whom a campaign moves. The last needs no orders:
 * a file of a campaign is enough.
 */
export function PredictScreen() {
  const projectId = useApp((state) => state.currentProjectId)
  const analysis = useApp((state) => state.analysis)
  const load = usePredictions((state) => state.load)
  const predictions = usePredictions((state) => (state.projectId === projectId ? state.predictions : undefined))
  const campaign = useUplift((state) => (state.projectId === projectId ? state.results[0] : undefined))
  const loadCampaigns = useUplift((state) => state.load)
  const { rest } = useRoute()
  const tab: TabKey = tabs.find((key) => key === rest) ?? 'churn'
  useEffect(() => {
    if (analysis !== null) void load(analysis.projectId)
  }, [analysis, load])
  useEffect(() => {
    // Read again when an analysis is new: what stands on the orders may be out of date by it.
    if (projectId !== null) void loadCampaigns(projectId)
  }, [projectId, analysis, loadCampaigns])
  if (projectId === null) return <WithAnalysis screen={null} />
  return (
    <div className="screen">
      <h1>{tab === 'uplift' ? upliftSentence(campaign) : sentence(tab, analysis === null ? null : predictions)}</h1>
      <Tabs<TabKey>
        label={t('predict.tabs.about')}
        value={tab}
        onChange={(key) => navigate('predict', key)}
        tabs={[
          { key: 'churn', label: t('predict.tabs.churn'), panel: <Scores show={ChurnTab} /> },
          { key: 'value', label: t('predict.tabs.value'), panel: <Scores show={ValueTab} /> },
          { key: 'uplift', label: t('predict.tabs.uplift'), panel: <UpliftTab projectId={projectId} /> },
        ]}
      />
    </div>
  )
}

function sentence(tab: 'churn' | 'value', predictions: Predictions | null | undefined): string {
  if (predictions === null || predictions === undefined) return t('app.screen.predict')
  return tab === 'value' ? valueSentence(predictions) : churnSentence(predictions)
}

type ScoresTab = (props: { readonly analysis: Analysis; readonly predictions: Predictions }) => ReactNode

/** Scores of the latest analysis, or what is missing for them. */
function Scores({ show: Tab }: { readonly show: ScoresTab }) {
  const analysis = useApp((state) => state.analysis)
  const runAnalysis = useApp((state) => state.runAnalysis)
  const busy = useApp((state) => state.analysisJob.state === 'running')
  const { load, error, projectId, predictions } = usePredictions()
  if (analysis === null) return <WithAnalysis part screen={null} />
  if (projectId !== analysis.projectId || predictions === undefined) {
    return error === null ? (
      <Skeleton lines={6} />
    ) : (
      <ErrorNote
        error={error}
        action={<Button onPress={() => void load(analysis.projectId)}>{t('ui.retry')}</Button>}
      />
    )
  }
  if (predictions !== null) return <Tab analysis={analysis} predictions={predictions} />
  return (
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
}
