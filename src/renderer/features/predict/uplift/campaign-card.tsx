import { useState } from 'react'
import type { UpliftCampaign, UpliftLearner, UpliftResult } from '../../../../contract/uplift.ts'
import { useJob } from '../../../app/client.ts'
import { noteText, t } from '../../../i18n/index.ts'
import { count, dayShort } from '../../../ui/format.ts'
import { Button, ErrorNote, NoteBox, ProgressBar, Select, Why } from '../../../ui/index.ts'

/** What is asked of a campaign's file: which group against which, and for what. */
export function CampaignCard(props: {
  readonly campaigns: readonly UpliftCampaign[]
  readonly onDone: (result: UpliftResult) => void
}) {
  const { campaigns, onDone } = props
  const [importId, setImportId] = useState<string | null>(null)
  const campaign = campaigns.find((each) => each.importId === importId) ?? campaigns[0]
  if (campaign === undefined) return null
  return (
    <section className="card stack">
      <div className="spread">
        <h3 className="card-title">
          {t('predict.uplift.ask')} <Why about={t('predict.uplift.ask')} rule={t('predict.uplift.askWhy')} />
        </h3>
        <span className="muted dense">
          {t('predict.uplift.file', { file: campaign.fileName, n: campaign.rows })}
          {campaign.firstDate === null ? null : ` · ${dayShort(campaign.firstDate)}`}
        </span>
      </div>
      {campaigns.length < 2 ? null : (
        <Select
          label={t('predict.uplift.campaign')}
          value={campaign.importId}
          onChange={setImportId}
          options={campaigns.map((each) => ({ key: each.importId, label: each.fileName, hint: count(each.rows) }))}
        />
      )}
      {campaign.problem === null ? (
        <Question key={campaign.importId} campaign={campaign} onDone={onDone} />
      ) : (
        <NoteBox tone="warning">{noteText(campaign.problem)}</NoteBox>
      )}
    </section>
  )
}

function Question({
  campaign,
  onDone,
}: {
  readonly campaign: UpliftCampaign
  readonly onDone: (result: UpliftResult) => void
}) {
  const { arms, outcomes } = campaign
  const [control, setControl] = useState(() => (arms.find((arm) => arm.proposedControl) ?? arms[0])?.name ?? '')
  const [wanted, setArm] = useState<string | null>(null)
  const [outcome, setOutcome] = useState(outcomes[0]?.column ?? '')
  const [learner, setLearner] = useState<UpliftLearner>('t')
  const [job, start, cancel] = useJob('uplift.run')
  const others = arms.filter((each) => each.name !== control)
  const arm = others.find((each) => each.name === wanted)?.name ?? others[0]?.name ?? ''
  const run = async () => {
    const answer = await start({ importId: campaign.importId, control, arm, outcome, learner })
    if (answer.ok) onDone(answer.value)
  }
  const armOptions = (list: typeof arms) =>
    list.map((each) => ({ key: each.name, label: each.name, hint: t('predict.uplift.people', { n: each.people }) }))
  return (
    <>
      <div className="uplift-question">
        <Select label={t('predict.uplift.arm')} value={arm} onChange={setArm} options={armOptions(others)} />
        <Select label={t('predict.uplift.control')} value={control} onChange={setControl} options={armOptions(arms)} />
        <Select
          label={t('predict.uplift.outcome')}
          value={outcome}
          onChange={setOutcome}
          options={outcomes.map((each) => ({
            key: each.column,
            label: each.column,
            hint: t(each.type === 'binary' ? 'predict.uplift.binary' : 'predict.uplift.amount'),
          }))}
        />
        <Select<UpliftLearner>
          label={t('predict.uplift.learner')}
          value={learner}
          onChange={setLearner}
          options={[
            { key: 't', label: t('predict.uplift.learner.t'), hint: t('predict.uplift.learner.tHint') },
            { key: 'x', label: t('predict.uplift.learner.x'), hint: t('predict.uplift.learner.xHint') },
          ]}
        />
        <Button
          variant="primary"
          isDisabled={job.state === 'running' || arm === '' || outcome === ''}
          onPress={() => void run()}
        >
          {t('predict.uplift.run')}
        </Button>
      </div>
      {job.state === 'running' ? (
        <ProgressBar
          progress={job.progress}
          title={t('predict.uplift.running')}
          onCancel={cancel}
          cancelling={job.cancelling}
        />
      ) : null}
      {job.state === 'failed' ? <ErrorNote error={job.error} /> : null}
    </>
  )
}
