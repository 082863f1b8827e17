import type { ImportPreview, RawLine } from '../../../contract/imports.ts'
import { t } from '../../i18n/index.ts'
import { bytes, count } from '../../ui/format.ts'

const shown = 50

/** The first lines of the file as they are, detected parts tinted. */
export function RawFile({ preview }: { readonly preview: ImportPreview }) {
  const lines = preview.lines.slice(0, shown)
  return (
    <section className="raw" aria-labelledby="raw-title">
      <header className="raw-head">
        <h2 id="raw-title" className="import-section-title">
          {t('import.raw.title')}
        </h2>
        <span className="faint dense">{factsOf(preview)}</span>
      </header>
      {lines.length === 0 ? (
        <p className="muted">{t('import.raw.empty')}</p>
      ) : (
        <div
          className="raw-box"
          tabIndex={0}
          role="region"
          aria-label={t('import.raw.lines', { lines: lines.length })}
          translate="no"
        >
          <table className="raw-table">
            <tbody>
              {lines.map((line, index) => (
                <tr key={index} className={`raw-${line.part}`}>
                  <td className="raw-number">{count(line.number)}</td>
                  <td className="raw-text">
                    {line.text}
                    {startsPart(lines, index) && (
                      <span className="raw-tag">{t(`import.part.${line.part as Tagged}`)}</span>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

type Tagged = Exclude<RawLine['part'], 'data'>

function startsPart(lines: readonly RawLine[], index: number): boolean {
  const part = lines[index]?.part
  return part !== 'data' && part !== lines[index - 1]?.part
}

function factsOf(preview: ImportPreview): string {
  // A workbook holds its texts in one encoding always: nothing to know about it.
  const facts = [bytes(preview.sizeBytes), preview.format === 'workbook' ? '' : preview.encoding]
  if (preview.currency !== null) facts.push(preview.currency)
  return facts.filter((fact) => fact !== '').join(' · ')
}
