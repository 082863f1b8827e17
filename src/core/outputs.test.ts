import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { OutputRef } from '../contract/app.ts'
import { CancelledError, ExpectedError } from '../contract/errors.ts'
import { OutputDesk } from './outputs.ts'

let folder: string
let desk: OutputDesk
const { signal } = new AbortController()
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'segmento-outputs-'))
  desk = new OutputDesk(join(folder, 'outputs'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))
const files = () => readdirSync(join(folder, 'outputs'))

it('keeps what was written until the app is closed', async () => {
  const ref = await desk.create('a.csv', 'text/csv', signal, (path) => writeFile(path, 'äb'))
  expect(ref).toMatchObject({ fileName: 'a.csv', mime: 'text/csv', bytes: 3 })
  const stored = desk.find(ref.outputId)
  expect(existsSync(stored.path)).toBe(true)
  expect(stored.path.includes('a.csv'), 'a name from outside is no path').toBe(false)
  await desk.close()
  expect(files()).toEqual([])
  expect(() => desk.find(ref.outputId)).toThrow('output.not_found')
})

it('leaves nothing of what failed or was cancelled', async () => {
  const half = async (path: string) => {
    await writeFile(path, 'half')
    throw new TypeError('broken')
  }
  await expect(desk.create('a', 't', signal, half)).rejects.toThrow(TypeError)
  const aborted = AbortSignal.abort()
  await expect(desk.create('a', 't', aborted, (path) => writeFile(path, 'x'))).rejects.toThrow(CancelledError)
  expect(files()).toEqual([])
})

it('says so where the disk is full', async () => {
  const full = () => Promise.reject(Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC' }))
  const error = await desk.create('a.csv', 't', signal, full).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(ExpectedError)
  expect(error).toMatchObject({ code: 'output.unwritable', params: { path: 'a.csv', reason: 'the disk is full' } })
})

it('lets the oldest of many go', async () => {
  const refs: OutputRef[] = []
  for (let n = 0; n < 42; n++) refs.push(await desk.create(`${n}`, 't', signal, (path) => writeFile(path, 'x')))
  expect(files()).toHaveLength(40)
  expect(() => desk.find(refs[1]!.outputId)).toThrow('output.not_found')
  expect(desk.find(refs[2]!.outputId).fileName).toBe('2')
})
