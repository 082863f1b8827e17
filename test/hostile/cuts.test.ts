import { isDeepStrictEqual } from 'node:util'
import { expect, it } from 'vitest'
import type { RejectedRow, RowCounts } from '../../src/contract/imports.ts'
import { inspectBytes } from '../../src/engine/read/inspect-file.ts'
import type { Inspection } from '../../src/engine/read/inspect-file.ts'
import { createLayerReader } from '../../src/engine/read/layer-reader.ts'
import { Transcoder } from '../../src/engine/worker/source/transcoder.ts'
import { encodeText } from '../support/encode-text.ts'
import { pick, seeded } from '../support/seeded.ts'
import type { Random } from '../support/seeded.ts'

/** Rows with everything that a cut may fall into: quotes, line breaks in cells, letters of several bytes, faults. */
function orders(random: Random, letters: string): string {
  const [delimiter, lineBreak] = [pick(random, [',', ';', '\t']), pick(random, ['\n', '\r\n', '\r'])]
  const lines = [['customer_id', 'order_id', 'date', 'amount', 'city'].join(delimiter)]
  for (let i = 0; i < 30; i++) {
    const city = pick(random, [
      'Rome',
      `"a ""b"" ${letters}"`,
      `"two${lineBreak}lines"`,
      letters,
      '',
      `${letters}"${letters}`,
    ])
    const row = [
      `K${random(9)}${letters[0]}`,
      `O${i}`,
      pick(random, ['2026-01-05', '2026-02-31', '', '2026-03-01 10:00']),
      pick(random, ['1.50', '-3', 'x', '']),
      city,
    ]
    if (random(9) === 0) row.pop()
    if (random(12) === 0) row[4] = `"never closed ${letters}`
    lines.push(row.join(delimiter))
  }
  return lines.join(lineBreak) + (random(2) === 0 ? lineBreak : '')
}

const encodings: readonly (readonly [name: string, letters: string, encode: (text: string) => Uint8Array])[] = [
  ['UTF-8', 'é€😀ş', (text) => Buffer.from(text)],
  ['UTF-8 with mark', 'é€😀ş', (text) => Buffer.from(`\ufeff${text}`)],
  ['UTF-16 LE', 'é€😀ş', (text) => utf16(text, false)],
  ['UTF-16 LE with mark', 'é€😀ş', (text) => utf16(`\ufeff${text}`, false)],
  ['UTF-16 BE', 'é€😀ş', (text) => utf16(text, true)],
  ['UTF-16 BE with mark', 'é€😀ş', (text) => utf16(`\ufeff${text}`, true)],
  ['windows-1252', 'é€ñ', (text) => singleBytes(text)],
  ['windows-1254', 'ışğ', (text) => singleBytes(text)],
]

/** Read as UTF-8 once transcoded. Among the second bytes of their letters are a backslash, a bar and, in GB18030, digits. */
const transcoded: readonly (readonly [name: string, letters: string, encode: (text: string) => Uint8Array])[] = [
  ['Shift_JIS', '表ソポ円', (text) => encodeText(text, 'shift_jis')],
  ['GB18030', '你亅丂😀', (text) => gb18030(text)],
]

/** With the letters that take four bytes there. */
function gb18030(text: string): Uint8Array {
  const parts = text.split('😀').map((part) => encodeText(part, 'gb18030'))
  return Buffer.concat(parts.flatMap((part, i) => (i === 0 ? [part] : [Uint8Array.of(0x94, 0x39, 0xfc, 0x36), part])))
}

function utf16(text: string, isBigEndian: boolean): Uint8Array {
  const bytes = Buffer.from(text, 'utf16le')
  return isBigEndian ? bytes.swap16() : bytes
}

/** Letters of a code page that Latin-1 does not have where it has them. */
const ownBytes: Readonly<Record<string, number>> = { '€': 0x80, ı: 0xfd, ş: 0xfe, ğ: 0xf0 }

function singleBytes(text: string): Uint8Array {
  return Uint8Array.from(Array.from(text), (letter) => ownBytes[letter] ?? letter.charCodeAt(0))
}

/** What the whole file is found to be; `encoding`: what it is transcoded from, or null. */
function inspect(bytes: Uint8Array, encoding: string | null): Inspection {
  if (encoding === null) return inspectBytes(bytes, true, {})
  return inspectBytes(new Transcoder(encoding).push(bytes), true, { encoding: 'utf-8' })
}

/** All that a reader says of a file that comes in these pieces. */
function read(inspection: Inspection, bytes: Uint8Array, cuts: Iterable<number>, encoding: string | null): Read {
  const transcoder = encoding === null ? null : new Transcoder(encoding)
  const reader = createLayerReader(inspection)
  const push = (piece: Uint8Array): void => reader.push(transcoder === null ? piece : transcoder.push(piece))
  let from = 0
  for (const cut of cuts) {
    push(bytes.subarray(from, cut))
    from = cut
  }
  push(bytes.subarray(from))
  if (transcoder !== null) reader.push(transcoder.finish())
  const { rejected, ...rest } = reader.finish()
  const toFile = (offset: number): number => (transcoder === null ? offset : transcoder.toFile(offset))
  return {
    ...rest,
    counts: reader.counts,
    rejected: rejected.map((row) => ({ ...row, byteOffset: toFile(row.byteOffset) })),
  }
}

interface Read {
  readonly rejected: readonly RejectedRow[]
  readonly counts: RowCounts
}

/** Columns are compared as bytes first: `toEqual` looks at every number, and there are very many. */
function expectSame(actual: Read, expected: Read, place: string): void {
  if (!isDeepStrictEqual(actual, expected)) expect(actual, place).toEqual(expected)
}

function* every(size: number, length: number): Generator<number> {
  for (let at = size; at < length; at += size) yield at
}

const [files, sizes] = process.env['SEGMENTO_ALL_CUTS'] === '1' ? [200, 4096] : [4, 24]

it.each([...encodings, ...transcoded])(
  '%s: every cut gives the same rows, offsets and faults',
  { timeout: 3_600_000 },
  (name, letters, encode) => {
    const foreign = transcoded.some(([one]) => one === name) ? name.toLowerCase() : null
    let rejected = 0
    for (let n = 0; n < files; n++) {
      const random = seeded(n)
      const bytes = Uint8Array.from(encode(orders(random, letters)))
      const inspection = inspect(bytes, foreign)
      const whole = read(inspection, bytes, [], foreign)
      rejected += whole.counts.rejected
      if (foreign !== null)
        for (const { byteOffset, raw } of whole.rejected)
          expect(new TextDecoder(foreign).decode(bytes.subarray(byteOffset)).slice(0, raw.length)).toBe(raw)
      // A file shorter than a piece is read whole: larger ones say nothing new.
      for (let i = 1; i <= sizes && i < bytes.length; i++) {
        const size = files === 200 ? i : 1 + random(i < 8 ? 8 : bytes.length)
        expectSame(read(inspection, bytes, every(size, bytes.length), foreign), whole, `file ${n}, pieces of ${size}`)
        const cut = files === 200 ? i : random(bytes.length)
        expectSame(read(inspection, bytes, [cut], foreign), whole, `file ${n}, cut at ${cut}`)
      }
    }
    expect(rejected).toBeGreaterThan(files)
  },
)
