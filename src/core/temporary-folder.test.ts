import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openTemporaryFolder } from './temporary-folder.ts'

it('is empty, and takes away what ended processes have left, not what running ones use', () => {
  const data = mkdtempSync(join(tmpdir(), 'segmento-temporary-'))
  const ended = spawnSync(process.execPath, ['--version']).pid
  for (const name of [ended, process.pid, process.ppid, 'other']) {
    mkdirSync(join(data, 'temporary', String(name)), { recursive: true })
    writeFileSync(join(data, 'temporary', String(name), 'customers.csv'), 'Anna')
  }
  const own = openTemporaryFolder(data)
  expect(own).toBe(join(data, 'temporary', String(process.pid)))
  expect(readdirSync(own)).toEqual([])
  expect(readdirSync(join(data, 'temporary')).toSorted()).toEqual(
    [String(process.pid), String(process.ppid)].toSorted(),
  )
  expect(existsSync(join(data, 'temporary', String(process.ppid), 'customers.csv'))).toBe(true)
  rmSync(data, { recursive: true, force: true })
})
