import { expect, it } from 'vitest'
import { encodeUtf8 } from '../../read/text/bytes.ts'
import { SharedStrings } from '../../read/xlsx/shared-strings.ts'
import { TextFile } from './text-store.ts'

it('texts that do not fit into memory come back from their file, in any order', () => {
  const file = new TextFile()
  const strings = new SharedStrings(file)
  const filler = 'é'.repeat(700)
  // Some are empty, some longer than what is read at once.
  const text = (i: number): string =>
    i % 13 === 0 ? '' : i % 7 === 0 ? ' ' : `${i % 2500 === 1 ? filler.repeat(60) : filler}${i}`
  const count = 30_000
  for (let i = 0; i < count; i++) {
    const bytes = encodeUtf8(text(i))
    strings.append(bytes, 0, 100 < bytes.length ? 100 : bytes.length)
    if (bytes.length > 100) strings.append(bytes, 100, bytes.length)
    strings.close()
  }
  try {
    const wrong: number[] = []
    const check = (i: number): void => {
      if (strings.isFilled(i) !== (text(i).trim() !== '') || strings.at(i) !== text(i)) wrong.push(i)
    }
    for (let i = 0; i < count; i++) check(i)
    for (let i = 0; i < count; i++) check((i * 7919) % count)
    for (let i = count - 1; i >= 0; i -= 3) check(i)
    expect(wrong).toEqual([])
    expect([strings.at(count), strings.at(-1), strings.isFilled(count)]).toEqual([null, null, false])
  } finally {
    file.close()
  }
})
