import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as xlsx from 'xlsx'
import { sharedData } from '../../../../test/shared-data.ts'
import { workbookParts, zipArchive } from '../../../../test/support/zip-archive.ts'
import type { WorkbookPieces } from '../../../../test/support/zip-archive.ts'
import { CancelledError, ExpectedError } from '../../../contract/errors.ts'
import type { ReadOptions } from '../../../contract/imports.ts'
import { previewFile, readFile } from './index.ts'
import { cellTexts, readQuietly } from './library-cells.ts'
import { openXlsx } from './workbook-xlsx.ts'
import { openWorkbook } from './workbook.ts'
import { openZip } from './zip.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'segmento-xlsx-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function file(name: string, content: Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

/** All cells of a sheet by the streaming reader; null where it leaves the file to SheetJS. */
async function streamed(path: string, sheet: string | undefined): Promise<string[][] | null> {
  const handle = await open(path, 'r')
  const rows: string[][] = []
  try {
    const zip = await openZip(handle, (await handle.stat()).size, path)
    if (zip === null) throw new Error('no archive')
    const opened = await openXlsx(zip, path, sheet === undefined ? {} : { sheet })
    if (opened === null) return null
    const take = (cells: readonly string[], line: number): void => {
      while (rows.length < line) rows.push([])
      rows[line - 1] = [...cells]
    }
    await opened.read(1, take, () => Promise.resolve())
  } catch (error) {
    // A sheet without a row.
    if (!(error instanceof ExpectedError && error.code === 'file.empty')) throw error
  } finally {
    await handle.close()
  }
  return trimmed(rows)
}

function trimmed(rows: readonly (readonly string[])[]): string[][] {
  const all = rows.map((row) => row.slice(0, row.findLastIndex((cell) => cell !== '') + 1))
  return all.slice(0, all.findLastIndex((row) => row.length > 0) + 1)
}

function bySheetJs(bytes: Uint8Array): Map<string, string[][]> {
  const book = readQuietly(xlsx, Buffer.from(bytes))
  return new Map(book.SheetNames.map((name) => [name, trimmed(cellTexts(book, name).rows)]))
}

const written = (pieces: WorkbookPieces): string => file('own.xlsx', zipArchive(workbookParts(pieces)))

async function refusal(path: string, options: ReadOptions = {}): Promise<[string, unknown]> {
  try {
    await previewFile(path, 'book.xlsx', options)
  } catch (error) {
    if (error instanceof ExpectedError) return [error.code, error.params['reason'] ?? error.params['seen']]
    throw error
  }
  throw new Error('it was read')
}

const calamine = sharedData('workbooks/calamine')
const real = calamine === null ? [] : readdirSync(calamine).filter((name) => /\.xls[xm]$/.test(name))
const second = sharedData('online-retail/online_retail_II_sample.xlsx')

describe('beside SheetJS (needs ../shared/data/workbooks)', () => {
  /** Cells that differ: ours, theirs, and why ours is right. */
  const differences: Readonly<Record<string, readonly [ours: string, theirs: string, why: string]>> = {
    'has_x000D_.xlsx Sheet1 1,1': [
      'ABC\nDEF',
      'ABC\r\nDEF',
      'an escaped carriage return before a line feed is one break',
    ],
    'inlineStr_with_value.xlsx Requirements 2,4': ['1.01.', '1.', 'all runs of a rich text belong to it'],
    'minimal_package.xlsx Sheet1 1,1': [
      'ARREST BOOKINGS for 01/30/17',
      'ARREST BOOKINGS for ',
      'all runs of a rich text belong to it',
    ],
    'richtext-after-plain.xlsx Sheet1 2,1': ['tvalrval1rval2', 'tval', 'all runs of a rich text belong to it'],
  }

  it.skipIf(calamine === null)('every cell of every workbook is the same, but for the ones listed', async () => {
    const found: Record<string, readonly [string, string]> = {}
    let cells = 0
    for (const name of real) {
      if (name === 'pass_protected.xlsx') continue
      const path = join(calamine!, name)
      for (const [sheet, theirs] of bySheetJs(readFileSync(path))) {
        const ours = await streamed(path, sheet)
        expect(ours, name).not.toBeNull()
        for (let r = 0; r < Math.max(ours!.length, theirs.length); r++)
          for (let c = 0; c < Math.max(ours![r]?.length ?? 0, theirs[r]?.length ?? 0); c++) {
            const pair = [ours![r]?.[c] ?? '', theirs[r]?.[c] ?? ''] as const
            cells++
            if (pair[0] !== pair[1]) found[`${name} ${sheet} ${r + 1},${c + 1}`] = pair
          }
      }
    }
    expect(found).toEqual(
      Object.fromEntries(Object.entries(differences).map(([place, [ours, theirs]]) => [place, [ours, theirs]])),
    )
    expect([real.length, cells > 10_000]).toEqual([69, true])
  })

  it.skipIf(second === null)('Online Retail II', async () => {
    for (const [sheet, theirs] of bySheetJs(readFileSync(second!)))
      expect(await streamed(second!, sheet)).toEqual(theirs)
  })
})

describe('mutated workbooks', () => {
  it.skipIf(real.length === 0 || second === null)('are read or refused with a sentence, never worse', async () => {
    let state = 20_240_105
    const random = (below: number): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      return Math.floor((state / 2 ** 32) * below)
    }
    const sources = [...real.map((name) => join(calamine!, name)), second!]
      .map((path) => readFileSync(path))
      .filter((bytes) => bytes.length < 40_000)
    const outcomes: Record<string, number> = {}
    for (let n = 0; n < 400; n++) {
      const bytes = Uint8Array.from(sources[random(sources.length)]!)
      const edits = 1 + random(12)
      // Half of the changes hit the directory and the headers, where they hurt most.
      for (let i = 0; i < edits; i++) {
        const at = random(2) === 0 ? Math.max(0, bytes.length - 1 - random(800)) : random(bytes.length)
        bytes[at] = random(3) === 0 ? 0xff : random(256)
      }
      const end = random(5) === 0 ? random(bytes.length) : bytes.length
      const handle = await open(file('mutated.xlsx', bytes.subarray(0, end)), 'r')
      try {
        const opened = await openWorkbook(handle, bytes.subarray(0, Math.min(end, 8)), end, 'mutated.xlsx', {})
        await opened.read(
          1,
          () => undefined,
          () => Promise.resolve(),
        )
        outcomes['read'] = (outcomes['read'] ?? 0) + 1
      } catch (error) {
        if (!(error instanceof ExpectedError)) throw error
        outcomes[error.code] = (outcomes[error.code] ?? 0) + 1
      } finally {
        await handle.close()
      }
    }
    expect(Object.values(outcomes).reduce((sum, count) => sum + count, 0)).toBe(400)
    expect(outcomes['read']).toBeGreaterThan(20)
  })

  it('XML that is changed is read or refused as well', async () => {
    let state = 77
    const random = (below: number): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      return Math.floor((state / 2 ** 32) * below)
    }
    const parts = workbookParts({
      sheets: {
        Orders:
          '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>date</t></is></c></row><row r="2"><c r="A2"><v>1.5</v></c><c r="B2" s="1"><v>45000</v></c></row>',
      },
      strings: '<si><t>customer</t></si>',
      styles: '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>',
    })
    const outcomes = new Set<string>()
    for (let n = 0; n < 400; n++) {
      const hit = 2 + random(parts.length - 2)
      const changed = parts.map((part, i) => {
        if (i !== hit) return part
        const text = Array.from(String(part.content))
        for (let k = 0; k <= random(6); k++) text[random(text.length)] = '<>/"=& \u0000é'[random(9)]!
        return { ...part, content: text.slice(0, random(6) === 0 ? random(text.length) : undefined).join('') }
      })
      try {
        await streamed(file('changed.xlsx', zipArchive(changed)), undefined)
        outcomes.add('read')
      } catch (error) {
        outcomes.add((error as Error).name)
      }
    }
    expect([...outcomes].sort()).toEqual(['XlsxFault', 'read'])
  })
})

describe('archives', () => {
  const rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c><c r="B1"><v>2</v></c></row>'
  const parts = workbookParts({ sheets: { One: rows } })

  it.each([
    ['ZIP64', zipArchive(parts, { zip64: true })],
    ['data descriptors', zipArchive(parts, { descriptors: true })],
    ['stored', zipArchive(parts.map((part) => ({ ...part, stored: true })))],
    ['bytes in front', Uint8Array.from([...Buffer.from('MZ something'), ...zipArchive(parts)])],
    ['a comment behind', commented(zipArchive(parts))],
    ['absolute part names', zipArchive(parts.map((part) => ({ ...part, name: `/${part.name.toUpperCase()}` })))],
  ])('%s', async (_, bytes) => {
    expect(await streamed(file('odd.xlsx', bytes), 'One')).toEqual([['a', '2']])
  })

  function commented(archive: Uint8Array): Uint8Array {
    const bytes = Buffer.concat([archive, Buffer.from('hello')])
    bytes.writeUInt16LE(5, archive.length - 2)
    return bytes
  }

  it('encrypted entries keep the sentence about passwords', async () => {
    expect((await refusal(file('locked.xlsx', zipArchive(parts, { flags: 1 }))))[0]).toBe('file.password')
  })

  it('a wrong checksum is no workbook', async () => {
    const broken = parts.map((part) => (part.name.includes('sheet1') ? { ...part, crc: 1 } : part))
    expect(await refusal(file('crc.xlsx', zipArchive(broken)))).toEqual(['file.format', 'a damaged workbook'])
  })

  it('entries on top of each other are refused', async () => {
    const bytes = Buffer.from(zipArchive(parts))
    // The last entry of the directory points where the first one lies.
    const at = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2]))
    bytes.writeUInt32LE(0, at + 42)
    expect(await refusal(file('overlap.xlsx', bytes))).toEqual([
      'file.unreadable',
      'parts of it lie on top of each other',
    ])
  })

  it('too many entries are refused', async () => {
    const many = Array.from({ length: 10_001 }, (_, i) => ({ name: `x${i}`, content: '', stored: true }))
    expect(await refusal(file('many.xlsx', zipArchive([...parts, ...many])))).toEqual([
      'file.unreadable',
      'it holds too many parts',
    ])
  })

  it('document type declarations are refused', async () => {
    const entities = parts.map((part) =>
      part.name.includes('sheet1')
        ? { ...part, content: `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>${String(part.content)}` }
        : part,
    )
    expect(await refusal(file('entities.xlsx', zipArchive(entities)))).toEqual([
      'file.format',
      'a workbook with a document type declaration',
    ])
  })

  it('a part in UTF-16 is left to SheetJS', async () => {
    const wide = parts.map((part) =>
      part.name.includes('sheet1')
        ? {
            ...part,
            content: Buffer.from(`\ufeff${String(part.content).replace('UTF-8', 'UTF-16')}`, 'utf16le'),
          }
        : part,
    )
    const bytes = zipArchive(wide)
    const handle = await open(file('wide.xlsx', bytes), 'r')
    try {
      const found = await openWorkbook(handle, bytes.subarray(0, 8), bytes.length, 'wide.xlsx', {}).catch(
        (error: unknown) => error,
      )
      // What SheetJS makes of it is its own affair; it is a workbook or a sentence.
      expect(found instanceof ExpectedError || (found as { sheet?: string }).sheet === 'One').toBe(true)
    } finally {
      await handle.close()
    }
  })
})

describe('bombs', () => {
  const parts = workbookParts({ sheets: { One: '<row r="1"><c r="A1"><v>1</v></c></row>' } })
  const packed = new Map<string, Uint8Array>()
  /** A piece that is repeated 24 MB long, deflated. */
  function bomb(start: string, piece: string): Uint8Array {
    const key = start + piece
    const known = packed.get(key)
    if (known !== undefined) return known
    const content = Buffer.concat([Buffer.from(start), Buffer.alloc(24 << 20, piece)])
    const made = deflateRawSync(content)
    packed.set(key, made)
    return made
  }

  it.each([
    ['a sheet of spaces', 'xl/worksheets/sheet1.xml', '<worksheet><sheetData><row><c><v>', ' '],
    ['a sheet of cells', 'xl/worksheets/sheet1.xml', '<worksheet><sheetData>', '<row><c r="A1" s="0" t="n"/></row>'],
    ['shared strings', 'xl/sharedStrings.xml', '<sst>', '<si><t>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</t></si>'],
    ['styles', 'xl/styles.xml', '<styleSheet><cellXfs>', '<xf/>'],
    ['the workbook', 'xl/workbook.xml', '<workbook><sheets>', '<sheet name="a"/>'],
  ])('%s', async (_, name, start, piece) => {
    const made = bomb(start, piece)
    // The directory lies about the size.
    const with_ = parts.map((part) => (part.name === name ? { ...part, packed: made, size: 1000, crc: 1 } : part))
    const [code, reason] = await refusal(file('bomb.xlsx', zipArchive(with_)))
    expect([code, reason]).toEqual(
      piece === ' ' || piece.startsWith('<sheet') || piece === '<xf/>'
        ? ['file.format', 'a damaged workbook']
        : ['file.unreadable', 'a part of it unpacks to more than 200 times its size'],
    )
  })

  it('in an archive for SheetJS', async () => {
    const made = bomb('<office:document-content>', '<a/>')
    const bytes = zipArchive([
      { name: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet', stored: true },
      { name: 'META-INF/manifest.xml', content: '<manifest:manifest/>' },
      { name: 'content.xml', content: '', packed: made, size: 1000, crc: 1 },
    ])
    expect((await refusal(file('bomb.ods', bytes)))[0]).toBe('file.unreadable')
  })

  it('a far-off cell in every row', async () => {
    const path = written({ sheets: { One: '<row><c r="XFD1"><v>1</v></c></row>'.repeat(2000) } })
    expect((await previewFile(path, 'own.xlsx', {})).columns.length).toBe(16_384)
  })
})

describe('which sheet', () => {
  const header =
    '<row><c t="inlineStr"><is><t>customer</t></is></c><c t="inlineStr"><is><t>date</t></is></c><c t="inlineStr"><is><t>amount</t></is></c></row>'
  const row = '<row><c t="inlineStr"><is><t>A</t></is></c><c t="d"><v>2024-01-05</v></c><c><v>3.5</v></c></row>'
  const table = (rows: number): string => header + row.repeat(rows)

  it('the longest table is proposed, a hidden one never', async () => {
    const path = written({
      sheets: { Notes: '<row><c><v>1</v></c></row>', Short: table(3), Long: table(8), Old: table(50) },
      hidden: ['Old'],
    })
    const shown = await previewFile(path, 'own.xlsx', {})
    expect([shown.sheet, shown.rows]).toEqual(['Long', { count: 8, exact: true }])
    expect(shown.sheets.map(({ name, rows }) => [name, rows])).toEqual([
      ['Notes', 0],
      ['Short', 3],
      ['Long', 8],
      ['Old', 50],
    ])
    expect((await previewFile(path, 'own.xlsx', { sheet: 'Old' })).rows.count).toBe(50)
  })

  it('a hidden one is, where no other holds anything', async () => {
    const path = written({ sheets: { Empty: '', Old: table(5) }, hidden: ['Old'] })
    expect((await previewFile(path, 'own.xlsx', {})).sheet).toBe('Old')
  })

  it('the rows of a long one are counted on demand, blank ones left out', async () => {
    const blank =
      '<row><c t="inlineStr"><is><t> </t></is></c><c t="s"><v>1</v></c><c t="e"><v>#N/A</v></c><c s="1"/></row>'
    const named = '<row><c t="s"><v>0</v></c><c t="d"><v>2024-01-05</v></c><c><v>3.5</v></c></row>'
    const path = written({
      sheets: { Notes: table(2), Long: `${table(30_000)}${blank.repeat(3)}${named.repeat(7)}<row/>` },
      strings: '<si><t>A</t></si><si><t xml:space="preserve"> </t></si>',
    })
    const shown = await previewFile(path, 'own.xlsx', {})
    expect([shown.sheet, shown.rows]).toEqual(['Long', { count: 30_007, exact: true }])
    const sink = { chunk: () => undefined, rejected: () => undefined, progress: () => undefined }
    expect((await readFile(path, 'own.xlsx', {}, sink, () => false)).counts.read).toBe(30_007)
    let looks = 0
    await expect(previewFile(path, 'own.xlsx', {}, () => ++looks > 25)).rejects.toBeInstanceOf(CancelledError)
  })

  it('the rows of a long one are estimated, and read to the last', async () => {
    const path = written({ sheets: { Long: table(60_000) } })
    const shown = await previewFile(path, 'own.xlsx', {}, undefined, { count: false })
    expect(shown.rows.exact).toBe(false)
    expect(Math.abs(shown.rows.count - 60_000)).toBeLessThan(3000)
    const sink = { chunk: () => undefined, rejected: () => undefined, progress: () => undefined }
    const { counts } = await readFile(path, 'own.xlsx', {}, sink, () => false)
    expect([counts.accepted, counts.rejected]).toEqual([60_000, 0])
    let looks = 0
    await expect(readFile(path, 'own.xlsx', {}, sink, () => ++looks > 8)).rejects.toBeInstanceOf(CancelledError)
    await expect(previewFile(path, 'own.xlsx', {}, () => true)).rejects.toBeInstanceOf(CancelledError)
  })

  it('a total below the table is not read', async () => {
    const path = written({
      sheets: { One: `${table(4)}<row><c t="inlineStr"><is><t>Summe</t></is></c><c/><c><v>14</v></c></row>` },
    })
    const sink = { chunk: () => undefined, rejected: () => undefined, progress: () => undefined }
    const { counts, notes } = await readFile(path, 'own.xlsx', {}, sink, () => false)
    expect([counts.read, notes.map(({ code }) => code)]).toEqual([4, ['import.note.footer']])
  })
})
