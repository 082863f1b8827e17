import { createHash } from 'node:crypto'
import type { LayerTail } from '../columns/types.ts'
import type { AttributeHead, Parts } from '../columns/parts.ts'

/**
 * What was read from a file that is no file of orders, as one hash: the same for the same rows, whether they were packed,
 * written in another encoding or saved as another format. The lines of orders are compared one by one instead.
 */
export class ContentHash {
  readonly #hash = createHash('sha256')

  /** Takes a chunk as it is stored. */
  add(bytes: Uint8Array): void {
    this.#hash.update(bytes)
  }

  /** Hex SHA-256, or null for orders. */
  end(kind: LayerTail['kind'], parts: Parts, attributes: readonly AttributeHead[]): string | null {
    if (kind === 'orders') return null
    this.#hash.update(JSON.stringify([kind, attributes]))
    for (const [name, bytes] of [...parts].toSorted(([a], [b]) => (a < b ? -1 : 1)))
      this.#hash.update(`${name}:${bytes.length}:`).update(bytes)
    return this.#hash.digest('hex')
  }
}
