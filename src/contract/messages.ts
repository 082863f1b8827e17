/**
 * A sentence that crosses a boundary travels as code and parameters; the language files turn it into text
 * (`messages/format.ts`). Parameters are raw values; the catalogue says how each is shown.
 */
export type NoteParams = Readonly<Record<string, string | number>>

export interface Note {
  readonly code: string
  readonly params?: NoteParams
}

export type Severity = 'info' | 'warning'

export interface Warning extends Note {
  readonly severity: Severity
}
