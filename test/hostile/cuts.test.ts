import { expect, it } from 'vitest'
import { inspectBytes } from '../../src/engine/read/inspect-file.ts'
import { createLayerReader } from '../../src/engine/read/layer-reader.ts'
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

function utf16(text: string, isBigEndian: boolean): Uint8Array {
  const bytes = Buffer.from(text, 'utf16le')
  return isBigEndian ? bytes.swap16() : bytes
}

/** Letters of a code page that Latin-1 does not have where it has them. */
const ownBytes: Readonly<Record<string, number>> = { '€': 0x80, ı: 0xfd, ş: 0xfe, ğ: 0xf0 }

function singleBytes(text: string): Uint8Array {
  return Uint8Array.from(Array.from(text), (letter) => ownBytes[letter] ?? letter.charCodeAt(0))
}

/** All that a reader says of a file that comes in these pieces. */
function read(bytes: Uint8Array, cuts: Iterable<number>): unknown {
  const inspection = inspectBytes(bytes, true, {})
  const reader = createLayerReader(inspection)
  let from = 0
  for (const cut of cuts) {
    reader.push(bytes.subarray(from, cut))
    from = cut
  }
  reader.push(bytes.subarray(from))
  const { chunks, tail, ...rest } = reader.finish()
  return { chunks, tail, ...rest, counts: reader.counts }
}

function* every(size: number, length: number): Generator<number> {
  for (let at = size; at < length; at += size) yield at
}

const [files, sizes] = process.env['SEGMENTO_ALL_CUTS'] === '1' ? [200, 4096] : [4, 24]

it.each(encodings)(
  '%s: every cut gives the same rows, offsets and faults',
  { timeout: 3_600_000 },
  (_, letters, encode) => {
    let rejected = 0
    for (let n = 0; n < files; n++) {
      const random = seeded(n)
      const bytes = Uint8Array.from(encode(orders(random, letters)))
      const whole = read(bytes, [])
      rejected += (whole as { counts: { rejected: number } }).counts.rejected
      // A file shorter than a piece is read whole: larger ones say nothing new.
      for (let i = 1; i <= sizes && i < bytes.length; i++) {
        const size = files === 200 ? i : 1 + random(i < 8 ? 8 : bytes.length)
        expect(read(bytes, every(size, bytes.length)), `file ${n}, pieces of ${size}`).toEqual(whole)
        const cut = files === 200 ? i : random(bytes.length)
        expect(read(bytes, [cut]), `file ${n}, cut at ${cut}`).toEqual(whole)
      }
    }
    expect(rejected).toBeGreaterThan(files)
  },
)
