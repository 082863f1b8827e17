import type { ImportPreview, ReadOptions, Role } from '../../../contract/imports.ts'

/**
 * Corrections that no longer hold once `change` is made are dropped: another kind, sheet, table, delimiter or header
 * gives other columns, so roles chosen by column number go. Another sheet or delimiter gives other tables, and each
 * table has a header of its own.
 */
export function withoutParts(options: ReadOptions, change: ReadOptions): ReadOptions {
  const otherColumns = ['kind', 'sheet', 'table', 'delimiter', 'headerRow'].some((part) => part in change)
  const next: ReadOptions = { ...options }
  if (otherColumns && !('roles' in change)) delete next.roles
  if ('sheet' in change || 'table' in change) delete next.headerRow
  if ('sheet' in change || 'delimiter' in change) delete next.table
  return next
}

/** Roles that any number of columns may have. */
export function isShared(role: Role): boolean {
  return role === 'attribute' || role === 'ignore'
}

/**
 * The correction for giving a column a role. Another column that had it becomes an attribute, since a role may stand
 * once.
 */
export function giveRole(
  preview: Pick<ImportPreview, 'columns'>,
  options: ReadOptions,
  column: number,
  role: Role,
): ReadOptions {
  const roles: Record<string, Role> = { ...options.roles, [column]: role }
  if (!isShared(role)) {
    for (const other of preview.columns) {
      if (other.index !== column && other.role === role) roles[other.index] = 'attribute'
    }
  }
  return { roles }
}
