import { randomBytes } from 'node:crypto'
import type { CoreContext } from '../context.ts'
import { keepSecret, readSecret } from '../store/settings-table.ts'

/**
 * The key of `customer_id_hash`: random and kept in the store, so that hashes of one person's exports can be compared and
 * nobody else can guess ids from them. On the command line it follows from the seed: the same input gives the same bytes.
 */
export async function hashKey(core: CoreContext, seed: number): Promise<string> {
  if (core.options.shell === 'cli') return `segmento ${seed}`
  return (
    readSecret(core.store, 'customer-id-hash') ??
    keepSecret(core.store, 'customer-id-hash', randomBytes(32).toString('hex'))
  )
}
