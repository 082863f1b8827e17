import type { Note } from '../../../contract/messages.ts'
import { formatNote } from '../../../contract/messages/format.ts'
import { createLayerReader } from '../../read/layer-reader.ts'
import type { Sample } from '../../read/outcomes.ts'
import type { Inspection } from '../../read/plan.ts'
import { RejectTally } from './reject-tally.ts'

/**
 * How many of a file's first rows an import would reject, with the commonest reason: said before it is imported. Empty
 * where it would reject none, and where it cannot be imported at all.
 * Cost: one reading of the sample.
 */
export function unreadableRows(inspection: Inspection, sample: Sample): readonly Note[] {
  if (inspection.problems.length > 0) return []
  const reader = createLayerReader(inspection)
  const rejects = new RejectTally()
  sample.feed(inspection, reader, () => rejects.add(reader.takeRejected()))
  // Where the file goes on, its last record may do so too.
  if (sample.whole) rejects.add(reader.finish().rejected)
  const commonest = rejects.commonest()
  if (commonest === null) return []
  const { count, first } = commonest
  const { read: rows, rejected } = reader.counts
  const code = count === rejected ? 'import.note.unreadable' : 'import.note.unreadable_mostly'
  const reason = formatNote(first.message)
  return [{ code, params: { rows, rejected, line: first.line, reason } }]
}
