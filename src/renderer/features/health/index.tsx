import { useEffect, useState } from 'react'
import type { HealthReport, RowCheck } from '../../../contract/health.ts'
import { useJob } from '../../app/client.ts'
import { navigate } from '../../app/route.ts'
import { useApp } from '../../app/store.ts'
import { t } from '../../i18n/index.ts'
import { Button, EmptyState, ErrorNote, ProgressBar, Skeleton, useAfter } from '../../ui/index.ts'
import { PeopleDrawer } from '../import/PeopleDrawer.tsx'
import { useQuestions } from '../import/questions-store.ts'
import { CustomersDrawer } from './customers-drawer.tsx'
import { Findings } from './findings.tsx'
import { Gaps, Missing, SharedEmails } from './lists.tsx'
import { RowsDrawer } from './rows-drawer.tsx'
import './health.css'

/** What is missing, unusual or twice in the rows that were imported; each count opens its rows. */
export function HealthScreen() {
  const projectId = useApp((state) => state.currentProjectId)
  // Read again when a file is imported or switched off.
  const projects = useApp((state) => state.projects)
  const openPeople = useQuestions((state) => state.open)
  const [job, start, cancel] = useJob('health.report')
  const [report, setReport] = useState<HealthReport | null | undefined>(undefined)
  const [open, setOpen] = useState<RowCheck | null>(null)
  const [column, setColumn] = useState<string | null>(null)
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    if (projectId === null) return
    let wanted = true
    void start({ projectId }).then((answer) => {
      if (wanted && answer.ok) setReport(answer.value)
    })
    return () => {
      wanted = false
    }
    // `start` is new with every drawing of the screen and always does the same.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [projectId, projects, attempt])
  const long = useAfter(1000, job.state === 'running')

  if (projectId === null || report === null) return <Nothing />
  if (report === undefined) {
    const retry = <Button onPress={() => setAttempt(attempt + 1)}>{t('ui.retry')}</Button>
    if (job.state === 'failed')
      return (
        <div className="screen">
          <ErrorNote error={job.error} action={retry} />
        </div>
      )
    if (job.state === 'cancelled')
      return (
        <div className="screen">
          <EmptyState icon="pulse" title={t('health.cancelled')} action={retry}>
            {t('health.cancelled.text')}
          </EmptyState>
        </div>
      )
    return (
      <div className="screen">
        {long && job.state === 'running' ? (
          <div className="card">
            <ProgressBar title={t('health.looking')} progress={job.progress} onCancel={cancel} />
          </div>
        ) : (
          <Skeleton lines={8} />
        )}
      </div>
    )
  }
  return (
    <div className="screen health">
      <Head report={report} />
      <Findings report={report} onOpen={setOpen} onOpenPeople={() => openPeople(true)} />
      <div className="health-lists">
        <Missing report={report} onOpen={setOpen} onOpenCustomers={setColumn} />
        <div className="health-column">
          <Gaps gaps={report.gaps} />
          <SharedEmails emails={report.sharedEmails} />
        </div>
      </div>
      <PeopleDrawer />
      {open !== null && (
        <RowsDrawer key={open} projectId={projectId} report={report} check={open} onClose={() => setOpen(null)} />
      )}
      {column !== null && (
        <CustomersDrawer key={column} projectId={projectId} column={column} onClose={() => setColumn(null)} />
      )}
    </div>
  )
}

function Head({ report }: { readonly report: HealthReport }) {
  const { read, accepted, rejected, withoutCustomer, firstDate, lastDate } = report
  const things =
    report.findings.filter(({ tone }) => tone === 'look').length +
    [report.gaps, report.sharedEmails].filter(({ total }) => total > 0).length
  const percent = read === 0 ? 0 : (100 * accepted) / read
  return (
    <header className="stack-tight">
      <h1>
        {things === 0
          ? t('health.title.fine', { rows: read, percent })
          : t('health.title', { rows: read, percent, things })}
      </h1>
      {firstDate !== null && lastDate !== null && (
        <p className="muted">{t('health.subtitle', { from: firstDate, to: lastDate })}</p>
      )}
      <p className="faint dense tabular">{t('health.sum', { accepted, rejected, without: withoutCustomer, read })}</p>
    </header>
  )
}

function Nothing() {
  return (
    <div className="screen">
      <EmptyState
        icon="pulse"
        title={t('health.none.title')}
        action={
          <Button variant="primary" icon="import" onPress={() => navigate('import')}>
            {t('app.none.import')}
          </Button>
        }
      >
        {t('health.none.text')}
      </EmptyState>
    </div>
  )
}
