import type { FileKind, ImportPreview, ReadOptions } from '../../../contract/imports.ts'
import { t } from '../../i18n/index.ts'
import { Select } from '../../ui/index.ts'
import type { SelectOption } from '../../ui/index.ts'
import { useImports } from './store.ts'

const delimiters = [
  [',', 'import.delimiter.comma'],
  [';', 'import.delimiter.semicolon'],
  ['\t', 'import.delimiter.tab'],
  ['|', 'import.delimiter.pipe'],
  [' ', 'import.delimiter.blank'],
] as const
const quotes = [
  ['"', 'import.quote.double'],
  ["'", 'import.quote.single'],
  ['', 'import.quote.none'],
] as const

const noHeader = '-1'
const noQuote = 'none'

/** What was detected about the whole file, each correctable; a change reads it again. */
export function Options(props: {
  readonly fileKey: number
  readonly options: ReadOptions
  readonly preview: ImportPreview
}) {
  const { fileKey, preview } = props
  const correct = useImports((state) => state.correct)
  const change = (part: ReadOptions) => correct(fileKey, part)
  return (
    <div className="import-options">
      <Select<FileKind>
        label={t('import.option.kind')}
        options={kindOptions()}
        value={preview.kind}
        onChange={(kind) => change({ kind })}
      />
      {preview.sheets.length > 0 && (
        <Select
          label={t('import.option.sheet')}
          options={preview.sheets.map((sheet) => ({
            key: sheet.name,
            label: sheet.name,
            hint: t('import.option.sheet.rows', { rows: sheet.rows }),
          }))}
          value={preview.sheet}
          onChange={(sheet) => change({ sheet })}
        />
      )}
      {preview.tables.length > 1 && (
        <Select
          label={t('import.option.table')}
          options={preview.tables.map(({ line, rows, columns }, index) => ({
            key: String(index + 1),
            label: t('import.option.table.number', { table: index + 1 }),
            hint: t('import.option.table.at', {
              line,
              columns: columns.join(', '),
              rows: t(rows.exact ? 'import.option.table.rows' : 'import.option.table.rowsAtLeast', {
                rows: rows.count,
              }),
            }),
          }))}
          value={String(preview.table)}
          onChange={(table) => change({ table: Number(table) })}
        />
      )}
      {preview.delimiter !== null && (
        <Select
          label={t('import.option.delimiter')}
          options={delimiterOptions(preview.delimiter)}
          value={preview.delimiter}
          onChange={(delimiter) => change({ delimiter })}
        />
      )}
      {preview.quote !== null && (
        <Select
          label={t('import.option.quote')}
          options={quotes.map(([key, label]) => ({ key: key || noQuote, label: t(label) }))}
          value={preview.quote || noQuote}
          onChange={(key) => change({ quote: quotes.find(([quote]) => (quote || noQuote) === key)![0] })}
        />
      )}
      <Select<'.' | ','>
        label={t('import.option.decimal')}
        options={[
          { key: '.', label: t('import.decimal.point') },
          { key: ',', label: t('import.decimal.comma') },
        ]}
        value={preview.decimal}
        onChange={(decimal) => change({ decimal })}
      />
      {preview.yearless !== null && (
        <Select
          label={t('import.option.year')}
          placeholder={t('import.option.year.open')}
          options={yearOptions(preview.yearless.year)}
          value={preview.yearless.year === null ? null : String(preview.yearless.year)}
          onChange={(year) => change({ year: Number(year) })}
        />
      )}
      {preview.amounts !== null && (
        <Select<'major' | 'minor'>
          label={t('import.option.amounts')}
          options={[
            { key: 'major', label: t('import.amounts.major'), hint: t('import.amounts.major.hint') },
            { key: 'minor', label: t('import.amounts.minor'), hint: t('import.amounts.minor.hint') },
          ]}
          value={preview.amounts}
          onChange={(amounts) => change({ amounts })}
        />
      )}
      {preview.dateOrder !== null && preview.yearless === null && (
        <Select
          label={t('import.option.dateOrder')}
          options={(['ymd', 'dmy', 'mdy'] as const).map((key) => ({ key, label: t(`import.dateOrder.${key}`) }))}
          value={preview.dateOrder}
          onChange={(dateOrder) => change({ dateOrder })}
        />
      )}
      {preview.format !== 'json' && (
        <Select
          label={t('import.option.header')}
          options={headerOptions(preview)}
          value={String(preview.headerRow)}
          onChange={(key) => change({ headerRow: Number(key) })}
        />
      )}
    </div>
  )
}

function kindOptions(): readonly SelectOption<FileKind>[] {
  return [
    { key: 'orders', label: t('import.kind.orders'), hint: t('import.kind.orders.hint') },
    { key: 'customers', label: t('import.kind.customers'), hint: t('import.kind.customers.hint') },
    { key: 'events', label: t('import.kind.events'), hint: t('import.kind.events.hint') },
    { key: 'campaign', label: t('import.kind.campaign'), hint: t('import.kind.campaign.hint') },
  ]
}

const MOST_YEARS = 20

/** The latest years, and the one that was found. */
function yearOptions(found: number | null): readonly SelectOption<string>[] {
  const latest = new Date().getFullYear()
  const years = new Set(Array.from({ length: MOST_YEARS }, (_, i) => latest - i))
  if (found !== null) years.add(found)
  return [...years].toSorted((a, b) => b - a).map((year) => ({ key: String(year), label: String(year) }))
}

function delimiterOptions(current: string): readonly SelectOption<string>[] {
  const known = delimiters.map(([key, label]): SelectOption<string> => ({ key, label: t(label) }))
  if (known.some((option) => option.key === current)) return known
  return [...known, { key: current, label: t('import.delimiter.other', { text: current.replaceAll(' ', '␣') }) }]
}

/** The first ten lines, the one that was chosen, and none. */
function headerOptions(preview: ImportPreview): readonly SelectOption<string>[] {
  const lines = preview.lines
    .filter((line, index) => index < 10 || line.number - 1 === preview.headerRow)
    .map((line): SelectOption<string> => ({
      key: String(line.number - 1),
      label: t('import.option.header.line', { line: line.number }),
      hint: line.text.slice(0, 48),
    }))
  const chosen = String(preview.headerRow)
  if (preview.headerRow >= 0 && !lines.some((line) => line.key === chosen)) {
    lines.push({ key: chosen, label: t('import.option.header.line', { line: preview.headerRow + 1 }) })
  }
  return [...lines, { key: noHeader, label: t('import.option.header.none') }]
}
