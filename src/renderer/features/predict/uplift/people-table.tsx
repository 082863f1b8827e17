import { useEffect, useState } from 'react'
import type { ErrorBody } from '../../../../contract/errors.ts'
import { upliftGroupNames } from './groups.ts'
import type { UpliftGroup, UpliftPerson, UpliftResult } from '../../../../contract/uplift.ts'
import { client } from '../../../app/client.ts'
import { t } from '../../../i18n/index.ts'
import { count, exact } from '../../../ui/format.ts'
import { Button, ErrorNote, Select, Skeleton, Table } from '../../../ui/index.ts'
import { effect, outcomeMean } from './sentences.ts'

const PAGE = 25

/** The people of the campaign by their score. */
export function PeopleTable({ result }: { readonly result: UpliftResult }) {
  const [group, setGroup] = useState<UpliftGroup | 'all'>('all')
  const [offset, setOffset] = useState(0)
  const [page, setPage] = useState<{ readonly total: number; readonly rows: readonly UpliftPerson[] } | null>(null)
  const [error, setError] = useState<ErrorBody | null>(null)
  const { resultId, outcomeType: type } = result
  useEffect(() => {
    let isCurrent = true
    const groups = group === 'all' ? {} : { groups: [group] }
    void client.call('uplift.customers', { resultId, ...groups, offset, limit: PAGE }).then((answer) => {
      if (!isCurrent) return
      if (answer.ok) setPage(answer.value)
      else setError(answer.error)
    })
    return () => {
      isCurrent = false
    }
  }, [resultId, group, offset])
  if (error !== null) return <ErrorNote error={error} />
  if (page === null) return <Skeleton lines={6} />
  return (
    <>
      <div className="spread">
        <h3 className="card-title">{t('predict.uplift.peopleTitle', { n: page.total })}</h3>
        <div className="row">
          <Select<UpliftGroup | 'all'>
            label={t('predict.uplift.group')}
            hideLabel
            size="dense"
            value={group}
            onChange={(next) => {
              setGroup(next)
              setOffset(0)
            }}
            options={[
              { key: 'all', label: t('predict.uplift.allGroups') },
              ...upliftGroupNames.map((key) => ({ key, label: t(`predict.uplift.group.${key}`) })),
            ]}
          />
          <Button size="dense" isDisabled={offset === 0} onPress={() => setOffset(Math.max(0, offset - PAGE))}>
            {t('predict.uplift.previous')}
          </Button>
          <Button size="dense" isDisabled={offset + PAGE >= page.total} onPress={() => setOffset(offset + PAGE)}>
            {t('predict.uplift.next')}
          </Button>
        </div>
      </div>
      <Table<UpliftPerson>
        caption={t('predict.uplift.peopleTitle', { n: page.total })}
        columns={[
          {
            key: 'who',
            header: t('predict.uplift.who'),
            cell: (row) => row.customerId ?? t('predict.uplift.row', { n: count(row.row) }),
          },
          { key: 'group', header: t('predict.uplift.group'), cell: (row) => t(`predict.uplift.group.${row.group}`) },
          {
            key: 'score',
            header: t('predict.uplift.score'),
            numeric: true,
            cell: (row) => effect(row.upliftScore, type),
            exact: (row) => exact(row.upliftScore),
          },
          {
            key: 'interval',
            header: t('predict.uplift.scoreInterval'),
            numeric: true,
            cell: (row) => t('predict.uplift.range', { low: effect(row.low, type), high: effect(row.high, type) }),
          },
          {
            key: 'without',
            header: t('predict.uplift.without', { outcome: result.outcome }),
            numeric: true,
            cell: (row) => outcomeMean(row.withoutTreatment, type),
          },
          {
            key: 'arm',
            header: t('predict.uplift.got'),
            cell: (row) => (row.treated ? result.arm : result.control),
          },
          {
            key: 'outcome',
            header: result.outcome,
            numeric: true,
            cell: (row) => exact(row.outcome),
          },
        ]}
        rows={page.rows}
        rowKey={(row) => row.row}
      />
    </>
  )
}
