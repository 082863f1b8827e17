import { useState } from 'react'
import type { CustomerDetail, HistoryLine, HistoryOrder } from '../../../../contract/customers.ts'
import { useAnswer } from '../../../app/use-answer.ts'
import { t } from '../../../i18n/index.ts'
import { count, dayInWords, dayShort, moneyExact, percent } from '../../../ui/format.ts'
import { Button, ErrorNote, Icon, Skeleton } from '../../../ui/index.ts'
import { Part } from './parts.tsx'

/** Orders fetched at once. */
const STEP = 25

export interface HistoryProps {
  readonly customer: CustomerDetail
  readonly projectId: string
  readonly run: string
}

/** What she bought and gave back, order by order, newest first; the lines of an order open in place. */
export function HistoryPart({ customer, projectId, run }: HistoryProps) {
  const [limit, setLimit] = useState(STEP)
  const { value, error } = useAnswer(
    'customers.history',
    { projectId, customerId: customer.customer_id, limit: Math.min(200, limit) },
    run,
  )
  return (
    <Part title={t('customers.detail.history')}>
      <p className="muted dense">
        {customer.firstOrder === null ? null : `${t('customers.detail.first')}: ${dayInWords(customer.firstOrder)} · `}
        {customer.return_rate === null
          ? null
          : `${t('customers.detail.returnRate')}: ${percent(customer.return_rate * 100)}`}
      </p>
      {error !== null ? (
        <ErrorNote error={error} />
      ) : value === null ? (
        <Skeleton lines={5} />
      ) : value.items.length === 0 ? (
        <p className="muted">{t('customers.history.none')}</p>
      ) : (
        <>
          <ol className="timeline">
            {value.items.map((order, at) => (
              <Order
                key={`${order.orderId ?? ''} ${at}`}
                order={order}
                showsDay={order.date !== value.items[at - 1]?.date}
              />
            ))}
          </ol>
          {value.orders > value.items.length ? (
            <div className="row">
              <span className="faint dense">
                {t('customers.history.shown', { shown: value.items.length, total: value.orders })}
              </span>
              {limit < 200 ? (
                <Button size="dense" onPress={() => setLimit(limit + 50)}>
                  {t('customers.history.more')}
                </Button>
              ) : null}
            </div>
          ) : null}
        </>
      )}
    </Part>
  )
}

function Order({ order, showsDay }: { readonly order: HistoryOrder; readonly showsDay: boolean }) {
  const [open, setOpen] = useState(false)
  const { lines } = order
  const returned = lines.filter(({ kind }) => kind === 'return').length
  const title = lines.length === 1 ? goods(lines[0]!) : t('customers.history.lines', { n: lines.length })
  return (
    <li className={`timeline-order is-${order.kind}${showsDay ? ' has-day' : ''}`}>
      <button
        type="button"
        className="timeline-head"
        aria-expanded={open}
        disabled={lines.length < 2 && order.orderId === null}
        onClick={() => setOpen(!open)}
      >
        <time className="timeline-date" dateTime={order.date}>
          {showsDay ? dayShort(order.date) : ''}
        </time>
        <span className="timeline-item">
          {order.kind === 'purchase' ? null : (
            <span className="timeline-kind">{t(`customers.detail.${order.kind}`)} </span>
          )}
          <span className="name">{title}</span>
          {order.kind === 'purchase' && returned > 0 ? (
            <span className="timeline-kind"> · {t('customers.history.returned', { n: returned })}</span>
          ) : null}
        </span>
        <span className="timeline-amount tabular">{moneyExact(order.amount)}</span>
        <Icon name={open ? 'chevron-up' : 'chevron-down'} size={12} />
      </button>
      {open ? (
        <div className="timeline-lines">
          {order.orderId === null ? null : (
            <p className="faint dense">{t('customers.history.order', { id: order.orderId })}</p>
          )}
          <ul>
            {lines.map((line, at) => (
              <li key={at} className={`is-${line.kind}`}>
                <span className="name">
                  {goods(line)}
                  {line.category !== null && line.name !== null ? (
                    <span className="faint"> · {line.category}</span>
                  ) : null}
                </span>
                <span className="timeline-amount tabular">{moneyExact(line.amount)}</span>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </li>
  )
}

function goods({ name, category, product }: HistoryLine): string {
  return name ?? category ?? product ?? t('customers.history.goods')
}

/** What she did beside buying, where a file of events tells of it. */
export function EventsPart(props: { readonly projectId: string; readonly customerId: string; readonly run: string }) {
  const { projectId, customerId, run } = props
  const { value } = useAnswer('customers.events', { projectId, customerId, limit: 20 }, run)
  if (value === null || value.total === 0) return null
  return (
    <Part title={t('customers.events.title')}>
      <ol className="events">
        {value.items.map(({ timestamp, event_type, event_value }, at) => (
          <li key={at}>
            <time className="muted tabular" dateTime={timestamp.replace(' ', 'T')}>
              {`${dayShort(timestamp.slice(0, 10))} ${timestamp.slice(11, 16)}`}
            </time>
            <span className="name">{event_type}</span>
            <span className="tabular faint">{event_value === 0 ? '' : String(event_value)}</span>
          </li>
        ))}
      </ol>
      {value.total > value.items.length ? (
        <p className="faint dense">
          {t('customers.events.shown', { shown: value.items.length, total: count(value.total) })}
        </p>
      ) : null}
    </Part>
  )
}
