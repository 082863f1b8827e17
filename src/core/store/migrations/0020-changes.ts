import type { Migration } from './migration.ts'

/** Imports say how they meet earlier ones; a project says what else is done to their rows before anything is counted. */
export const changes: Migration = {
  version: 20,
  name: 'changes',
  up: `
    ALTER TABLE layers ADD COLUMN decision TEXT NOT NULL
      DEFAULT '{"mode":"append","replaces":"all","repeats":"keep","known":"keep"}';
    -- What it was found to have in common with earlier imports, and what it changed; null: nobody looked.
    ALTER TABLE layers ADD COLUMN change TEXT;
    -- Rows in each currency that is not the file's own.
    ALTER TABLE layers ADD COLUMN foreign_rows TEXT NOT NULL DEFAULT '[]';
    -- The import whose rejected rows these are, mended.
    ALTER TABLE layers ADD COLUMN mends TEXT;
    -- Date order and decimal mark, for its rejected rows when they come back.
    ALTER TABLE layers ADD COLUMN read_as TEXT NOT NULL DEFAULT '{}';

    ALTER TABLE projects ADD COLUMN net_reversals INTEGER NOT NULL DEFAULT 0;
    -- Exact decimals by currency; null: its rows are left out.
    ALTER TABLE projects ADD COLUMN rates TEXT NOT NULL DEFAULT '{}';
    -- 1: everybody with the same e-mail address is one person, but for those kept apart.
    ALTER TABLE projects ADD COLUMN merge_people INTEGER NOT NULL DEFAULT 0;

    CREATE TABLE person_choices (
      project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
      email TEXT NOT NULL,
      is_merged INTEGER NOT NULL,
      PRIMARY KEY (project_id, email)
    ) STRICT, WITHOUT ROWID;
  `,
}
