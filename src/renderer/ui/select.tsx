import { Button as AriaButton } from 'react-aria-components/Button'
import { Label } from 'react-aria-components/Label'
import { Header, ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select'
import { t } from '../i18n/index.ts'
import { Icon } from './icon.tsx'
import './select.css'

export interface SelectOption<Key extends string> {
  readonly key: Key
  readonly label: string
  /** A second, quieter line. */
  readonly hint?: string
  /** Options of the same group stand together under its name. */
  readonly group?: string
  readonly disabled?: boolean
}

export interface SelectProps<Key extends string> {
  readonly label: string
  /** Keeps the label for screen readers only. */
  readonly hideLabel?: boolean
  readonly options: readonly SelectOption<Key>[]
  readonly value: Key | null
  readonly onChange: (key: Key) => void
  readonly placeholder?: string
  readonly size?: 'normal' | 'dense'
  readonly isDisabled?: boolean
}

/** One of a list. Typing jumps to an option. */
export function Select<Key extends string>(props: SelectProps<Key>) {
  const { label, hideLabel = false, options, value, onChange, placeholder, size = 'normal', isDisabled = false } = props
  const groups = [...new Set(options.map((option) => option.group))]
  const disabledKeys = options.filter((option) => option.disabled === true).map((option) => option.key)
  return (
    <AriaSelect
      className={`select select-${size}`}
      value={value}
      onChange={(key) => {
        if (key !== null) onChange(key as Key)
      }}
      placeholder={placeholder ?? t('ui.select.placeholder')}
      isDisabled={isDisabled}
      disabledKeys={disabledKeys}
      {...(hideLabel ? { 'aria-label': label } : {})}
    >
      {!hideLabel && <Label className="field-label">{label}</Label>}
      <AriaButton className="select-button">
        <SelectValue className="select-value">
          {({ selectedText, isPlaceholder, defaultChildren }) => (isPlaceholder ? defaultChildren : selectedText)}
        </SelectValue>
        <Icon name="chevron-down" />
      </AriaButton>
      <Popover className="popover list-popover" offset={4}>
        <ListBox className="list">
          {groups.map((group) => {
            const items = options
              .filter((option) => option.group === group)
              .map((option) => (
                <ListBoxItem key={option.key} id={option.key} textValue={option.label} className="list-item">
                  <span className="list-check">
                    <Icon name="check" />
                  </span>
                  <span className="list-text">
                    <span className="name">{option.label}</span>
                    {option.hint !== undefined && <span className="faint dense">{option.hint}</span>}
                  </span>
                </ListBoxItem>
              ))
            return group === undefined ? (
              items
            ) : (
              <ListBoxSection key={group}>
                <Header className="list-header">{group}</Header>
                {items}
              </ListBoxSection>
            )
          })}
        </ListBox>
      </Popover>
    </AriaSelect>
  )
}
