import { useState } from 'react'
import type { ColumnPreview, ImportPreview, ReadOptions, Role } from '../../../contract/imports.ts'
import { noteText, t } from '../../i18n/index.ts'
import { count, percent } from '../../ui/format.ts'
import { Button, Icon, Select, Why } from '../../ui/index.ts'
import type { SelectOption } from '../../ui/index.ts'
import { giveRole } from './options.ts'
import { roleOptions } from './roles.ts'
import { useImports } from './store.ts'

/** Cards of one group; a file of hundreds of columns shows the rest when asked. */
const firstShown = 24

/** The columns as cards: role, how sure, samples before and after. Those that are used stand first. */
export function Columns(props: {
  readonly fileKey: number
  readonly options: ReadOptions
  readonly preview: ImportPreview
}) {
  const { fileKey, options, preview } = props
  const correct = useImports((state) => state.correct)
  const [all, setAll] = useState(false)
  const choices = roleOptions(preview.kind)
  const groups = [
    ['import.columns.used', preview.columns.filter((column) => groupOf(column) === 'used')],
    ['import.columns.attributes', preview.columns.filter((column) => groupOf(column) === 'attribute')],
    ['import.columns.ignored', preview.columns.filter((column) => groupOf(column) === 'ignore')],
  ] as const
  return (
    <section className="columns" aria-labelledby="columns-title">
      <h2 id="columns-title" className="import-section-title">
        {t('import.columns.title')}
      </h2>
      {groups.map(([title, columns]) =>
        columns.length === 0 ? null : (
          <div key={title} className="columns-group">
            <h3 className="columns-group-title">
              {t(title)} <span className="faint">{count(columns.length)}</span>
            </h3>
            <ul className="columns-grid">
              {columns.slice(0, all ? columns.length : firstShown).map((column) => (
                <li key={column.index}>
                  <ColumnCard
                    column={column}
                    chosen={options.roles?.[column.index] !== undefined}
                    choices={choices}
                    onRole={(role) => correct(fileKey, giveRole(preview, options, column.index, role))}
                  />
                </li>
              ))}
            </ul>
            {!all && columns.length > firstShown && (
              <div className="row">
                <Button size="dense" onPress={() => setAll(true)}>
                  {t('import.columns.all', { n: columns.length })}
                </Button>
              </div>
            )}
          </div>
        ),
      )}
    </section>
  )
}

function groupOf(column: ColumnPreview): 'used' | 'attribute' | 'ignore' {
  return column.role === 'attribute' || column.role === 'ignore' ? column.role : 'used'
}

function ColumnCard(props: {
  readonly column: ColumnPreview
  readonly chosen: boolean
  readonly choices: readonly SelectOption<Role>[]
  readonly onRole: (role: Role) => void
}) {
  const { column, chosen, choices, onRole } = props
  const name = column.name === '' ? t('import.column.unnamed', { n: column.index + 1 }) : column.name
  const level = chosen ? 'chosen' : levelOf(column.confidence)
  const offered = choices.some((choice) => choice.key === column.role)
    ? choices
    : [{ key: column.role, label: t(`import.role.${column.role}`) }, ...choices]
  return (
    <article className={`column column-${level} column-role-${groupOf(column)}`}>
      <h4 className="column-name truncate" title={name}>
        {name}
      </h4>
      <Select
        label={t('import.column.role', { name })}
        hideLabel
        size="dense"
        options={offered}
        value={column.role}
        onChange={onRole}
      />
      <Samples column={column} />
      <div className="column-foot">
        <span className={`column-level column-level-${level}`}>
          {level === 'unsure' && <Icon name="warning" size={13} />}
          {t(`import.column.${level}`)}
        </span>
        <Why
          about={name}
          rule={noteText(column.reason)}
          numbers={[
            { label: t('import.column.type'), value: t(`import.column.type.${column.type}`) },
            ...(chosen ? [] : [{ label: t('import.column.confidence'), value: percent(column.confidence * 100) }]),
          ]}
        />
      </div>
    </article>
  )
}

/** Three words for a number between 0 and 1; the number itself is in the "why". */
function levelOf(confidence: number): 'sure' | 'likely' | 'unsure' {
  if (confidence >= 0.8) return 'sure'
  return confidence >= 0.5 ? 'likely' : 'unsure'
}

function Samples({ column }: { readonly column: ColumnPreview }) {
  if (column.samples.length === 0) return <p className="column-samples faint">{t('import.column.none')}</p>
  return (
    <ul className="column-samples" aria-label={t('import.column.samples')}>
      {column.samples.map((sample, index) => (
        <li key={index} className="sample">
          <span className="sample-raw truncate" title={sample.raw}>
            {sample.raw === '' ? <em className="faint">{t('import.column.blank')}</em> : sample.raw}
          </span>
          {sample.read !== sample.raw && (
            <>
              <span className="sample-arrow" aria-hidden="true">
                →
              </span>
              {sample.read === null ? (
                <span className="sample-bad">{t('import.column.unreadable')}</span>
              ) : (
                <span className="sample-read truncate" title={sample.read}>
                  {sample.read === '' ? <em className="faint">{t('import.column.blank')}</em> : sample.read}
                </span>
              )}
            </>
          )}
        </li>
      ))}
    </ul>
  )
}
