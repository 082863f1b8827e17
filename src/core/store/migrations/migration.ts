/** One step of the store's format. Versions grow by ten, so that a branch can put one in between. */
export interface Migration {
  readonly version: number
  readonly name: string
  /** Statements, run inside the one transaction of all pending migrations. */
  readonly up: string
}
