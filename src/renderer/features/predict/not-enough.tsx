import type { ReactNode } from 'react'
import type { Note } from '../../../contract/messages.ts'
import type { Predictions } from '../../../contract/predictions.ts'
import { noteText, t } from '../../i18n/index.ts'
import { NoteBox } from '../../ui/index.ts'
import { BuyingModels } from './buying-models.tsx'
import { PredictionNotes } from './notes.tsx'

/** Why there is no score, with what was tried all the same. */
export function NotEnough(props: {
  readonly reason: Note | null
  readonly notes: readonly Note[]
  readonly buying: Predictions['buying']
  /** The table of candidates, or null where none was tried. */
  readonly candidates: ReactNode
}) {
  const { reason, notes, buying, candidates } = props
  return (
    <div className="predict-stack">
      <NoteBox title={t('predict.notEnough')}>{reason === null ? t('predict.none.text') : noteText(reason)}</NoteBox>
      {candidates === null ? null : <section className="card stack">{candidates}</section>}
      <BuyingModels models={buying} />
      <PredictionNotes notes={notes} />
    </div>
  )
}
