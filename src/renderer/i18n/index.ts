import type { ErrorBody } from '../../contract/errors.ts'
import type { Note } from '../../contract/messages.ts'
import { fillTemplate, formatNote } from '../../contract/messages/format.ts'
import { isolateParams, unbroken } from '../../contract/messages/typography.ts'
import { formatContext } from '../ui/format.ts'
import { connectionTraceId } from '../app/connection.ts'
import { en } from './en/index.ts'
import type { ParamsOf } from './template.ts'

export type Catalogue = typeof en
export type MessageKey = keyof Catalogue

/**
 * Text of a screen: `t('import.title')`, `t('import.button', { rows: 541909 })`. A key that does not exist, or a
 * placeholder without a value, does not compile. Placeholder styles: see contract/messages/format.ts.
 */
export function t<Key extends MessageKey>(key: Key, ...params: ParamsOf<Catalogue[Key]>): string {
  return unbroken(fillTemplate(en[key], isolateParams(params[0] ?? {}), formatContext()))
}

/** Text of a note of the core, with the project's currency and the person's locale. */
export function noteText(note: Note): string {
  return unbroken(formatNote({ code: note.code, params: isolateParams(note.params ?? {}) }, formatContext()))
}

/** What to tell the person about an error: what happened, what is safe, what to do. */
export function errorText(error: ErrorBody): string {
  if (error.traceId === connectionTraceId) return t('app.connection.broken')
  return noteText({ code: `error.${error.code}`, params: { ...error.params, traceId: error.traceId } })
}
