import { Fragment, useLayoutEffect, useRef, type ReactNode } from 'react'
import type { ImportPreview, RawLine } from '../../../contract/imports.ts'
import { t } from '../../i18n/index.ts'
import { bytes, count } from '../../ui/format.ts'
import { EncodingSelect } from './EncodingSelect.tsx'

/** Lines that stay in sight above the header where the table starts far down. */
const linesAbove = 4
const lineHeight = 20

/** The first lines of the file as they are, detected parts tinted; a table far down is scrolled to. */
export function RawFile({ fileKey, preview }: { readonly fileKey: number; readonly preview: ImportPreview }) {
  const { lines } = preview
  const box = useRef<HTMLDivElement>(null)
  const start = lines.findIndex(({ part }) => part === 'header' || part === 'data')
  useLayoutEffect(() => {
    if (box.current !== null) box.current.scrollTop = Math.max(0, start - linesAbove) * lineHeight
  }, [start])
  // Records of a file that is one long line are counted instead.
  const isOneLine = lines.length > 1 && lines.every(({ number }) => number === lines[0]!.number)
  return (
    <section className="raw" aria-labelledby="raw-title">
      <header className="raw-head">
        <h2 id="raw-title" className="import-section-title">
          {t('import.raw.title')}
        </h2>
        <span className="raw-facts faint dense">
          {factsOf(preview)}
          {preview.format === 'delimited' && <EncodingSelect fileKey={fileKey} preview={preview} />}
        </span>
      </header>
      {lines.length === 0 ? (
        <p className="muted">{t('import.raw.empty')}</p>
      ) : (
        <div
          ref={box}
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
                  <td className="raw-number">{count(isOneLine ? index + 1 : line.number)}</td>
                  <td className="raw-text">{inOrder(line.text, preview.delimiter)}</td>
                  <td className="raw-part">
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

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/

/** Cells with letters from right to left would trade places with those beside them: each is set for itself. */
function inOrder(line: string, delimiter: string | null): ReactNode {
  if (!rightToLeft.test(line)) return line
  return line.split(delimiter ?? '\t').map((cell, at) => (
    <Fragment key={at}>
      {at > 0 && (delimiter ?? '\t')}
      <bdi>{cell}</bdi>
    </Fragment>
  ))
}

type Tagged = Exclude<RawLine['part'], 'data'>

function startsPart(lines: readonly RawLine[], index: number): boolean {
  const part = lines[index]?.part
  return part !== 'data' && part !== lines[index - 1]?.part
}

function factsOf({ sizeBytes, currency }: ImportPreview): string {
  return [bytes(sizeBytes), ...(currency === null ? [] : [currency])].join(' · ')
}
