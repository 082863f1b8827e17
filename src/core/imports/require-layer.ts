import { ExpectedError } from '../../contract/errors.ts'
import type { ImportLayer } from '../../contract/imports.ts'
import type { CoreContext } from '../context.ts'
import { findLayer } from '../store/layers-table.ts'

/** The layer must be complete. @throws ExpectedError import.not_found */
export function requireLayer(core: CoreContext, importId: string): ImportLayer {
  const layer = findLayer(core.store, importId)
  if (layer === null) throw new ExpectedError('import.not_found')
  return layer
}
