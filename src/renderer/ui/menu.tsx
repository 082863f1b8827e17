import type { ReactElement } from 'react'
import { Menu as AriaMenu, MenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { Separator } from 'react-aria-components/Separator'
import { Icon } from './icon.tsx'
import type { IconName } from './icon.tsx'
import './select.css'

export type MenuEntry =
  | {
      readonly key: string
      readonly label: string
      readonly icon?: IconName
      readonly danger?: boolean
      readonly disabled?: boolean
      readonly onAction: () => void
    }
  | 'separator'

export interface MenuProps {
  /** The button that opens it. */
  readonly children: ReactElement
  readonly label: string
  readonly entries: readonly MenuEntry[]
}

/** A list of actions on the thing beside it. */
export function Menu({ children, label, entries }: MenuProps) {
  return (
    <MenuTrigger>
      {children}
      <Popover className="popover list-popover" offset={4}>
        <AriaMenu className="list" aria-label={label}>
          {entries.map((entry, index) =>
            entry === 'separator' ? (
              <Separator key={`separator-${index}`} className="list-separator" />
            ) : (
              <MenuItem
                key={entry.key}
                id={entry.key}
                textValue={entry.label}
                isDisabled={entry.disabled === true}
                onAction={entry.onAction}
                className={entry.danger === true ? 'list-item list-item-danger' : 'list-item'}
              >
                {entry.icon !== undefined && <Icon name={entry.icon} />}
                <span className="name">{entry.label}</span>
              </MenuItem>
            ),
          )}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}
