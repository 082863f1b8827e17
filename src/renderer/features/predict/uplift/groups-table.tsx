import type { UpliftGroupRow, UpliftResult } from '../../../../contract/uplift.ts'
import { t } from '../../../i18n/index.ts'
import { count, percent } from '../../../ui/format.ts'
import { Table, Why } from '../../../ui/index.ts'
import { effect, effectInterval, outcomeMean } from './sentences.ts'

/** Persuadable, sure thing, lost cause, sleeping dog: predicted and observed. */
export function GroupsTable({ result }: { readonly result: UpliftResult }) {
  const { groups, outcomeType: type } = result
  const people = groups.reduce((sum, group) => sum + group.people, 0)
  return (
    <>
      <h3 className="card-title">
        {t('predict.uplift.groups')} <Why about={t('predict.uplift.groups')} rule={t('predict.uplift.groupsWhy')} />
      </h3>
      <Table<UpliftGroupRow>
        caption={t('predict.uplift.groups')}
        columns={[
          {
            key: 'group',
            header: t('predict.uplift.group'),
            cell: ({ group }) => (
              <>
                <b>{t(`predict.uplift.group.${group}`)}</b>
                <div className="muted">{t(`predict.uplift.group.${group}Text`)}</div>
              </>
            ),
          },
          {
            key: 'people',
            header: t('predict.uplift.peopleHead'),
            numeric: true,
            cell: (row) => `${count(row.people)} · ${percent((row.people / Math.max(1, people)) * 100)}`,
          },
          {
            key: 'without',
            header: t('predict.uplift.without', { outcome: result.outcome }),
            numeric: true,
            cell: (row) => outcomeMean(row.withoutTreatment, type),
          },
          {
            key: 'predicted',
            header: t('predict.uplift.predicted'),
            numeric: true,
            cell: (row) => effect(row.predicted, type),
          },
          {
            key: 'observed',
            header: t('predict.uplift.observed'),
            numeric: true,
            cell: (row) => (
              <>
                {effect(row.observed.value, type)}
                <div className="muted">{effectInterval(row.observed, type)}</div>
              </>
            ),
          },
        ]}
        rows={groups}
        rowKey={(row) => row.group}
      />
    </>
  )
}
