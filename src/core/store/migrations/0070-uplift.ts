import type { Migration } from './migration.ts'

/** What campaigns taught: a result for each group and outcome asked for, and its figures per person as columns. */
export const uplift: Migration = {
  version: 70,
  name: 'uplift',
  up: `
    CREATE TABLE uplift_results (
      id TEXT PRIMARY KEY,
      layer_id TEXT NOT NULL REFERENCES layers (id) ON DELETE CASCADE,
      project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
      sequence INTEGER NOT NULL,
      created_at TEXT NOT NULL,
      -- Of the project when it was computed.
      revision INTEGER NOT NULL,
      question TEXT NOT NULL,
      report TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX uplift_results_by_project ON uplift_results (project_id, sequence);

    CREATE TABLE uplift_parts (
      result_id TEXT NOT NULL REFERENCES uplift_results (id) ON DELETE CASCADE,
      name TEXT NOT NULL,
      data BLOB NOT NULL,
      PRIMARY KEY (result_id, name)
    ) STRICT;
  `,
}
