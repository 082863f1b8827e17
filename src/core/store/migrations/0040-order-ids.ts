import type { Migration } from './migration.ts'

/** The ids of a chunk's orders stand beside it, so that an analysis never reads them; older chunks have none. */
export const orderIds: Migration = {
  version: 40,
  name: 'order-ids',
  up: `
    CREATE TABLE chunk_order_ids (
      layer_id TEXT NOT NULL REFERENCES layers (id) ON DELETE CASCADE,
      sequence INTEGER NOT NULL,
      data BLOB NOT NULL,
      PRIMARY KEY (layer_id, sequence)
    ) STRICT;
  `,
}
