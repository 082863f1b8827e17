import { describe, expect, it } from 'vitest'
import { encodeUtf8 } from '../text/bytes.ts'
import { inspectBytes } from '../inspect-file.ts'
import { createLayerReader } from '../layer-reader.ts'

const inspect = (text: string): ReturnType<typeof inspectBytes> => inspectBytes(encodeUtf8(text), true, {})

describe('totals below the table', () => {
  const rows = 'Kunde;Datum;Betrag\nA;05.01.2024;3,50\nB;06.01.2024;1,00\n'

  it.each([
    ['Summe', 'Summe;;4,50\n'],
    ['behind empty cells, blank line between', '\n;;\n;Gesamtsumme:;4,50\n'],
    ['Toplam', 'Genel Toplam;;4,50\n'],
    ['Somme, one cell', 'Somme : 4,50\n'],
    ['with a remark below', 'Total;;4,50\nExported on Monday\n'],
  ])('%s: marked, said and not read', (_, footer) => {
    const inspection = inspect(rows + footer)
    expect(inspection.sampleRows).toBe(2)
    expect(inspection.lines.map(({ part }) => part).slice(0, 3)).toEqual(['header', 'data', 'data'])
    expect(new Set(inspection.lines.slice(3).map(({ part }) => part)).has('footer')).toBe(true)
    expect(inspection.notes.map(({ code }) => code)).toContain('import.note.footer')
    const reader = createLayerReader(inspection)
    reader.push(encodeUtf8(rows + footer))
    reader.finish()
    expect(reader.counts).toMatchObject({ read: 2, accepted: 2, rejected: 0 })
  })

  it.each([
    ['a customer called Total with a date', 'Total;07.01.2024;4,50\n'],
    ['a bad row at the end', 'C;;4,50\n'],
    ['a total that a row follows', 'Summe;;4,50\nC;07.01.2024;1,00\n'],
    ['a word that only starts like one', 'Totalschaden GmbH;bald;4,50\n'],
  ])('%s is none', (_, end) => {
    const inspection = inspect(rows + end)
    expect(inspection.notes.map(({ code }) => code)).not.toContain('import.note.footer')
    expect(inspection.plan.footerLine).toBe(null)
    const reader = createLayerReader(inspection)
    reader.push(encodeUtf8(rows + end))
    reader.finish()
    expect(reader.counts.read).toBe(2 + end.trim().split('\n').length)
  })

  it('is not looked for where the file goes on', () => {
    const inspection = inspectBytes(encodeUtf8(`${rows}Summe;;4,50\n`), false, {})
    expect(inspection.plan.footerLine).toBe(null)
  })
})
