import type { ReactElement } from 'react'
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components/Tooltip'
import './tooltip.css'

export interface TooltipProps {
  readonly text: string
  readonly shortcut?: string
  /** A ui-kit button, or another react-aria control. */
  readonly children: ReactElement
}

/** A word or two about a control, on hover and on focus. Never the only place of anything that matters. */
export function Tooltip({ text, shortcut, children }: TooltipProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={100}>
      {children}
      <AriaTooltip className="tooltip" offset={6}>
        {text}
        {shortcut !== undefined && <kbd>{shortcut}</kbd>}
      </AriaTooltip>
    </TooltipTrigger>
  )
}
