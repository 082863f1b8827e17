import { useShallow } from 'zustand/react/shallow'
import type { PersonGroup } from '../../../contract/questions.ts'
import { t } from '../../i18n/index.ts'
import { count, dayShort, money } from '../../ui/format.ts'
import { Button, Drawer, Skeleton, Switch, Table } from '../../ui/index.ts'
import { useQuestions } from './questions-store.ts'

/** Customer numbers that share an e-mail address, with what speaks for one person; each can be merged or kept apart. */
export function PeopleDrawer() {
  const { isOpen, open, groups, total, loadPeople } = useQuestions(
    useShallow((state) => ({
      isOpen: state.isOpen,
      open: state.open,
      groups: state.groups,
      total: state.total,
      loadPeople: state.loadPeople,
    })),
  )
  if (!isOpen) return null
  return (
    <Drawer
      wide
      title={t('question.people.drawer')}
      subtitle={t('question.people.drawer.subtitle')}
      onClose={() => open(false)}
    >
      {groups.length === 0 && <Skeleton lines={6} />}
      {groups.map((group) => (
        <Person key={group.email} group={group} />
      ))}
      {groups.length < total && groups.length > 0 && (
        <Button onPress={() => void loadPeople(groups.length)}>{t('question.people.more')}</Button>
      )}
    </Drawer>
  )
}

function Person({ group }: { readonly group: PersonGroup }) {
  const decide = useQuestions((state) => state.decidePeople)
  const { email, isMerged, ids, idTotal } = group
  return (
    <section className="person" aria-label={email}>
      <header className="person-head">
        <h3 className="name">{email}</h3>
        <Switch isSelected={isMerged} onChange={(on) => void decide(email, on ? 'merged' : 'apart')}>
          {t('question.people.one')}
        </Switch>
      </header>
      <Table
        caption={email}
        columns={[
          { key: 'id', header: t('question.people.id'), cell: (id) => <span className="name">{id.customerId}</span> },
          { key: 'orders', header: t('question.people.orders'), numeric: true, cell: (id) => count(id.orders) },
          { key: 'spend', header: t('question.people.spend'), numeric: true, cell: (id) => money(id.spend) },
          {
            key: 'last',
            header: t('question.people.last'),
            cell: (id) => (id.lastDate === null ? '–' : dayShort(id.lastDate)),
          },
        ]}
        rows={ids}
        rowKey={(id) => id.customerId}
      />
      {idTotal > ids.length && (
        <p className="faint dense">{t('question.people.ids.more', { n: idTotal - ids.length })}</p>
      )}
    </section>
  )
}
