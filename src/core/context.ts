import { randomUUID } from 'node:crypto'
import type { Project } from '../contract/projects.ts'
import { ExpectedError } from '../contract/errors.ts'
import type { Events } from './events.ts'
import type { FileDesk } from './files.ts'
import type { EnginePool } from './jobs/engine-pool.ts'
import type { OutputDesk } from './outputs.ts'
import type { CoreOptions } from './ports.ts'
import { findProject } from './store/projects-table.ts'
import type { Store } from './store/store.ts'

/** What the handlers of all domains share. */
export interface CoreContext {
  readonly options: CoreOptions
  readonly store: Store
  /** Threads for jobs. */
  readonly pool: EnginePool
  /** One thread of its own for what a screen waits for, so that no job ever stands before it. */
  readonly queries: EnginePool
  readonly files: FileDesk
  readonly outputs: OutputDesk
  readonly events: Events
  /** Folder of this process for files that nobody else shall see. */
  readonly temporaryFolder: string
  /** Calendar day of now. */
  readonly today: () => string
}

export function now(): string {
  return new Date().toISOString()
}

export function newId(): string {
  return randomUUID()
}

/** @throws ExpectedError project.not_found */
export function requireProject(store: Store, projectId: string): Project {
  const project = findProject(store, projectId)
  if (project === null) throw new ExpectedError('project.not_found')
  return project
}

/** Gives the room of what was deleted back to the disk, while nobody waits for it. */
export function tidyLater({ store, options }: CoreContext): void {
  store.tidy().catch((error: unknown) => options.logger.error('store-tidy', error))
}
