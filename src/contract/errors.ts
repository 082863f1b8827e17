import type { NoteParams } from './messages.ts'

/** Closed union of everything that can go wrong across a boundary. Texts: messages/en.ts under `error.<code>`. */
export const expectedErrorCodes = [
  'input.invalid', // the caller's input does not fit the schema: {detail}
  'operation.unknown', // {name}
  'operation.forbidden', // {name}
  'file.missing', // {name}
  'file.folder', // {name}
  'file.folder_empty', // {name}
  'file.folder_large', // {name, files}
  'file.empty', // {name}
  'file.unreadable', // {name, reason}
  'file.changed', // {name}
  'file.outdated', // written to between the look at it and the import: {name}
  'file.format', // not a table we read: {name, seen}
  'file.password', // {name}
  'file.too_large', // takes more memory or time than such a file can need: {name}
  'file.sheet', // no such sheet: {name, sheet, sheets}
  'file.archive', // several tables in one archive: {name, tables}
  'file.archive_table', // no such table in the archive: {name, table, tables}
  'file.no_sheets', // a sheet was asked for of a file that is no workbook: {name, sheet}
  'file.table', // no such table in the file: {name, table, tables}
  'paste.no_table', // the clipboard holds no table
  'paste.too_long', // {limit}
  'file.no_rows', // a header and nothing below it: {name}
  'mapping.no_customer', // {name, columns}
  'mapping.no_date', // {name, columns}
  'mapping.no_amount', // {name, columns}
  'mapping.no_timestamp', // events: {name, columns}
  'mapping.no_event_type', // events: {name, columns}
  'mapping.no_person', // customers file without customer_id or email: {name, columns}
  'mapping.column_missing', // {name, role, column, columns}
  'mapping.role_unknown', // {role, roles}
  'import.all_rejected', // {name, rows, reason, example}
  'import.not_found',
  'change.outdated', // the project is another one than the change was described for: {name}
  'project.not_found',
  'customer.not_found', // {id}
  'project.empty', // nothing imported yet
  'project.no_orders', // files of customers alone: {names}
  'mapping.no_treatment', // {name, columns}
  'mapping.no_outcome', // {name, columns}
  'uplift.no_campaign', // {file}
  'uplift.not_usable', // one group alone, or no outcome with a number: {file, reason}
  'uplift.no_control', // nothing names a control group: {file, groups}
  'uplift.no_group', // {group, groups}
  'uplift.no_outcome', // {outcome, outcomes}
  'uplift.too_few', // {arm, control, people, leastPeople, outcomes, leastOutcomes}
  'uplift.not_found',
  'analysis.no_customers', // nobody has a purchase (in the window): {customers}
  'analysis.none', // nothing has been analysed yet
  'analysis.k_out_of_range', // {k, max}
  'settings.foreign', // not a file of settings: {name}
  'settings.newer', // {name, version, supported}
  'store.newer', // {file, version, supported}
  'store.locked', // another process holds it: {folder}
  'store.corrupt', // {file, reason}
  'store.disk_full', // {file}
  'store.unwritable', // {file, reason}
  'print.no_browser',
  'option.invalid', // command line: {option, value, expected}
  'option.missing', // {option, expected}
  'option.unknown', // {option, known}
  'output.not_found',
  'output.unwritable', // {path, reason}
] as const

export type ExpectedErrorCode = (typeof expectedErrorCodes)[number]
export type ErrorCode = ExpectedErrorCode | 'cancelled' | 'bug'

export interface ErrorBody {
  readonly code: ErrorCode
  readonly params: NoteParams
  /** Finds the fault in the log; set for every error. */
  readonly traceId: string
}

/** An error the person can act on. Throw it inside core and engine hosts; dispatch turns it into an `ErrorBody`. */
export class ExpectedError extends Error {
  readonly code: ExpectedErrorCode
  readonly params: NoteParams
  constructor(code: ExpectedErrorCode, params: NoteParams = {}) {
    super(`${code} ${JSON.stringify(params)}`)
    this.name = 'ExpectedError'
    this.code = code
    this.params = params
  }
}

export class CancelledError extends Error {
  constructor() {
    super('cancelled')
    this.name = 'CancelledError'
  }
}
