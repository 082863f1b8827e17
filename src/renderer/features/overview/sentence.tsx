import type { Analysis } from '../../../contract/analysis.ts'
import { t } from '../../i18n/index.ts'
import { count, dayInWords, exact, moneyExact, moneyShort, percent, short } from '../../ui/format.ts'
import { Into } from '../analysis/into.tsx'
import { rich, slot } from '../analysis/rich.tsx'
import { oneTimeFilter } from './findings.ts'

/** Net spend of everyone with a purchase: what the shares of segments and clusters are shares of. */
export function revenueOfBuyers(analysis: Analysis): number {
  return analysis.segments.reduce((sum, segment) => sum + segment.revenue, 0)
}

/** The overview in a sentence; every number leads to its customers. */
export function Sentence({ analysis }: { readonly analysis: Analysis }) {
  const { overview } = analysis
  const revenue = revenueOfBuyers(analysis)
  const buyers = overview.customersWithPurchase
  const once = overview.oneTimeBuyers
  const onceFilter = oneTimeFilter(overview, analysis.scoreCounts.f, analysis.cuts.f)
  const onceNumber = once === buyers ? t('overview.sentence.all') : onceFilter === null ? count(once) : null
  return (
    <header className="stack">
      <h1>
        {rich(t('overview.sentence.brought', { customers: slot('customers'), revenue: slot('revenue') }), {
          customers: <Into filter={{ withPurchase: true }}>{t('overview.sentence.customers', { n: buyers })}</Into>,
          revenue: <span title={moneyExact(revenue)}>{moneyShort(revenue)}</span>,
        })}{' '}
        {buyers < 5 ? null : revenue <= 0 ? (
          `${t('overview.sentence.negative')} `
        ) : (
          <>
            {rich(t('overview.sentence.top', { share: slot('share') }), {
              share: (
                <Into
                  filter={{ abc: ['A'] }}
                  title={`${count(overview.topCustomersFor80)} · ${exact(overview.topShareFor80)}\u00A0%`}
                >
                  {overview.topShareFor80 < 10
                    ? percent(overview.topShareFor80)
                    : `${short(Math.round(overview.topShareFor80))}\u00A0%`}
                </Into>
              ),
            })}{' '}
          </>
        )}
        {buyers < 2
          ? null
          : once === 0
            ? t('overview.sentence.neverOnce')
            : rich(
                t(once === buyers ? 'overview.sentence.everyoneOnce' : 'overview.sentence.once', {
                  once: slot('once'),
                }),
                {
                  once: onceNumber ?? <Into filter={onceFilter ?? {}}>{count(once)}</Into>,
                },
              )}
      </h1>
      <p className="muted">
        {overview.firstDate === overview.asOf
          ? dayInWords(overview.asOf)
          : t('overview.period', { from: dayInWords(overview.firstDate), to: dayInWords(overview.asOf) })}
      </p>
    </header>
  )
}
