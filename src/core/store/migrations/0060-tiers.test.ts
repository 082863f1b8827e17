import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openForWriting } from '../database.ts'
import { migrations } from './index.ts'

it('leaves the thresholds of projects that are there as the reference has them', () => {
  const folder = mkdtempSync(join(tmpdir(), 'segmento-migration-'))
  const file = join(folder, 'segmento.sqlite')
  try {
    const before = openForWriting(
      file,
      migrations.filter(({ version }) => version < 60),
    )
    before.exec("INSERT INTO projects (id, name, created_at, updated_at, maker) VALUES ('p', 'Shop', 'x', 'x', '{}')")
    before.close()
    const after = openForWriting(file)
    expect(after.prepare('SELECT name, tiers FROM projects').get()).toEqual({ name: 'Shop', tiers: null })
    after.close()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
