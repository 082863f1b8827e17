import type { GroupApart } from '../../../contract/explain.ts'
import { useAnswer } from '../../app/use-answer.ts'
import { t } from '../../i18n/index.ts'
import { decimal, money, percent } from '../../ui/format.ts'
import { Drawer, ErrorNote, Skeleton, Table, Why } from '../../ui/index.ts'
import type { LikeWhom } from './lookalikes.tsx'

interface Line {
  readonly key: string
  readonly name: string
  readonly group: string
  readonly others: string
  readonly effect: number
}

/** What sets a group apart from everyone else: figures, goods, attributes, each with the size of the effect. */
export function ApartDrawer(props: {
  readonly group: LikeWhom
  readonly projectId: string
  readonly run: string
  readonly onClose: () => void
}) {
  const { group, projectId, run, onClose } = props
  const { value, error } = useAnswer('segments.apart', { projectId, filter: group.filter }, run)
  return (
    <Drawer
      wide
      title={t('segments.apart.title', { name: group.name })}
      subtitle={value === null ? '' : t('segments.apart.subtitle', { members: value.members, others: value.others })}
      onClose={onClose}
    >
      {error !== null ? (
        <ErrorNote error={error} />
      ) : value === null ? (
        <Skeleton lines={8} />
      ) : (
        <div className="stack">
          <Lines
            title={t('segments.apart.figures')}
            rule={t('segments.apart.figuresRule')}
            lines={figureLines(value)}
          />
          <Lines
            title={t('segments.apart.goods')}
            rule={t('segments.apart.sharesRule')}
            lines={value.goods.map((one) => shareLine(one.name, one.name, one))}
          />
          {value.attributes.length === 0 ? null : (
            <Lines
              title={t('segments.apart.attributes')}
              rule={t('segments.apart.sharesRule')}
              lines={value.attributes.map((one) =>
                shareLine(
                  `${one.name} ${one.value}`,
                  t('segments.apart.attribute', { name: one.name, value: one.value }),
                  one,
                ),
              )}
            />
          )}
        </div>
      )}
    </Drawer>
  )
}

function Lines({
  title,
  rule,
  lines,
}: {
  readonly title: string
  readonly rule: string
  readonly lines: readonly Line[]
}) {
  return (
    <section>
      <h3>
        {title} <Why about={title} rule={rule} />
      </h3>
      {lines.length === 0 ? (
        <p className="muted">{t('segments.apart.nothing')}</p>
      ) : (
        <Table<Line>
          caption={title}
          rows={lines}
          rowKey={({ key }) => key}
          columns={[
            { key: 'name', header: '', cell: ({ name }) => <span className="name">{name}</span> },
            { key: 'group', header: t('segments.apart.here'), numeric: true, cell: ({ group }) => group },
            { key: 'others', header: t('segments.apart.others'), numeric: true, cell: ({ others }) => others },
            {
              key: 'effect',
              header: t('segments.apart.effect'),
              numeric: true,
              cell: ({ effect }) => (effect > 0 ? `+${decimal(effect, 2)}` : decimal(effect, 2)),
            },
          ]}
        />
      )}
    </section>
  )
}

function figureLines({ figures }: GroupApart): Line[] {
  const shown = (name: GroupApart['figures'][number]['name'], value: number) =>
    name === 'monetary' || name === 'basket'
      ? money(value)
      : name === 'returns' || name === 'momentum'
        ? percent(value)
        : decimal(value, 1)
  return figures.map(({ name, group, others, effect }) => ({
    key: name,
    name: t(`segments.apart.figure.${name}`),
    group: shown(name, group),
    others: shown(name, others),
    effect,
  }))
}

function shareLine(
  key: string,
  name: string,
  { group, others, effect }: { readonly group: number; readonly others: number; readonly effect: number },
): Line {
  return { key, name, group: percent(group), others: percent(others), effect }
}
