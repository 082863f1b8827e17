import { ExpectedError } from '../contract/errors.ts'
import { roles, type ColumnPreview, type ImportPreview, type Role } from '../contract/imports.ts'

type Wish = { readonly role: string; readonly column: string }
type Columns = Pick<ImportPreview, 'fileName'> & { readonly columns: readonly Pick<ColumnPreview, 'index' | 'name'>[] }

/**
 * Turns `--map ROLE=COLUMN` into roles by column index, for each file the columns that it has.
 * @throws ExpectedError where there is no such role, or where no file has the column.
 */
export function rolesFor(
  wishes: readonly Wish[],
  files: readonly Columns[],
): readonly Readonly<Record<string, Role>>[] {
  const byFile = files.map((): Record<string, Role> => ({}))
  for (const { role, column } of wishes) {
    if (!isRole(role)) throw new ExpectedError('mapping.role_unknown', { role, roles: roles.join(', ') })
    const found = files.map((file) => findColumn(file, column))
    found.forEach((index, position) => {
      if (index !== null) (byFile[position] as Record<string, Role>)[String(index)] = role
    })
    if (found.every((index) => index === null)) throw columnMissing(files, role, column)
  }
  return byFile
}

const isRole = (text: string): text is Role => (roles as readonly string[]).includes(text)

/** As it is written, else without regard to case and outer blanks. */
function findColumn({ columns }: Columns, wanted: string): number | null {
  const plain = (name: string) => name.trim().toLowerCase()
  const column =
    columns.find(({ name }) => name === wanted) ?? columns.find(({ name }) => plain(name) === plain(wanted)) ?? null
  return column?.index ?? null
}

function columnMissing(files: readonly Columns[], role: string, column: string): ExpectedError {
  return new ExpectedError('mapping.column_missing', {
    name: files.map(({ fileName }) => fileName).join(', '),
    role,
    column,
    columns: [...new Set(files.flatMap(({ columns }) => columns.map(({ name }) => name)))].join(', '),
  })
}
