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
  sample.feed(inspection, reader)
  const rejected = reader.takeRejected()
  // Where the file goes on, its last record may do so too.
  if (sample.whole) rejected.push(...reader.finish().rejected)
  const rejects = new RejectTally()
  rejects.add(rejected)
  const commonest = rejects.commonest()
  if (commonest === null) return []
  const { count, first } = commonest
  const code = count === rejected.length ? 'import.note.unreadable' : 'import.note.unreadable_mostly'
  const reason = formatNote(first.message)
  return [{ code, params: { rows: reader.counts.read, rejected: rejected.length, line: first.line, reason } }]
}
