import { useState } from 'react'
import type { UpliftResult } from '../../../../contract/uplift.ts'
import { navigate } from '../../../app/route.ts'
import { t } from '../../../i18n/index.ts'
import { Button, EmptyState, ErrorNote, Select, Skeleton } from '../../../ui/index.ts'
import { PredictionNotes } from '../notes.tsx'
import { CampaignCard } from './campaign-card.tsx'
import { UpliftDeciles, UpliftCurve } from './charts.tsx'
import { EffectFigures } from './effect-figures.tsx'
import { GroupsTable } from './groups-table.tsx'
import { PeopleTable } from './people-table.tsx'
import { ProfitCard } from './profit-card.tsx'
import { deciles, targetingSentence } from './sentences.ts'
import { useUplift } from './store.ts'

/** Whom a campaign moves: measured on people who got it and people who did not. */
export function UpliftTab({ projectId }: { readonly projectId: string }) {
  const load = useUplift((state) => state.load)
  const campaigns = useUplift((state) => (state.projectId === projectId ? state.campaigns : undefined))
  const results = useUplift((state) => state.results)
  const error = useUplift((state) => state.error)
  const [chosen, setChosen] = useState<string | null>(null)
  if (campaigns === undefined) {
    return error === null ? (
      <Skeleton lines={6} />
    ) : (
      <ErrorNote error={error} action={<Button onPress={() => void load(projectId)}>{t('ui.retry')}</Button>} />
    )
  }
  if (campaigns.length === 0 && results.length === 0) {
    return (
      <EmptyState
        icon="predict"
        title={t('predict.uplift.empty.title')}
        action={
          <Button variant="primary" icon="import" onPress={() => navigate('import')}>
            {t('predict.uplift.empty.action')}
          </Button>
        }
      >
        {t('predict.uplift.empty.text')}
      </EmptyState>
    )
  }
  const result = results.find((each) => each.resultId === chosen) ?? results[0]
  return (
    <div className="predict-stack">
      <CampaignCard
        campaigns={campaigns}
        onDone={(made) => {
          setChosen(made.resultId)
          void load(projectId)
        }}
      />
      {results.length < 2 || result === undefined ? null : (
        <Select
          label={t('predict.uplift.results')}
          value={result.resultId}
          onChange={setChosen}
          options={results.map((each) => ({
            key: each.resultId,
            label: t('predict.uplift.resultName', { arm: each.arm, control: each.control, outcome: each.outcome }),
            hint: each.fileName,
          }))}
        />
      )}
      {result === undefined ? null : <Result key={result.resultId} result={result} />}
    </div>
  )
}

function Result({ result }: { readonly result: UpliftResult }) {
  return (
    <>
      <EffectFigures result={result} />
      <div className="grid-12">
        <div className="card span-6">
          <UpliftCurve title={targetingSentence(result)} result={result} height={280} />
        </div>
        <div className="card span-6">
          <UpliftDeciles title={deciles(result)} result={result} height={280} />
        </div>
        <div className="card stack span-12">
          <GroupsTable result={result} />
        </div>
        <div className="card stack span-12">
          <ProfitCard result={result} />
        </div>
        <div className="card stack span-12">
          <PeopleTable result={result} />
        </div>
      </div>
      <PredictionNotes notes={result.notes} />
    </>
  )
}
