import type { NoteParams } from '../messages.ts'

/**
 * Own text inside a sentence that runs the other way keeps its direction to itself (U+2068 … U+2069). Direction marks
 * of its own are taken out first: an unfinished one would turn the rest of the line around.
 */
export function isolated(text: string): string {
  const clean = text.replace(/[\u202A-\u202E\u2066-\u2069]/g, '')
  return /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/.test(clean) ? `\u2068${clean}\u2069` : clean
}

/** The parameters of a sentence, each text of them isolated. */
export function isolateParams(params: NoteParams): NoteParams {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, typeof value === 'string' ? isolated(value) : value]),
  )
}

/** "27 %" never breaks between its number and its sign. */
export function unbroken(text: string): string {
  return text.replace(/(\d) %/g, '$1\u00A0%')
}
