import type { Migration } from './migration.ts'

/** Rows for what is looked up, BLOBs of columns for what is scanned. */
export const initial: Migration = {
  version: 10,
  name: 'initial',
  up: `
    CREATE TABLE settings (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE projects (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      created_at TEXT NOT NULL,
      updated_at TEXT NOT NULL,
      currency TEXT,
      analysis_from TEXT,
      as_of TEXT,
      exclusions TEXT NOT NULL DEFAULT '[]',
      -- Fixed cut-points of the scores; null: quintiles.
      cuts TEXT NOT NULL DEFAULT '{"r":null,"f":null,"m":null}',
      maker TEXT NOT NULL,
      is_sample INTEGER NOT NULL DEFAULT 0,
      -- Grows with everything that changes what an analysis would say.
      revision INTEGER NOT NULL DEFAULT 0
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE layers (
      id TEXT PRIMARY KEY,
      project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
      sequence INTEGER NOT NULL,
      -- 0: being written, invisible; removed at the next start if it stays so.
      is_complete INTEGER NOT NULL DEFAULT 0,
      active INTEGER NOT NULL DEFAULT 1,
      file_name TEXT NOT NULL,
      size_bytes INTEGER NOT NULL,
      sha256 TEXT NOT NULL DEFAULT '',
      kind TEXT NOT NULL,
      imported_at TEXT NOT NULL,
      counts TEXT NOT NULL DEFAULT '{}',
      customers INTEGER NOT NULL DEFAULT 0,
      first_day INTEGER,
      last_day INTEGER,
      currency TEXT,
      encoding TEXT NOT NULL DEFAULT '',
      delimiter TEXT,
      mapping TEXT NOT NULL DEFAULT '{}',
      warnings TEXT NOT NULL DEFAULT '[]',
      attributes TEXT NOT NULL DEFAULT '[]',
      milliseconds INTEGER NOT NULL DEFAULT 0
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX layers_by_project ON layers (project_id, sequence);

    CREATE TABLE layer_chunks (
      layer_id TEXT NOT NULL REFERENCES layers (id) ON DELETE CASCADE,
      sequence INTEGER NOT NULL,
      data BLOB NOT NULL,
      PRIMARY KEY (layer_id, sequence)
    ) STRICT;

    CREATE TABLE layer_parts (
      layer_id TEXT NOT NULL REFERENCES layers (id) ON DELETE CASCADE,
      name TEXT NOT NULL,
      data BLOB NOT NULL,
      PRIMARY KEY (layer_id, name)
    ) STRICT;

    CREATE TABLE rejected_rows (
      layer_id TEXT NOT NULL REFERENCES layers (id) ON DELETE CASCADE,
      sequence INTEGER NOT NULL,
      line INTEGER NOT NULL,
      byte_offset INTEGER NOT NULL,
      column_name TEXT NOT NULL,
      kind TEXT NOT NULL,
      message TEXT NOT NULL,
      raw TEXT NOT NULL,
      PRIMARY KEY (layer_id, sequence)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE runs (
      id TEXT PRIMARY KEY,
      project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
      sequence INTEGER NOT NULL,
      created_at TEXT NOT NULL,
      revision INTEGER NOT NULL,
      k INTEGER NOT NULL,
      chosen_by_person INTEGER NOT NULL DEFAULT 0,
      -- What does not depend on the chosen k, and what does.
      summary TEXT NOT NULL,
      clustering TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX runs_by_project ON runs (project_id, sequence);

    CREATE TABLE run_parts (
      run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
      name TEXT NOT NULL,
      data BLOB NOT NULL,
      PRIMARY KEY (run_id, name)
    ) STRICT;

    -- Names, notes and colours of a person's own; key: the segment's label, or k and the cluster's id.
    CREATE TABLE labels (
      project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
      target TEXT NOT NULL,
      key TEXT NOT NULL,
      name TEXT,
      note TEXT,
      colour INTEGER,
      PRIMARY KEY (project_id, target, key)
    ) STRICT, WITHOUT ROWID;
  `,
}
