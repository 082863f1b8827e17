import type { ImportChange } from '../../../contract/changes.ts'
import type { ErrorBody } from '../../../contract/errors.ts'
import type { ImportPreview, ReadOptions, WaitingFile } from '../../../contract/imports.ts'
import type { RememberedMapping } from '../../../contract/mappings.ts'
import type { Project } from '../../../contract/projects.ts'
import { idle } from '../../app/client.ts'
import type { JobView } from '../../app/client.ts'

/** A file that was offered and is not imported yet. */
export interface QueuedFile {
  readonly key: number
  readonly name: string
  /** null until the core has taken it. */
  readonly fileId: string | null
  /** What the person corrected. */
  readonly options: ReadOptions
  /** The earlier import whose reading was taken over, or null. */
  readonly remembered: RememberedMapping | null
  /** Whether the next look may take one over: the first one, until the person says otherwise. */
  readonly recalls: boolean
  /** The latest look at it; stays while the next one runs. */
  readonly preview: ImportPreview | null
  /** What it would change, once it is read whole; not in the project yet. */
  readonly change: ImportChange | null
  readonly step: 'looking' | 'ready' | 'importing' | 'deciding' | 'failed'
  readonly job: JobView
  readonly error: ErrorBody | null
}

/** Where the next import goes: a project, or a new one. */
export type Target = { readonly type: 'project'; readonly projectId: string } | { readonly type: 'new' }

/** Her own project takes the file; the sample is never mixed with it. */
export function targetOf(chosen: Target | null, project: Project | null): Target {
  if (chosen !== null) return chosen
  return project === null || project.isSample ? { type: 'new' } : { type: 'project', projectId: project.id }
}

let nextKey = 1

/** @param fileId null until the core has taken it */
export function queued(name: string, fileId: string | null): QueuedFile {
  return {
    key: nextKey++,
    name,
    fileId,
    options: {},
    remembered: null,
    recalls: true,
    preview: null,
    change: null,
    step: 'looking',
    job: idle,
    error: null,
  }
}

/** A file that the core held while the page was loaded anew: with what was chosen, and what was decided last. */
export function takenUp({ fileId, fileName, options, remembered, change }: WaitingFile): QueuedFile {
  const file = { ...queued(fileName, fileId), remembered, change, recalls: options === null }
  return { ...file, options: options ?? {}, step: change === null ? 'looking' : 'deciding' }
}
