import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { plainDecision } from '../../../contract/plain-decision.ts'
import { openForWriting } from '../database.ts'
import { migrations } from './index.ts'

it('leaves imports that are there beside each other, and projects without rates or merged people', () => {
  const folder = mkdtempSync(join(tmpdir(), 'segmento-migration-'))
  const file = join(folder, 'segmento.sqlite')
  try {
    const before = openForWriting(
      file,
      migrations.filter(({ version }) => version < 20),
    )
    before.exec(`INSERT INTO projects (id, name, created_at, updated_at, maker) VALUES ('p', 'Shop', 'x', 'x', '{}');
      INSERT INTO layers (id, project_id, sequence, is_complete, file_name, size_bytes, kind, imported_at)
        VALUES ('l', 'p', 1, 1, 'orders.csv', 9, 'orders', 'x')`)
    before.close()
    const after = openForWriting(file)
    const layer = after.prepare('SELECT decision, change, foreign_rows, mends, read_as FROM layers').get() as {
      decision: string
    }
    expect({ ...layer, decision: JSON.parse(layer.decision) }).toEqual({
      decision: plainDecision,
      change: null,
      foreign_rows: '[]',
      mends: null,
      read_as: '{}',
    })
    expect(after.prepare('SELECT net_reversals, rates, merge_people FROM projects').get()).toEqual({
      net_reversals: 0,
      rates: '{}',
      merge_people: 0,
    })
    after.close()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
