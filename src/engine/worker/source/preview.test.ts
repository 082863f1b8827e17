import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CancelledError, ExpectedError } from '../../../contract/errors.ts'
import type { RejectedRow } from '../../../contract/imports.ts'
import { previewFile, readFile } from './index.ts'
import type { LayerEnd } from './index.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'segmento-preview-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

interface Whole {
  readonly end: LayerEnd
  readonly rejected: RejectedRow[]
  readonly progress: number[]
}

async function readWhole(path: string): Promise<Whole> {
  const rejected: RejectedRow[] = []
  const progress: number[] = []
  const sink = {
    chunk: () => undefined,
    rejected: (rows: readonly RejectedRow[]) => void rejected.push(...rows),
    progress: (bytes: number) => void progress.push(bytes),
  }
  return { end: await readFile(path, 'file', {}, sink, () => false), rejected, progress }
}

async function refusal(path: string): Promise<ExpectedError> {
  const error = await readWhole(path).then(
    () => null,
    (reason: unknown) => reason,
  )
  if (error instanceof ExpectedError) return error
  throw error instanceof Error ? error : new Error('it was read')
}

describe('compressed with gzip', () => {
  const content = `Kunde;Datum;Betrag\nA;05.01.2024;3,50\n${'Bärbel;06.01.2024;x\n'}${'C;07.01.2024;1,25\n'.repeat(200_000)}`
  const text = Buffer.from(content)

  it('reads the text in it; offsets are those of the text, hash and size those of the file', async () => {
    const packed = gzipSync(text)
    const path = file('orders.csv.gz', packed)
    const whole = await readWhole(path)
    expect([whole.end.counts.accepted, whole.end.counts.rejected]).toEqual([200_001, 1])
    expect(whole.rejected.map(({ line, byteOffset }) => [line, byteOffset])).toEqual([
      [3, content.indexOf('B\u00e4rbel')],
    ])
    expect(whole.end.sizeBytes).toBe(packed.length)
    expect(whole.end.sha256).toBe(createHash('sha256').update(packed).digest('hex'))
    expect(whole.progress.at(-1)).toBe(packed.length)
    const shown = await previewFile(path, 'orders.csv.gz', {})
    expect([shown.sizeBytes, shown.format, shown.delimiter]).toEqual([packed.length, 'delimited', ';'])
    expect(shown.rows).toEqual({ count: 200_002, exact: true })
  })

  it('several members, one after the other', async () => {
    const half = content.indexOf('\n', 1_000_000) + 1
    const path = file(
      'members.csv.gz',
      Buffer.concat([gzipSync(text.subarray(0, half)), gzipSync(text.subarray(half))]),
    )
    expect((await readWhole(path)).end.counts.read).toBe(200_002)
  })

  it('a small one is whole in the head', async () => {
    const path = file('small.csv.gz', gzipSync('customer,date,amount\nA,2024-01-05,3\n'))
    expect((await previewFile(path, 'small.csv.gz', {})).rows).toEqual({ count: 1, exact: true })
    expect((await readWhole(path)).end.counts.accepted).toBe(1)
  })

  it('cut off, damaged, empty', async () => {
    const packed = gzipSync(text)
    const cut = await refusal(file('cut.csv.gz', packed.subarray(0, packed.length - 100)))
    expect([cut.code, cut.params['reason']]).toEqual(['file.unreadable', 'the gzip archive is damaged'])
    const damaged = Uint8Array.from(packed)
    damaged.fill(0x55, 200, 260)
    expect((await refusal(file('damaged.csv.gz', damaged))).code).toBe('file.unreadable')
    expect((await refusal(file('empty.csv.gz', gzipSync('')))).code).toBe('file.empty')
    expect((await refusal(file('twice.csv.gz', gzipSync(gzipSync('a,b\n'))))).code).toBe('file.format')
  })

  it('one that unpacks to a thousand times its size is refused', async () => {
    // 48 MB of line breaks: a member is packed once and stands there twice.
    const start = gzipSync('customer,date,amount\nA,2024-01-05,3\n')
    const breaks = gzipSync(Buffer.alloc(24 << 20, '\n'), { level: 9 })
    const path = file('bomb.csv.gz', Buffer.concat([start, breaks, breaks]))
    const error = await refusal(path)
    expect([error.code, error.params['reason']]).toEqual([
      'file.unreadable',
      'it unpacks to more than 1000 times its size',
    ])
    await expect(previewFile(path, 'bomb.csv.gz', {})).rejects.toMatchObject({ code: 'file.unreadable' })
  })

  it('stops when it is cancelled', async () => {
    const path = file('cancel.csv.gz', gzipSync(text))
    let calls = 0
    const sink = { chunk: () => undefined, rejected: () => undefined, progress: () => void calls++ }
    await expect(readFile(path, 'cancel', {}, sink, () => calls > 0)).rejects.toBeInstanceOf(CancelledError)
    await expect(previewFile(path, 'cancel', {}, () => true)).rejects.toBeInstanceOf(CancelledError)
  })
})

describe('the rows of a preview', () => {
  it('are as many as will be read, whatever the encoding, quotes and blank lines', async () => {
    const line = (i: number): string =>
      i % 50 === 0
        ? ';;\r\n\r\n'
        : i % 33 === 0
          ? `"A\n${i}";05.01.2024;"1,5"\r\n`
          : i % 1001 === 0
            ? '"broken;05.01.2024;1\r\n'
            : `Zoë ${i};05.01.2024;3,5\r\n`
    const content = `Kunde;Datum;Betrag\r\n${Array.from({ length: 60_000 }, (_, i) => line(i)).join('')}`
    for (const encoding of ['utf8', 'latin1', 'utf16le'] as const) {
      const bytes = Buffer.concat([
        Buffer.from(encoding === 'utf16le' ? [0xff, 0xfe] : []),
        Buffer.from(content, encoding),
      ])
      const path = file(`${encoding}.csv`, bytes)
      const shown = await previewFile(path, 'rows.csv', {})
      const { counts } = (await readWhole(path)).end
      expect(bytes.length).toBeGreaterThan(1 << 20)
      expect(counts.read).toBeGreaterThan(58_000)
      expect(shown.rows).toEqual({ count: counts.read, exact: true })
    }
  })

  it('are not counted on when it is cancelled', async () => {
    const path = file('stop.csv', `customer,date,amount\n${'A,2024-01-05,3\n'.repeat(100_000)}`)
    await expect(previewFile(path, 'stop.csv', {}, () => true)).rejects.toBeInstanceOf(CancelledError)
  })
})
