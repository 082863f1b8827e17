import { useEffect, useState } from 'react'
import type { ErrorBody } from '../../../../contract/errors.ts'
import type { UpliftProfit, UpliftResult } from '../../../../contract/uplift.ts'
import { client } from '../../../app/client.ts'
import { noteText, t } from '../../../i18n/index.ts'
import { moneyShort, percent } from '../../../ui/format.ts'
import { ErrorNote, Skeleton, TextField, Why } from '../../../ui/index.ts'
import { ProfitChart } from './charts.tsx'

/** "0,05" and "0.05" alike; null: no number of zero or more. */
function amountOf(text: string): number | null {
  const value = Number(text.trim().replace(',', '.'))
  return text.trim() === '' || !Number.isFinite(value) || value < 0 ? null : value
}

/** Whom to mail for the best return, given what a contact costs and what an outcome is worth. */
export function ProfitCard({ result }: { readonly result: UpliftResult }) {
  const isAmount = result.outcomeType === 'amount'
  const [cost, setCost] = useState('0.1')
  const [margin, setMargin] = useState(isAmount ? '40' : '5')
  const [profit, setProfit] = useState<UpliftProfit | null>(null)
  const [error, setError] = useState<ErrorBody | null>(null)
  const costValue = amountOf(cost)
  const marginValue = amountOf(margin)
  const { resultId } = result
  useEffect(() => {
    if (costValue === null || marginValue === null) return
    let isCurrent = true
    const share = isAmount ? marginValue / 100 : marginValue
    const timer = setTimeout(() => {
      void client.call('uplift.profit', { resultId, cost: costValue, margin: share }).then((answer) => {
        if (!isCurrent) return
        setError(answer.ok ? null : answer.error)
        if (answer.ok) setProfit(answer.value)
      })
    }, 150)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [resultId, costValue, marginValue, isAmount])
  return (
    <>
      <h3 className="card-title">
        {t('predict.profit.title')} <Why about={t('predict.profit.title')} rule={t('predict.profit.why')} />
      </h3>
      <div className="uplift-question">
        <TextField
          label={t('predict.profit.cost')}
          value={cost}
          onChange={setCost}
          inputMode="decimal"
          isInvalid={costValue === null}
          {...(costValue === null ? { help: t('predict.profit.number') } : {})}
        />
        <TextField
          label={t(isAmount ? 'predict.profit.marginShare' : 'predict.profit.margin', { outcome: result.outcome })}
          value={margin}
          onChange={setMargin}
          inputMode="decimal"
          isInvalid={marginValue === null}
          {...(marginValue === null ? { help: t('predict.profit.number') } : {})}
        />
      </div>
      {error === null ? null : <ErrorNote error={error} />}
      {profit === null ? (
        <Skeleton height={260} />
      ) : (
        <>
          <ProfitChart title={finding(profit)} profit={profit} height={260} />
          {profit.notes.map((note, at) => (
            <p key={`${note.code}-${at}`} className="muted">
              {noteText(note)}
            </p>
          ))}
        </>
      )}
    </>
  )
}

function finding({ best, everybody, gain }: UpliftProfit): string {
  const values = {
    share: percent(best.share * 100),
    profit: moneyShort(best.profit),
    everybody: moneyShort(everybody.profit),
  }
  if (best.share === 0) return t('predict.profit.nobody')
  if (best.share === 1) return t('predict.profit.everybody', values)
  return t(gain.low > 0 ? 'predict.profit.best' : 'predict.profit.bestUnproven', values)
}
