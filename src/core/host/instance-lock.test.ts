import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { tryLock } from './instance-lock.ts'
import { identify, isRunning } from './process-identity.ts'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'segmento-lock-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const lockFile = () => join(folder, 'instance.lock')

describe('the lock of a data folder', () => {
  it('is held by one, and free again once released', () => {
    const first = tryLock(folder)
    expect(first.taken).toBe(true)
    expect(tryLock(folder)).toEqual({ taken: false, owner: identify(process.pid) })
    if (first.taken) first.release()
    expect(readdirSync(folder)).toEqual([])
    expect(tryLock(folder).taken).toBe(true)
  })

  it('is taken over from a process that has ended', async () => {
    const child = spawn(process.execPath, ['-e', ''])
    const identity = identify(child.pid ?? 0)
    await once(child, 'exit')
    expect(isRunning(identity)).toBe(false)
    writeFileSync(lockFile(), JSON.stringify(identity))
    expect(tryLock(folder).taken).toBe(true)
    expect(readdirSync(folder)).toEqual(['instance.lock'])
  })

  it.runIf(process.platform === 'linux')('is not taken for held by a later process with the same number', () => {
    writeFileSync(lockFile(), JSON.stringify({ ...identify(process.pid), started: '1' }))
    expect(tryLock(folder).taken).toBe(true)
  })

  it('waits for an owner that is just writing it, not for one that died doing so', () => {
    writeFileSync(lockFile(), '')
    expect(tryLock(folder)).toEqual({ taken: false, owner: null })
    const earlier = new Date(Date.now() - 60_000)
    utimesSync(lockFile(), earlier, earlier)
    expect(tryLock(folder).taken).toBe(true)
  })
})
