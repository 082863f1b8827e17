import { initial } from './0010-initial.ts'
import { changes } from './0020-changes.ts'
import { mappings } from './0030-mappings.ts'
import { orderIds } from './0040-order-ids.ts'
import { tiers } from './0060-tiers.ts'
import { uplift } from './0070-uplift.ts'
import type { Migration } from './migration.ts'

/** In ascending order; a migration that has shipped is never changed. */
export const migrations: readonly Migration[] = [initial, changes, mappings, orderIds, tiers, uplift]
