import type { Statement, Store } from '../store/store.ts'

/** Writes on their way to the disk at once: enough to keep it busy, few enough to keep memory flat. */
const MOST_PENDING = 3

/** Writes the parts of something nobody sees yet, a few at a time. */
export interface PartWrites {
  /**
   * Waits only for room, not for this write to end.
   * @throws what an earlier write failed of
   */
  write(statements: readonly Statement[], moved?: readonly ArrayBuffer[]): Promise<void>
  /** Waits until every write has ended; never throws. */
  ended(): Promise<void>
  throwIfFailed(): void
}

export function openPartWrites(store: Store): PartWrites {
  const pending = new Set<Promise<void>>()
  let failed: { readonly error: unknown } | null = null
  const throwIfFailed = (): void => {
    if (failed !== null) throw failed.error
  }
  return {
    async write(statements, moved) {
      // Nobody may be waiting when a write fails: it is kept, or the whole would be complete without that part.
      throwIfFailed()
      const task = store
        .writePart(statements, moved)
        .catch((error: unknown) => {
          failed ??= { error }
        })
        .finally(() => pending.delete(task))
      pending.add(task)
      // Several threads wait here: one write that ended lets one of them go on.
      while (pending.size >= MOST_PENDING) await Promise.race(pending)
    },
    async ended() {
      await Promise.all(pending)
    },
    throwIfFailed,
  }
}
