import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { EnginePool } from './engine-pool.ts'
import { rehearse } from './rehearse.ts'

const folder = mkdtempSync(join(tmpdir(), 'segmento-rehearse-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('a rehearsal leaves every thread free and nothing behind', async () => {
  const pool = new EnginePool(2)
  try {
    await rehearse(pool, folder)
    expect(pool.free).toBe(2)
    expect(readdirSync(folder)).toEqual([])
  } finally {
    await pool.close()
  }
})

it('it ends with the threads', async () => {
  const pool = new EnginePool(2)
  const ended = expect(rehearse(pool, folder)).rejects.toThrow()
  await pool.close()
  await ended
})
