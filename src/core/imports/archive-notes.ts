import type { Note } from '../../contract/messages.ts'
import type { ArchiveContent } from '../../engine/worker/source/archive.ts'

/** What is said of an archive, beside each of its tables. */
export function archiveNotes(
  name: string,
  { tables, more, nested, aside }: Omit<ArchiveContent, 'tables'> & { readonly tables: readonly unknown[] },
): Note[] {
  const notes: Note[] = [{ code: 'import.note.archive', params: { name, tables: tables.length } }]
  if (more > 0) notes.push({ code: 'import.note.archive_more', params: { name, tables: tables.length, more } })
  if (aside.length > 0) notes.push({ code: 'import.note.archive_aside', params: { name, names: someOf(aside) } })
  if (nested.length > 0) notes.push({ code: 'import.note.archive_nested', params: { name, names: someOf(nested) } })
  return notes
}

const MOST_NAMES = 8

function someOf(names: readonly string[]): string {
  return names.length > MOST_NAMES ? `${names.slice(0, MOST_NAMES).join(', ')} … (${names.length})` : names.join(', ')
}
