import { XlsxFault } from './fault.ts'
import { builtInFormat, cellFormat } from './formats.ts'
import type { CellFormat } from './formats.ts'
import { nameHash, XmlScanner } from './xml.ts'

export interface Relationship {
  readonly id: string
  /** Last word of the type's address, which strict and transitional workbooks share: `worksheet`, `styles` … */
  readonly type: string
  readonly target: string
}

const RELATIONSHIP = nameHash('Relationship')

/** @returns a scanner for a `.rels` part; links to places outside the file are left out */
export function relationshipsScanner(into: Relationship[]): XmlScanner {
  return new XmlScanner({
    open(xml) {
      if (xml.name !== RELATIONSHIP || xml.attribute('TargetMode') === 'External') return
      if (into.length >= MOST_RELATIONSHIPS) throw new XlsxFault('damaged', 'too many relationships')
      into.push({
        id: xml.attribute('Id') ?? '',
        type: (xml.attribute('Type') ?? '').split('/').at(-1)!,
        target: xml.attribute('Target') ?? '',
      })
    },
    close() {},
    text() {},
  })
}

/** Path of a part in the archive, from a relationship of the part at `base`; both without a slash in front. */
export function resolvePart(base: string, target: string): string {
  const steps = target.startsWith('/') ? [] : base.split('/').slice(0, -1)
  for (const step of target.replaceAll('\\', '/').split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '.' && step !== '') steps.push(step)
  }
  return steps.join('/')
}

/** Path of the part that holds the relationships of the part at `path` (empty: of the archive). */
export function relationshipsPath(path: string): string {
  const at = path.lastIndexOf('/') + 1
  return `${path.slice(0, at)}_rels/${path.slice(at)}.rels`
}

export interface WorkbookPart {
  readonly sheets: { readonly name: string; readonly relationship: string; readonly hidden: boolean }[]
  /** Days are counted from 1904-01-01. */
  is1904: boolean
}

const MOST_SHEETS = 10_000
/** Excel itself keeps some 65,000. */
const MOST_FORMATS = 100_000
const MOST_RELATIONSHIPS = 20_000
const SHEET = nameHash('sheet')
const WORKBOOK_PR = nameHash('workbookPr')

/** @returns a scanner for `workbook.xml` */
export function workbookScanner(into: WorkbookPart): XmlScanner {
  return new XmlScanner({
    open(xml) {
      if (xml.name === WORKBOOK_PR) {
        const flag = xml.attribute('date1904')
        if (flag !== null) into.is1904 = flag === '1' || flag === 'true' || flag === 'on'
      } else if (xml.name === SHEET) {
        if (into.sheets.length >= MOST_SHEETS) throw new XlsxFault('damaged', 'too many sheets')
        const state = xml.attribute('state')
        into.sheets.push({
          name: xml.attribute('name') ?? '',
          relationship: xml.prefixed('id') ?? xml.attribute('id') ?? '',
          hidden: state === 'hidden' || state === 'veryHidden',
        })
      }
    },
    close() {},
    text() {},
  })
}

export interface CellStyles {
  /** What the style with that number makes of a number. */
  readonly formats: CellFormat[]
}

const NUM_FMT = nameHash('numFmt')
const CELL_XFS = nameHash('cellXfs')
const XF = nameHash('xf')
const DXFS = nameHash('dxfs')

/** @returns a scanner for `styles.xml` */
export function stylesScanner(into: CellStyles): XmlScanner {
  const custom = new Map<number, CellFormat>()
  let inFormats = false
  let inDifferences = false
  return new XmlScanner({
    open(xml) {
      if (xml.name === NUM_FMT && !inDifferences)
        custom.set(Number(xml.attribute('numFmtId') ?? NaN), cellFormat(xml.attribute('formatCode') ?? ''))
      else if (xml.name === CELL_XFS) inFormats = true
      else if (xml.name === DXFS) inDifferences = true
      else if (xml.name === XF && inFormats) {
        if (into.formats.length >= MOST_FORMATS) throw new XlsxFault('damaged', 'too many formats')
        const id = Number(xml.attribute('numFmtId') ?? 0)
        into.formats.push(custom.get(id) ?? builtInFormat(id))
      }
    },
    close({ name }) {
      if (name === CELL_XFS) inFormats = false
      else if (name === DXFS) inDifferences = false
    },
    text() {},
  })
}
