import { useShallow } from 'zustand/react/shallow'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Analysis } from '../../../contract/analysis.ts'
import { bridge, useJob } from '../../app/client.ts'
import { useApp } from '../../app/store.ts'
import { t } from '../../i18n/index.ts'
import { moneyExact, moneyShort } from '../../ui/format.ts'
import { Button, EmptyState, ErrorNote, Popover, ProgressBar, Skeleton } from '../../ui/index.ts'
import { rich, slot } from '../analysis/rich.tsx'
import { columnsOf } from './columns.tsx'
import { CustomerDrawer } from './customer-drawer.tsx'
import { CustomerTable } from './customer-table.tsx'
import type { CustomerTableHandle } from './customer-table.tsx'
import { Check, FilterButton, FilterSentence, SearchField } from './filter-bar.tsx'
import { rowAt } from './pages.ts'
import { actions, list, useCustomers } from './store.ts'
import './customers.css'

/** Every customer in one table; the filter reads as a sentence above it. */
export function CustomersScreen() {
  const analysis = useApp((state) => state.analysis)
  return analysis === null ? null : <Content analysis={analysis} />
}

function Content({ analysis }: { readonly analysis: Analysis }) {
  const filter = useApp((state) => state.filter)
  const { total, revenue, pages, error, attributes, sort, shown, active } = useCustomers(useShallow(list))
  const { setSort, setShown, setActive, ask, need, loadColumns } = useCustomers(useShallow(actions))
  const [open, setOpen] = useState<number | null>(null)
  const table = useRef<CustomerTableHandle>(null)
  const { projectId, runId, kChoice, currency } = analysis
  const run = `${runId}/${kChoice.k}`

  useEffect(() => void loadColumns(projectId), [loadColumns, projectId, run])
  useEffect(() => {
    void ask({ projectId, run, filter, sort })
  }, [ask, projectId, run, filter, sort])

  const columns = useMemo(() => columnsOf(attributes, currency), [attributes, currency])
  const visible = useMemo(
    () => Object.fromEntries([...columns].map(([id, meta]) => [id, shown[id] ?? meta.byDefault])),
    [columns, shown],
  )
  const openAt = useCallback((at: number) => setOpen(at), [])

  // The keys of the table work as soon as the screen is there, unless something else has the focus.
  const ready = total !== null && total > 0
  useEffect(() => {
    if (ready && (document.activeElement === null || document.activeElement === document.body)) table.current?.focus()
  }, [ready])

  const opened = open === null ? undefined : rowAt(pages, open)
  const step = (by: number) => {
    if (open === null || total === null) return
    const next = Math.max(0, Math.min(total - 1, open + by))
    setActive(next)
    setOpen(next)
    need(next, next)
  }
  const filtered = Object.keys(filter).length > 0
  return (
    <div className="customers">
      <header className="customers-top">
        <div className="customers-titles">
          <h1>
            {total === null
              ? t('customers.table.loading')
              : total === 0
                ? t('customers.head.none')
                : rich(
                    t(filtered ? 'customers.head.filtered' : 'customers.head.all', {
                      n: total,
                      revenue: slot('revenue'),
                    }),
                    { revenue: <span title={moneyExact(revenue)}>{moneyShort(revenue)}</span> },
                  )}
          </h1>
          <FilterSentence analysis={analysis} />
        </div>
        <div className="row customers-tools">
          <SearchField />
          <FilterButton analysis={analysis} />
          <Popover
            label={t('customers.columns.title')}
            trigger={<Button icon="table">{t('customers.columns.button')}</Button>}
          >
            <div className="filter-groups">
              {[...columns].map(([id, meta]) =>
                id === 'customer_id' ? null : (
                  <Check
                    key={id}
                    label={meta.full ?? meta.title}
                    on={visible[id] ?? false}
                    onChange={(on) => setShown({ ...shown, [id]: on })}
                  />
                ),
              )}
              <div>
                <Button size="dense" variant="quiet" icon="undo" onPress={() => setShown({})}>
                  {t('customers.columns.reset')}
                </Button>
              </div>
            </div>
          </Popover>
          <ExportButton analysis={analysis} total={total ?? 0} />
        </div>
      </header>
      {error === null ? null : (
        <div className="customers-note">
          <ErrorNote
            error={error}
            action={
              <Button size="dense" onPress={() => void ask({ projectId, run, filter, sort })}>
                {t('ui.retry')}
              </Button>
            }
          />
        </div>
      )}
      {total === null ? (
        error === null && (
          <div className="customers-note">
            <Skeleton lines={12} />
          </div>
        )
      ) : total === 0 ? (
        <EmptyState icon="customers" title={t('customers.head.none')}>
          {t('customers.table.empty')}
        </EmptyState>
      ) : (
        <CustomerTable
          ref={table}
          total={total}
          pages={pages}
          columns={columns}
          visible={visible}
          sort={sort}
          onSort={setSort}
          onRange={need}
          active={Math.min(active, total - 1)}
          onActive={setActive}
          onOpen={openAt}
        />
      )}
      {opened === undefined ? null : (
        <CustomerDrawer
          index={opened.index}
          onClose={() => {
            setOpen(null)
            table.current?.focus()
          }}
          onStep={step}
        />
      )}
    </div>
  )
}

function ExportButton({ analysis, total }: { readonly analysis: Analysis; readonly total: number }) {
  const filter = useApp((state) => state.filter)
  const toast = useApp((state) => state.toast)
  const showError = useApp((state) => state.showError)
  const sort = useCustomers((state) => state.sort)
  const [job, start, cancel] = useJob('customers.export')
  const run = async () => {
    const answer = await start({ projectId: analysis.projectId, filter, sort })
    if (!answer.ok) return showError(answer.error)
    const saved = await bridge.save(answer.value)
    if (!saved.ok) showError(saved.error)
    else if (saved.value.saved) toast(t('customers.export.saved', { file: answer.value.fileName, n: total }))
  }
  return (
    <>
      <Button icon="download" isDisabled={job.state === 'running' || total === 0} onPress={() => void run()}>
        {t('customers.export.button')}
      </Button>
      {job.state === 'running' ? (
        <div className="customers-export">
          <ProgressBar
            title={t('customers.export.running')}
            progress={job.progress}
            cancelling={job.cancelling}
            onCancel={cancel}
          />
        </div>
      ) : null}
    </>
  )
}
