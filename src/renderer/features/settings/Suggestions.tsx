import { useState } from 'react'
import type { ExclusionSuggestion } from '../../../contract/analysis.ts'
import { noteText, t } from '../../i18n/index.ts'
import { Button } from '../../ui/index.ts'
import type { Draft } from './exclusions.ts'
import './settings.css'

const firstShown = 5

/** What may not be hers to count, with what it weighs; each is left out by one press. */
export function Suggestions(props: {
  readonly open: readonly ExclusionSuggestion[]
  readonly onUse: (draft: Draft) => void
}) {
  const { open, onUse } = props
  const [all, setAll] = useState(false)
  if (open.length === 0) return <p className="muted">{t('settings.exclusions.suggested.none')}</p>
  return (
    <div className="stack">
      <ul className="rules">
        {(all ? open : open.slice(0, firstShown)).map((suggestion) => (
          <li key={ruleText(suggestion)} className="rule">
            <div className="rule-words">
              <p className="name">{ruleText(suggestion)}</p>
              <p className="muted dense">{noteText(suggestion.reason)}</p>
              <p className="faint dense tabular">
                {t('settings.exclusions.counts', {
                  rows: suggestion.rows,
                  customers: suggestion.customers,
                  revenue: suggestion.revenue,
                })}
              </p>
            </div>
            <Button
              size="dense"
              aria-label={t('settings.exclusions.use.about', { rule: ruleText(suggestion) })}
              onPress={() => onUse(suggestion)}
            >
              {t('settings.exclusions.use')}
            </Button>
          </li>
        ))}
      </ul>
      {!all && open.length > firstShown && (
        <div className="row">
          <Button size="dense" onPress={() => setAll(true)}>
            {t('settings.exclusions.suggested.all', { n: open.length })}
          </Button>
        </div>
      )}
    </div>
  )
}

export function ruleText(rule: Draft): string {
  return t('settings.rule', {
    field: t(`settings.field.${rule.field}`),
    op: t(`settings.op.${rule.op}`),
    value: rule.value,
  })
}
