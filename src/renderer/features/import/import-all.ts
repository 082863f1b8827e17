import type { Ambiguity } from '../../../contract/ambiguities.ts'
import type { ImportChange } from '../../../contract/changes.ts'
import type { ImportPreview } from '../../../contract/imports.ts'
import type { QueuedFile } from './queued-file.ts'
import { activeFile, useImports } from './store.ts'

/** Keys of the files that can be imported as they stand. */
export function importable(files: readonly QueuedFile[]): readonly number[] {
  return files.filter(({ step, preview }) => step === 'ready' && preview?.problems.length === 0).map(({ key }) => key)
}

/**
 * Imports one file after the other, each as it is proposed, and stops at the first that asks for something: a question in
 * its columns that the file before her did not ask, lines that are there already, a failure, or her cancelling.
 */
export async function importAll(): Promise<void> {
  const find = (key: number) => useImports.getState().files.find((file) => file.key === key)
  const { select, importFile, commit } = useImports.getState()
  // The questions of the file before her she has seen, and let stand what is assumed.
  const seen = activeFile(useImports.getState())
  for (const key of importable(useImports.getState().files)) {
    const file = find(key)
    if (file === undefined) continue
    select(key)
    if (asksMore(file.preview, seen?.preview ?? null)) return
    await importFile(key)
    const change = find(key)?.change ?? null
    if (change !== null && isPlain(change)) await commit(key)
    if (find(key) !== undefined) return
  }
}

function asksMore(preview: ImportPreview | null, seen: ImportPreview | null): boolean {
  if (preview === null || preview.problems.length > 0) return true
  const answered = new Set(seen?.ambiguities.map(assumption))
  return preview.ambiguities.some((ambiguity) => !ambiguity.settled && !answered.has(assumption(ambiguity)))
}

/** A question with the answer that is taken. */
function assumption({ question, columns, options }: Ambiguity): string {
  return JSON.stringify([question.code, columns, options.find(({ assumed }) => assumed)?.command])
}

/** Nothing in it is in the project already. */
function isPlain({ findings, sameFileAs }: ImportChange): boolean {
  return sameFileAs === null && findings.known === 0 && findings.knownOrders === 0
}
