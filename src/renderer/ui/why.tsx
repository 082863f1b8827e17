import type { ReactElement, ReactNode } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { Dialog as AriaDialog, DialogTrigger } from 'react-aria-components/Dialog'
import { Popover as AriaPopover } from 'react-aria-components/Popover'
import { t } from '../i18n/index.ts'
import { Icon } from './icon.tsx'
import './select.css'
import './why.css'

export interface PopoverProps {
  /** The button that opens it. */
  readonly trigger: ReactElement
  readonly label: string
  readonly children: ReactNode
}

/** A small panel beside what it is about; Escape and a click elsewhere close it, focus goes back to its button. */
export function Popover({ trigger, label, children }: PopoverProps) {
  return (
    <DialogTrigger>
      {trigger}
      <AriaPopover className="popover" offset={6} containerPadding={12}>
        <AriaDialog className="popover-content" aria-label={label}>
          {children}
        </AriaDialog>
      </AriaPopover>
    </DialogTrigger>
  )
}

export interface WhyProps {
  /** What it explains, for screen readers: "At Risk". */
  readonly about: string
  /** The rule, in a sentence. */
  readonly rule: ReactNode
  /** The numbers behind it: what they are, and how much. */
  readonly numbers?: readonly { readonly label: string; readonly value: ReactNode }[]
  readonly children?: ReactNode
}

/** "Why": the rule and the numbers behind a label, a score or a suggestion, in place. */
export function Why({ about, rule, numbers, children }: WhyProps) {
  return (
    <Popover
      label={t('ui.why.about', { about })}
      trigger={
        <AriaButton className="why" aria-label={t('ui.why.about', { about })}>
          <Icon name="info" size={14} />
          <span>{t('ui.why')}</span>
        </AriaButton>
      }
    >
      <div className="why-rule">{rule}</div>
      {numbers !== undefined && numbers.length > 0 && (
        <dl className="why-numbers tabular">
          {numbers.map((number) => (
            <div key={number.label}>
              <dt>{number.label}</dt>
              <dd>{number.value}</dd>
            </div>
          ))}
        </dl>
      )}
      {children}
    </Popover>
  )
}
