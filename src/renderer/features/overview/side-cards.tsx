import type { Analysis } from '../../../contract/analysis.ts'
import type { Warning } from '../../../contract/messages.ts'
import { navigate } from '../../app/route.ts'
import { currentProject, useApp } from '../../app/store.ts'
import { noteText, t } from '../../i18n/index.ts'
import { count, dayInWords, moneyExact, moneyShort, percent } from '../../ui/format.ts'
import { Button, Icon, NoteBox, Why } from '../../ui/index.ts'
import { Into } from '../analysis/into.tsx'

const classes = ['A', 'B', 'C'] as const

/** ABC classes: how many customers bring the first 80, the next 15 and the last 5 %. */
export function AbcCard({ analysis }: { readonly analysis: Analysis }) {
  const { abc } = analysis.overview
  const total = abc.A + abc.B + abc.C
  return (
    <section className="card stack">
      <h3 className="card-title">
        {t('overview.abc.title')} <Why about={t('overview.abc.title')} rule={t('overview.abc.why')} />
      </h3>
      {total === 0 ? (
        <p className="muted">{t('overview.abc.none')}</p>
      ) : (
        <ul className="abc">
          {classes.map((name) => {
            const share = (abc[name] / total) * 100
            return (
              <li key={name} className="abc-row">
                <b className="abc-name">{name}</b>
                <span className="abc-bar" aria-hidden="true">
                  <i style={{ inlineSize: `${share}%` }} />
                </span>
                <span className="abc-count tabular">
                  <Into filter={{ abc: [name] }}>{t('overview.abc.row', { n: abc[name] })}</Into>
                  <span className="muted"> {percent(share)}</span>
                </span>
                <span className="abc-text">{t(`overview.abc.${name}`)}</span>
              </li>
            )
          })}
        </ul>
      )}
    </section>
  )
}

/** How much comes back. */
export function ReturnsCard({ analysis }: { readonly analysis: Analysis }) {
  const { overview } = analysis
  const rate = overview.rowsAccepted === 0 ? 0 : (overview.returnRows / overview.rowsAccepted) * 100
  const back = overview.revenueGross - overview.revenueNet
  const share = overview.revenueGross > 0 ? (back / overview.revenueGross) * 100 : 0
  return (
    <section className="card stack">
      <h3 className="card-title">{t('overview.returns.title')}</h3>
      {overview.returnRows === 0 ? (
        <p className="muted">{t('overview.returns.none')}</p>
      ) : (
        <>
          <p>
            <b className="figure-value tabular" title={count(overview.returnRows)}>
              {percent(rate)}
            </b>{' '}
            <span className="muted">{t('overview.returns.rate')}</span>
          </p>
          <p className="muted" title={moneyExact(back)}>
            {t('overview.returns.money', { amount: moneyShort(back), share: percent(share) })}
          </p>
        </>
      )}
    </section>
  )
}

/** Rows read, used, left out, and the way to them. */
export function RowsCard({ analysis }: { readonly analysis: Analysis }) {
  const { overview } = analysis
  const rows = [
    { label: t('overview.rows.read'), value: count(overview.rowsRead) },
    { label: t('overview.rows.accepted'), value: count(overview.rowsAccepted) },
    {
      label: t('overview.rows.without'),
      value: count(overview.rowsWithoutCustomer),
      more:
        overview.rowsWithoutCustomer === 0
          ? null
          : t('overview.rows.withoutRevenue', { amount: moneyShort(overview.revenueWithoutCustomer) }),
    },
    { label: t('overview.rows.rejected'), value: count(overview.rowsRejected) },
  ]
  return (
    <section className="card stack">
      <div className="spread">
        <h3 className="card-title">{t('overview.rows.title')}</h3>
        <Button size="dense" icon="import" onPress={() => navigate('import')}>
          {t('overview.rows.open')}
        </Button>
      </div>
      <dl className="rows-facts tabular">
        {rows.map((row) => (
          <div key={row.label}>
            <dt>{row.label}</dt>
            <dd>{row.value}</dd>
            {row.more ? <dd className="rows-more">{row.more}</dd> : null}
          </div>
        ))}
      </dl>
      <p className="muted dense">
        {t('overview.rows.dates', {
          from: dayInWords(overview.firstDate),
          to: dayInWords(overview.asOf),
          asOf: dayInWords(overview.asOf),
        })}
      </p>
    </section>
  )
}

/** Data that cannot carry what the screen says of them; what concerns some rows or one step stands below. */
const doubts: ReadonlySet<string> = new Set(['analysis.one_day', 'analysis.one_customer', 'analysis.no_revenue'])

/** What puts the figures in doubt: rows in another currency while nobody has decided about them, too. */
function useDoubts({ warnings }: Analysis): {
  readonly doubts: readonly Warning[]
  readonly notes: readonly Warning[]
} {
  const rates = useApp((state) => currentProject(state)?.rates)
  const isDoubt = (warning: Warning): boolean => doubts.has(warning.code) || waits(warning)
  const waits = ({ code, params }: Warning): boolean =>
    code === heldBack && rates !== undefined && rates[String(params?.['currency'])] === undefined
  return { doubts: warnings.filter(isDoubt), notes: warnings.filter((warning) => !isDoubt(warning)) }
}

const heldBack = 'analysis.rows_held_back'

/** Stands above the figures. */
export function Doubts({ analysis }: { readonly analysis: Analysis }) {
  return useDoubts(analysis).doubts.map((warning, at) => (
    <NoteBox
      key={`${warning.code}-${at}`}
      tone="warning"
      {...(warning.code === heldBack && {
        action: <Button onPress={() => navigate('import')}>{t('overview.heldBack.decide')}</Button>,
      })}
    >
      {noteText(warning)}
    </NoteBox>
  ))
}

/** What else is to be known of the analysis, quietly. */
export function Notes({ analysis }: { readonly analysis: Analysis }) {
  const { notes } = useDoubts(analysis)
  if (notes.length === 0) return null
  return (
    <section className="card stack">
      <h3 className="card-title">{t('overview.notes.title')}</h3>
      <ul className="overview-notes">
        {notes.map((warning, at) => (
          <li key={`${warning.code}-${at}`} className={`is-${warning.severity}`}>
            <Icon name={warning.severity === 'warning' ? 'warning' : 'info'} />
            <span>{noteText(warning)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
