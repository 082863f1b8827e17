import type { Note } from '../../../contract/messages.ts'
import { noteText, t } from '../../i18n/index.ts'
import { Icon } from '../../ui/index.ts'

/** What else is to be known of a score. */
export function PredictionNotes({ notes }: { readonly notes: readonly Note[] }) {
  if (notes.length === 0) return null
  return (
    <section className="card stack">
      <h3 className="card-title">{t('predict.notes')}</h3>
      <ul className="predict-notes">
        {notes.map((note, at) => (
          <li key={`${note.code}-${at}`}>
            <Icon name="info" />
            <span>{noteText(note)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
