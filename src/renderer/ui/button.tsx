import type { ReactNode } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import type { ButtonProps as AriaButtonProps } from 'react-aria-components/Button'
import { Tooltip } from './tooltip.tsx'
import { Icon } from './icon.tsx'
import type { IconName } from './icon.tsx'
import './button.css'

/** `link` reads as part of the text around it: a number that leads somewhere. */
export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger' | 'link'

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'children' | 'style'> {
  /** One primary button a screen. Default: secondary. */
  readonly variant?: ButtonVariant
  readonly size?: 'normal' | 'dense' | 'large'
  readonly icon?: IconName
  readonly children: ReactNode
}

/** A button with a verb on it. */
export function Button({ variant = 'secondary', size = 'normal', icon, children, ...rest }: ButtonProps) {
  return (
    <AriaButton {...rest} className={`button button-${variant} button-${size}`}>
      {icon !== undefined && <Icon name={icon} />}
      <span>{children}</span>
    </AriaButton>
  )
}

export interface IconButtonProps extends Omit<AriaButtonProps, 'className' | 'children' | 'style'> {
  readonly icon: IconName
  /** Says what it does: its name for screen readers and its tooltip. */
  readonly label: string
  /** The key that does the same, shown in the tooltip. */
  readonly shortcut?: string
  readonly size?: 'normal' | 'dense'
}

/** A button that is only a drawing; its label shows on hover and on focus. */
export function IconButton({ icon, label, shortcut, size = 'normal', ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label} {...(shortcut === undefined ? {} : { shortcut })}>
      <AriaButton {...rest} aria-label={label} className={`button button-quiet button-icon button-${size}`}>
        <Icon name={icon} />
      </AriaButton>
    </Tooltip>
  )
}
