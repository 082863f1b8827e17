import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ExpectedError } from '../../../contract/errors.ts'
import { previewFile, readFile } from './index.ts'
import { unreadable } from './open-handle.ts'

let folder: string
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'segmento-odd-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const text = 'customer,date,amount\nA,2026-01-05,3.50\nB,2026-01-06,4.50\n'
const sink = { chunk: () => undefined, rejected: () => undefined, progress: () => undefined }
const outcomes = (path: string) =>
  Promise.all(
    [
      previewFile(path, basename(path), {}).then(({ columns }) => columns.length),
      readFile(path, basename(path), {}, sink, () => false).then(({ counts }) => counts.read),
    ].map((reading) => reading.catch((error: unknown) => (error instanceof ExpectedError ? error.code : error))),
  )

describe('what is named like a file', () => {
  it('is refused where it is a pipe, a device or a folder, also behind a link', async () => {
    const pipe = join(folder, 'orders.csv')
    execFileSync('mkfifo', [pipe])
    symlinkSync('/dev/zero', join(folder, 'zeros.csv'))
    mkdirSync(join(folder, 'folder.csv'))
    symlinkSync(join(folder, 'nothing'), join(folder, 'lost.csv'))
    symlinkSync(join(folder, 'circle.csv'), join(folder, 'circle.csv'))
    expect(await outcomes(pipe)).toEqual(['file.unreadable', 'file.unreadable'])
    expect(await outcomes(join(folder, 'zeros.csv'))).toEqual(['file.unreadable', 'file.unreadable'])
    expect(await outcomes(join(folder, 'folder.csv'))).toEqual(['file.folder', 'file.folder'])
    expect(await outcomes(join(folder, 'lost.csv'))).toEqual(['file.missing', 'file.missing'])
    expect(await outcomes(join(folder, 'circle.csv'))).toEqual(['file.unreadable', 'file.unreadable'])
  })

  it.each([
    'two\nlines.csv',
    '\u202evsc.sredro\u202c.csv',
    `${'é'.repeat(125)}x.csv`,
    ' .csv',
    '-rf.csv',
    '%s%n"\'`$(x).csv',
  ])('is read whatever its name: %j', async (name) => {
    writeFileSync(join(folder, name), text)
    expect(await outcomes(join(folder, name))).toEqual([3, 2])
  })
})

it('a drive that is gone is said to be gone', () => {
  for (const code of ['ESTALE', 'ENOTCONN', 'ENODEV', 'ETIMEDOUT'])
    expect(unreadable('a.csv', Object.assign(new Error('x'), { code })).params['reason']).toMatch(/does not answer/)
})
