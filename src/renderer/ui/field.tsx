import type { ReactNode } from 'react'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { Slider as AriaSlider, SliderOutput, SliderThumb, SliderTrack, SliderFill } from 'react-aria-components/Slider'
import { SwitchButton, SwitchField } from 'react-aria-components/Switch'
import { Text } from 'react-aria-components/Text'
import { TextArea } from 'react-aria-components/TextArea'
import { TextField as AriaTextField } from 'react-aria-components/TextField'
import type { TextFieldProps as AriaTextFieldProps } from 'react-aria-components/TextField'
import { dayInWords } from './format.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icon.tsx'
import './select.css'
import './field.css'

export interface TextFieldProps extends Omit<AriaTextFieldProps, 'className' | 'children' | 'style'> {
  readonly label: string
  readonly hideLabel?: boolean
  /** A line below that helps or says what is wrong. */
  readonly help?: string
  readonly placeholder?: string
  readonly icon?: IconName
  readonly size?: 'normal' | 'dense'
  readonly multiline?: boolean
}

/**
 * A day as YYYY-MM-DD, with the calendar of the platform. The platform writes it in its own way, whatever the person chose
 * for this app: the day stands below in words.
 */
export function DateField({ value, help, ...rest }: TextFieldProps & { readonly value: string }) {
  const words = value === '' ? undefined : dayInWords(value)
  const below = help ?? words
  return <TextField {...rest} type="date" value={value} {...(below === undefined ? {} : { help: below })} />
}

/** One line of text (or several). */
export function TextField(props: TextFieldProps) {
  const { label, hideLabel = false, help, placeholder, icon, size = 'normal', multiline = false, ...rest } = props
  const hint = placeholder === undefined ? {} : { placeholder }
  return (
    <AriaTextField {...rest} {...(hideLabel ? { 'aria-label': label } : {})} className={`field field-${size}`}>
      {!hideLabel && <Label className="field-label">{label}</Label>}
      <span className="field-box">
        {icon !== undefined && <Icon name={icon} />}
        {multiline ? (
          <TextArea className="field-input" rows={3} {...hint} />
        ) : (
          <Input className="field-input" {...hint} />
        )}
      </span>
      {help !== undefined && (
        <Text slot="description" className="field-help">
          {help}
        </Text>
      )}
    </AriaTextField>
  )
}

export interface SwitchProps {
  readonly isSelected: boolean
  readonly onChange: (on: boolean) => void
  /** Its label, to the right; or give `label` for screen readers alone. */
  readonly children?: ReactNode
  readonly label?: string
  readonly isDisabled?: boolean
}

/** On or off, at once. */
export function Switch({ isSelected, onChange, children, label, isDisabled = false }: SwitchProps) {
  return (
    <SwitchField
      className="switch-field"
      isSelected={isSelected}
      onChange={onChange}
      isDisabled={isDisabled}
      {...(label === undefined ? {} : { 'aria-label': label })}
    >
      <SwitchButton className="switch">
        <span className="switch-track">
          <span className="switch-thumb" />
        </span>
        {children}
      </SwitchButton>
    </SwitchField>
  )
}

export interface SliderProps {
  readonly label: string
  readonly hideLabel?: boolean
  readonly value: number
  readonly min: number
  readonly max: number
  readonly step?: number
  readonly onChange: (value: number) => void
  /** When the thumb is let go. */
  readonly onChangeEnd?: (value: number) => void
  readonly isDisabled?: boolean
}

/** A number out of a range; arrow keys move it by a step. */
export function Slider(props: SliderProps) {
  const { label, hideLabel = false, value, min, max, step = 1, onChange, onChangeEnd, isDisabled = false } = props
  return (
    <AriaSlider<number>
      className="slider"
      value={value}
      minValue={min}
      maxValue={max}
      step={step}
      onChange={onChange}
      isDisabled={isDisabled}
      {...(onChangeEnd === undefined ? {} : { onChangeEnd })}
      {...(hideLabel ? { 'aria-label': label } : {})}
    >
      {!hideLabel && (
        <span className="spread">
          <Label className="field-label">{label}</Label>
          <SliderOutput className="dense tabular" />
        </span>
      )}
      <SliderTrack className="slider-track">
        <SliderFill className="slider-fill" />
        <SliderThumb className="slider-thumb" />
      </SliderTrack>
    </AriaSlider>
  )
}
