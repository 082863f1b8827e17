import { useState } from 'react'
import type { Ambiguity, AmbiguityOption } from '../../../contract/ambiguities.ts'
import type { ImportPreview } from '../../../contract/imports.ts'
import type { Note } from '../../../contract/messages.ts'
import { formatNote } from '../../../contract/messages/format.ts'
import { outcomeNotes } from '../../../contract/outcome-notes.ts'
import { noteText, t } from '../../i18n/index.ts'
import { count, formatContext } from '../../ui/format.ts'
import { useImports } from './store.ts'
import './ambiguities.css'

/** What the file leaves open: each question with its answers and what they lead to. One click decides. */
export function Ambiguities({ fileKey, preview }: { readonly fileKey: number; readonly preview: ImportPreview }) {
  const { ambiguities, looked } = preview
  if (ambiguities.length === 0) return null
  return (
    <section className="open-questions" aria-labelledby="open-title">
      <h2 id="open-title" className="import-section-title">
        {t('import.open.title')}
        <span className="faint"> {count(ambiguities.length)}</span>
      </h2>
      {ambiguities.map((ambiguity) => (
        <Question
          key={`${ambiguity.question.code} ${ambiguity.columns.join()}`}
          fileKey={fileKey}
          ambiguity={ambiguity}
          currency={preview.currency}
        />
      ))}
      {!looked.whole && <p className="faint dense">{t('import.open.looked', { rows: looked.rows })}</p>}
    </section>
  )
}

function Question(props: {
  readonly fileKey: number
  readonly ambiguity: Ambiguity
  readonly currency: string | null
}) {
  const { fileKey, ambiguity, currency } = props
  const correct = useImports((state) => state.correct)
  const { question, reason, options, settled } = ambiguity
  // Until the file is read that way the answer is hers already.
  const [given, setGiven] = useState<{ readonly to: Ambiguity; readonly command: string } | null>(null)
  const notesOf = (option: AmbiguityOption): Note[] => outcomeNotes(option, options)
  // Several figures stand below their answer in all answers, or one would be hard to compare with the next.
  const isStacked = options.some((option) => notesOf(option).length > 1)
  const isChecked = ({ command, assumed }: AmbiguityOption): boolean =>
    given !== null && given.to === ambiguity ? command === given.command : assumed
  return (
    <fieldset className="open-question">
      <legend className="open-question-title">{noteText(question)}</legend>
      <div className="open-answers">
        {options.map((option) => (
          <label key={option.command} className="open-answer">
            <input
              type="radio"
              name={`open ${fileKey} ${question.code} ${ambiguity.columns.join()}`}
              checked={isChecked(option)}
              onChange={() => {
                setGiven({ to: ambiguity, command: option.command })
                correct(fileKey, option.choose)
              }}
            />
            <span className={isStacked ? 'open-answer-words open-answer-stacked' : 'open-answer-words'}>
              <span className="name">{noteText(option.label)}</span>
              <Figures notes={notesOf(option)} currency={currency} />
            </span>
          </label>
        ))}
      </div>
      <p className="faint dense">{settled ? noteText(reason) : t('import.open.why', { reason: noteText(reason) })}</p>
    </fieldset>
  )
}

/** In the currency of the file, which need not be that of the project. */
function Figures({ notes, currency }: { readonly notes: readonly Note[]; readonly currency: string | null }) {
  const text = (note: Note): string => formatNote(note, { ...formatContext(), currency })
  if (notes.length === 0) return null
  return (
    <span className="open-answer-figures muted tabular">
      {notes.map((note) => (
        <span key={note.code} className={troubles.has(note.code) ? 'open-answer-trouble' : ''}>
          {text(note)}
        </span>
      ))}
    </span>
  )
}

/** Consequences that speak against an answer. */
const troubles: ReadonlySet<string> = new Set(['import.outcome.future', 'import.outcome.unreadable'])
