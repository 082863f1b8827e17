import type { Migration } from './migration.ts'

/** Thresholds of the value, loyalty and engagement segments and of the churn risk; null: the reference's. */
export const tiers: Migration = {
  version: 60,
  name: 'tiers',
  up: 'ALTER TABLE projects ADD COLUMN tiers TEXT;',
}
