import type { Note } from '../../../contract/messages.ts'
import { Transcoder } from './transcoder.ts'

/** With more letters than this the encoding is no guess. */
const FEW = 3
/** Bytes of a letter in UTF-8, at the most. */
const WIDEST = 4
const AROUND = 24

/**
 * What is said where next to nothing tells the encoding: damaged bytes look like the letters of some code page too.
 * @param head the first bytes of the text, which are in `encoding`
 * @param shownAs the encoding of the file
 * @returns null where there are enough letters to tell, or none
 */
export function fewLettersNote(head: Uint8Array, encoding: string, shownAs: string): Note | null {
  let first = -1
  let bytes = 0
  for (let i = 0; i < head.length; i++) {
    if (head[i]! < 0x80) continue
    if (first < 0) first = i
    if (++bytes > FEW * WIDEST) return null
  }
  if (first < 0) return null
  const transcoder = new Transcoder(encoding)
  const decoded = (from: number, to: number) => Buffer.from(transcoder.push(head.subarray(from, to))).toString('utf8')
  const before = /[^\s,;|"]*$/.exec(decoded(Math.max(0, first - AROUND), first))?.[0] ?? ''
  const after = decoded(first, first + AROUND)
  const letters = decoded(first, head.length).match(/\P{ASCII}/gu)?.length ?? 0
  if (letters > FEW) return null
  const example = before + (/^[^\s,;|"]*/.exec(after)?.[0] ?? '')
  return { code: 'import.note.few_letters', params: { letters, encoding: shownAs, example } }
}
