import type { Migration } from './migration.ts'

/** How files with one header are read, by the header's fingerprint. */
export const mappings: Migration = {
  version: 30,
  name: 'mappings',
  up: `
    CREATE TABLE mappings (
      project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
      fingerprint TEXT NOT NULL,
      header TEXT NOT NULL,
      file_name TEXT NOT NULL,
      used_at TEXT NOT NULL,
      choices TEXT NOT NULL,
      settled TEXT NOT NULL,
      PRIMARY KEY (project_id, fingerprint)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX mappings_by_fingerprint ON mappings (fingerprint, used_at);
  `,
}
