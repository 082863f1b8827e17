import type { Analysis } from '../../../contract/analysis.ts'
import { t } from '../../i18n/index.ts'
import { count, countShort, money, moneyExact, moneyShort, signedPercent } from '../../ui/format.ts'
import { Figure, Why } from '../../ui/index.ts'
import { showCustomers } from '../analysis/into.tsx'
import { monthName } from '../analysis/numbers.ts'
import { quarterChange } from './findings.ts'
import { revenueOfBuyers } from './sentence.tsx'

/** Revenue, customers, orders, average order, each with how the last three whole months changed it. */
export function Figures({ analysis }: { readonly analysis: Analysis }) {
  const { overview } = analysis
  const change = quarterChange(overview)
  const span =
    change === null ? '' : t('overview.figure.changeSpan', { from: monthName(change.from), to: monthName(change.to) })
  const changeOf = (value: number | null | undefined) =>
    value === null || value === undefined
      ? {}
      : {
          change: {
            text: t('overview.figure.change', { change: signedPercent(value), span }),
            good: value === 0 ? null : value > 0,
          },
        }
  const without = overview.customers - overview.customersWithPurchase
  return (
    <section className="card figures">
      <Figure
        label={t('overview.figure.revenue')}
        value={moneyShort(overview.revenueNet)}
        exact={moneyExact(overview.revenueNet)}
        {...changeOf(change?.revenue)}
        detail={
          <>
            {t('overview.figure.revenueDetail', { gross: moneyShort(overview.revenueGross) })}
            <Why
              about={t('overview.figure.revenue')}
              rule={t('overview.revenue.why')}
              numbers={[
                { label: t('overview.revenue.gross'), value: moneyExact(overview.revenueGross) },
                {
                  label: t('overview.revenue.returns'),
                  value: moneyExact(overview.revenueNet - overview.revenueGross),
                },
                { label: t('overview.revenue.net'), value: moneyExact(overview.revenueNet) },
                { label: t('overview.revenue.buyers'), value: moneyExact(revenueOfBuyers(analysis)) },
                ...(overview.rowsWithoutCustomer === 0
                  ? []
                  : [{ label: t('overview.revenue.without'), value: moneyExact(overview.revenueWithoutCustomer) }]),
              ]}
            />
          </>
        }
      />
      <Figure
        label={t('overview.figure.customers')}
        value={countShort(overview.customersWithPurchase)}
        exact={count(overview.customersWithPurchase)}
        {...(change === null || change.newCustomers === 0
          ? {}
          : {
              change: {
                text: t('overview.figure.newCustomers', {
                  change: `+${count(change.newCustomers)}`,
                  from: monthName(change.from),
                  to: monthName(change.to),
                }),
                good: null,
              },
            })}
        {...(without === 0 ? {} : { detail: t('overview.figure.customersDetail', { n: without }) })}
        onPress={() => showCustomers({ withPurchase: true })}
      />
      <Figure
        label={t('overview.figure.orders')}
        value={countShort(overview.orders)}
        exact={count(overview.orders)}
        {...changeOf(change?.orders)}
        detail={t('overview.figure.ordersDetail', {
          n: overview.orders / Math.max(1, overview.customersWithPurchase),
        })}
      />
      <Figure
        label={t('overview.figure.average')}
        value={money(overview.averageOrderValue)}
        exact={moneyExact(overview.averageOrderValue)}
        {...changeOf(change?.average)}
        detail={t('overview.figure.averageDetail')}
      />
    </section>
  )
}
