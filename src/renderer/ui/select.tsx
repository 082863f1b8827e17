import { useId, useRef, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { Header, ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
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

/**
 * One of a list. Typing jumps to an option. The list exists only while it is open: a screen may hold hundreds of these.
 */
export function Select<Key extends string>(props: SelectProps<Key>) {
  const { label, hideLabel = false, options, value, onChange, placeholder, size = 'normal', isDisabled = false } = props
  const [isOpen, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const id = useId()
  const selected = options.find((option) => option.key === value)
  return (
    <div className={`select select-${size}`}>
      {/* Named by its label and its value; a hidden element may name another. */}
      <span id={`${id}label`} className="field-label" hidden={hideLabel}>
        {label}
      </span>
      <AriaButton
        ref={button}
        className="select-button"
        isDisabled={isDisabled}
        aria-haspopup="listbox"
        aria-expanded={isOpen}
        aria-labelledby={`${id}label ${id}value`}
        onPress={() => setOpen(true)}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown' || event.key === 'ArrowUp') setOpen(true)
          else event.continuePropagation()
        }}
      >
        <span
          id={`${id}value`}
          className="select-value"
          {...(selected === undefined ? { 'data-placeholder': '' } : {})}
        >
          {selected?.label ?? placeholder ?? t('ui.select.placeholder')}
        </span>
        <Icon name="chevron-down" />
      </AriaButton>
      <Popover
        className="popover list-popover"
        triggerRef={button}
        placement="bottom start"
        offset={4}
        isOpen={isOpen}
        onOpenChange={setOpen}
        aria-label={label}
      >
        <Options
          label={label}
          options={options}
          value={value}
          onChoose={(key) => {
            setOpen(false)
            if (key !== value) onChange(key)
          }}
        />
      </Popover>
    </div>
  )
}

/** Choosing what is chosen already is told too, so that it closes the list; the list's types leave the option out. */
const alwaysTell: object = { allowDuplicateSelectionEvents: true }

function Options<Key extends string>(props: {
  readonly label: string
  readonly options: readonly SelectOption<Key>[]
  readonly value: Key | null
  readonly onChoose: (key: Key) => void
}) {
  const { label, options, value, onChoose } = props
  const groups = [...new Set(options.map((option) => option.group))]
  const disabledKeys = options.filter((option) => option.disabled === true).map((option) => option.key)
  return (
    <ListBox
      className="list"
      aria-label={label}
      autoFocus={value === null ? 'first' : true}
      selectionMode="single"
      selectedKeys={value === null ? [] : [value]}
      disabledKeys={disabledKeys}
      disallowEmptySelection
      {...alwaysTell}
      onSelectionChange={(keys) => {
        const [key] = keys === 'all' ? [] : [...keys]
        if (key !== undefined) onChoose(key as Key)
      }}
    >
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
  )
}
