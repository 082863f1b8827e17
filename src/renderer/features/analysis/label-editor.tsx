import { useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { t } from '../../i18n/index.ts'
import { Popover, SegmentDot } from '../../ui/index.ts'
import { describe } from './describe.ts'
import type { LabelTarget } from './describe.ts'
import './label-editor.css'

export interface LabelEditorProps {
  readonly target: LabelTarget
  /** Her own name, note and colour, null where she has none. */
  readonly own: { readonly name: string | null; readonly note: string | null; readonly colour: number | null }
  /** The product's own. */
  readonly label: string
  /** The colour in use. */
  readonly colour: number
  readonly showNote?: boolean
  readonly large?: boolean
  /** In a table: one line, and the offer of a note only where the row is looked at. */
  readonly compact?: boolean
}

/** Colour, name and note of a segment or cluster, changed in place. */
export function LabelEditor({
  target,
  own,
  label,
  colour,
  showNote = true,
  large = false,
  compact = false,
}: LabelEditorProps) {
  const name = own.name ?? label
  return (
    <div className={`label-editor${large ? ' is-large' : ''}${compact ? ' is-compact' : ''}`}>
      <Popover
        label={t('segments.label.colourOf', { name })}
        trigger={
          <AriaButton className="label-colour" aria-label={t('segments.label.colourOf', { name })}>
            <SegmentDot colour={colour} size={large ? 16 : 12} />
          </AriaButton>
        }
      >
        <ColourChoice
          colour={colour}
          onChoose={(next) => void describe(target, { colour: next }, { colour: own.colour })}
        />
      </Popover>
      <div className="label-texts">
        <Editable
          value={own.name ?? ''}
          shown={name}
          label={t('segments.label.nameOf', { name })}
          className="label-name"
          maxLength={120}
          placeholder={label}
          onSave={(text) =>
            void describe(target, { name: text === '' || text === label ? null : text }, { name: own.name })
          }
        />
        {own.name !== null && own.name !== label ? <span className="label-default">{label}</span> : null}
        {showNote ? (
          <Editable
            value={own.note ?? ''}
            shown={own.note ?? t('segments.label.addNote')}
            label={t('segments.label.noteOf', { name })}
            className={own.note === null ? 'label-note is-empty' : 'label-note'}
            maxLength={2000}
            placeholder={t('segments.label.notePlaceholder')}
            multiline
            onSave={(text) => void describe(target, { note: text === '' ? null : text }, { note: own.note })}
          />
        ) : null}
      </div>
    </div>
  )
}

function ColourChoice({ colour, onChoose }: { readonly colour: number; readonly onChoose: (colour: number) => void }) {
  return (
    <div className="label-colours" role="group" aria-label={t('segments.label.colours')}>
      {Array.from({ length: 8 }, (_, index) => (
        <AriaButton
          key={index}
          className={index === colour ? 'label-swatch is-chosen' : 'label-swatch'}
          aria-label={t('segments.label.colour', { n: index + 1 })}
          aria-pressed={index === colour}
          onPress={() => onChoose(index)}
        >
          <SegmentDot colour={index} size={22} />
        </AriaButton>
      ))}
    </div>
  )
}

interface EditableProps {
  readonly value: string
  readonly shown: string
  readonly label: string
  readonly className: string
  readonly maxLength: number
  readonly placeholder: string
  readonly multiline?: boolean
  readonly onSave: (text: string) => void
}

/** A text that becomes a field when pressed: Enter or leaving saves, Escape takes it back. */
function Editable(props: EditableProps) {
  const { value, shown, label, className, maxLength, placeholder, multiline = false, onSave } = props
  const [draft, setDraft] = useState<string | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  const done = (keep: boolean) => {
    const text = draft?.trim() ?? value
    setDraft(null)
    if (keep && text !== value) onSave(text)
  }
  if (draft === null) {
    return (
      <button
        ref={button}
        type="button"
        className={`label-text name ${className}`}
        title={label}
        onClick={() => setDraft(value)}
      >
        {shown}
      </button>
    )
  }
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation()
    if (event.key === 'Escape') {
      event.preventDefault()
      done(false)
    } else if (event.key === 'Enter' && !(multiline && event.shiftKey)) {
      event.preventDefault()
      done(true)
    } else return
    // The button is there again after this render; focus goes back to where it was.
    requestAnimationFrame(() => button.current?.focus())
  }
  const shared = {
    className: `label-field ${className}`,
    'aria-label': label,
    value: draft,
    maxLength,
    placeholder,
    dir: 'auto' as const,
    onKeyDown,
    onBlur: () => done(true),
    ref: (element: HTMLInputElement | HTMLTextAreaElement | null) => {
      if (element !== null && document.activeElement !== element) {
        element.focus()
        element.select()
      }
    },
  }
  return multiline ? (
    <textarea {...shared} rows={3} onChange={(event) => setDraft(event.target.value)} />
  ) : (
    <input {...shared} onChange={(event) => setDraft(event.target.value)} />
  )
}
