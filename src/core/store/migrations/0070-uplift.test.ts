import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openForWriting } from '../database.ts'
import { migrations } from './index.ts'

it('adds the results of campaigns, which go with their file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'segmento-migration-'))
  const file = join(folder, 'segmento.sqlite')
  try {
    const before = openForWriting(
      file,
      migrations.filter(({ version }) => version < 70),
    )
    before.exec(`
      INSERT INTO projects (id, name, created_at, updated_at, maker) VALUES ('p', 'Shop', 'x', 'x', '{}');
      INSERT INTO layers (id, project_id, sequence, file_name, size_bytes, kind, imported_at)
        VALUES ('l', 'p', 1, 'mail.csv', 9, 'campaign', 'x');
    `)
    before.close()
    const after = openForWriting(file)
    after.exec(`
      INSERT INTO uplift_results (id, layer_id, project_id, sequence, created_at, revision, question, report)
        VALUES ('r', 'l', 'p', 1, 'x', 0, '{}', '{}');
      INSERT INTO uplift_parts (result_id, name, data) VALUES ('r', 'effect:f64', x'00');
      DELETE FROM layers WHERE id = 'l';
    `)
    expect(after.prepare('SELECT count(*) AS n FROM uplift_results').get()).toEqual({ n: 0 })
    expect(after.prepare('SELECT count(*) AS n FROM uplift_parts').get()).toEqual({ n: 0 })
    after.close()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
