import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openTestCore, valueOf, type TestCore } from '../../../test/support/core.ts'
import type { Client } from '../../contract/client.ts'
import type { ImportPreview, ReadOptions } from '../../contract/imports.ts'
import { fingerprintOf } from './fingerprint.ts'

let test: TestCore
let client: Client
beforeEach(async () => {
  test = await openTestCore()
  client = test.client
})
afterEach(() => test.close())

const offer = (name: string, text: string | Buffer): string => {
  return test.offer(test.write(name, text))
}
const create = async (name: string): Promise<string> => valueOf(await client.call('projects.create', { name })).id
const preview = async (projectId: string | null, fileId: string, options?: ReadOptions): Promise<ImportPreview> =>
  valueOf(await client.call('imports.preview', { projectId, fileId, ...(options && { options }) }))
const importIt = async (projectId: string, fileId: string, options: ReadOptions = {}): Promise<void> => {
  valueOf(await client.call('imports.run', { projectId, fileId, options }))
}
const roleOf = (shown: ImportPreview, name: string): string | undefined =>
  shown.columns.find((column) => column.name === name)?.role

const chosen = { 0: 'customer_id', 2: 'amount', 3: 'category' } as const
const november = 'Who,When,Money,Shop\nada,03/11/2025,10.00,Ulm\nbo,04/11/2025,20.00,Kiel\n'

describe('how a file was read', () => {
  it('is how the next one with its header is read: other order, other delimiter, another project', async () => {
    const first = await create('One')
    const fileId = offer('november.csv', november)
    const shown = await preview(first, fileId)
    expect(shown.remembered).toBeNull()
    const roles = { 0: 'customer_id', 1: 'date', 2: 'amount', 3: 'category' } as const
    await importIt(first, fileId, { roles, dateOrder: 'dmy' })

    const second = await create('Two')
    const next = await preview(second, offer('december.csv', 'shop;MONEY;Who;when\nUlm;5,00;ada;05/12/2025\n'))
    expect(next.remembered).toMatchObject({ fileName: 'november.csv' })
    expect(next.options).toEqual({
      dateOrder: 'dmy',
      roles: { 0: 'category', 1: 'amount', 2: 'customer_id', 3: 'date' },
    })
    expect(['shop', 'MONEY', 'Who', 'when'].map((name) => roleOf(next, name))).toEqual([
      'category',
      'amount',
      'customer_id',
      'date',
    ])
  })

  it('one column more or less is said, and what was chosen for the others holds', async () => {
    const project = await create('One')
    const roles = { 0: 'customer_id', 1: 'date', 2: 'amount', 3: 'category' } as const
    await importIt(project, offer('november.csv', november), { roles, dateOrder: 'dmy' })
    const more = await preview(project, offer('more.csv', 'Till,Shop,Who,When,Money\n3,Ulm,ada,05/12/2025,5.00\n'))
    expect(more.remembered).toMatchObject({ fileName: 'november.csv', differs: { added: ['Till'], missing: [] } })
    expect([more.dateOrder, ...more.columns.map(({ role }) => role)]).toEqual([
      'dmy',
      ...['attribute', 'category', 'customer_id', 'date', 'amount'],
    ])
    // A column of which something was chosen is not there: nothing is taken over in part.
    const less = await preview(project, offer('less.csv', 'Who,When,Money\nada,05/12/2025,5.00\n'))
    expect(less.remembered).toBeNull()
    const other = await preview(
      project,
      offer('other.csv', 'Who,When,Money,Shop,A,B,C\nada,05/12/2025,5.00,Ulm,1,2,3\n'),
    )
    expect(other.remembered).toBeNull()
    const elsewhere = await create('Two')
    expect(
      (await preview(elsewhere, offer('more2.csv', 'Till,Shop,Who,When,Money\n3,Ulm,ada,05/12/2025,5.00\n')))
        .remembered,
    ).toBeNull()
  })

  it('what is said now goes before what is remembered', async () => {
    const project = await create('One')
    await importIt(project, offer('a.csv', november), { dateOrder: 'dmy', roles: chosen })
    const shown = await preview(project, offer('b.csv', november), { dateOrder: 'mdy', roles: { 3: 'ignore' } })
    expect([shown.dateOrder, roleOf(shown, 'Shop')]).toEqual(['mdy', 'ignore'])
  })

  it('what one file said clearly is not asked of the next', async () => {
    const project = await create('One')
    await importIt(project, offer('clear.csv', 'customer,date,amount\nada,31/10/2025,10.50\nbo,01/11/2025,20.00\n'))
    const shown = await preview(
      project,
      offer('open.csv', 'customer,date,amount\nada,03/04/2025,10.50\nbo,05/06/2025,1.00\n'),
    )
    expect([shown.dateOrder, shown.options]).toEqual(['dmy', { dateOrder: 'dmy' }])
    const own = await preview(project, offer('own.csv', 'customer,date,amount\nada,04/30/2025,10.50\n'))
    expect([own.dateOrder, own.remembered]).toEqual(['mdy', null])
  })

  it('whether amounts are cents is remembered, the year of dates that name none is not', async () => {
    const project = await create('One')
    const file = 'order,customer,date,amount,currency\n1,ada,0503,1999,EUR\n2,bo,0603,2499,EUR\n3,bo,0703,450,EUR\n'
    await importIt(project, offer('march.csv', file), { amounts: 'minor', year: 2023 })
    const next = await preview(project, offer('april.csv', file.replaceAll('03,', '04,')))
    expect([next.options, next.amounts, next.yearless]).toEqual([{ amounts: 'minor' }, 'minor', { year: null }])
  })

  it('a corrected header line is found again', async () => {
    const project = await create('One')
    const odd = (rows: string): string => `a,b,c\nfoo,bar,baz\n${rows}`
    const roles = { 0: 'customer_id', 1: 'date', 2: 'amount' } as const
    await importIt(project, offer('odd.csv', odd('ada,2025-11-03,10.00\n')), { headerRow: 1, roles })
    const shown = await preview(project, offer('odd2.csv', odd('bo,2025-11-04,11.00\n')))
    expect([shown.headerRow, roleOf(shown, 'foo'), roleOf(shown, 'baz')]).toEqual([1, 'customer_id', 'amount'])
  })

  const written = (delimiter: string, row: (day: string, n: number) => readonly string[]): string =>
    [['Who', 'When', 'Money', 'Shop'], ...Array.from({ length: 20 }, (_, n) => row(String(n + 1).padStart(2, '0'), n))]
      .map((cells) => `${cells.join(delimiter)}\n`)
      .join('')
  const usual = written(',', (day, n) => [`Kä${n}`, `2025-01-${day}`, `${n}.25`, 'Ulm'])
  const latin = (text: string): Buffer => Buffer.from(text, 'latin1')
  const cases: [string, string | Buffer, ReadOptions, string | Buffer, string[]][] = [
    ['a code page, before UTF-8', latin(usual), { encoding: 'windows-1252' }, usual, ['encoding']],
    [
      'a code page, before UTF-16',
      latin(usual),
      { encoding: 'windows-1252' },
      Buffer.from(`\ufeff${usual}`, 'utf16le'),
      ['encoding'],
    ],
    ['UTF-8, before a code page', usual, { encoding: 'utf-8' }, latin(usual), ['encoding']],
    [
      'a delimiter that was seen anyway',
      usual,
      { delimiter: ',' },
      written(';', (day, n) => [`Kä${n}`, `2025-01-${day}`, `${n}.25`, 'Ulm']),
      [],
    ],
    [
      'no quotes, before quoted cells',
      usual,
      { quote: '' },
      written(',', (day, n) => [`"Kä${n}"`, `"2025-01-${day}"`, `"${n}.25"`, '"Ulm"']),
      ['layout'],
    ],
    ['a line of the header that was seen anyway', `title\n${usual}`, { headerRow: 1 }, usual, []],
    [
      'day before month, before clear dates',
      written(',', (_, n) => [`Kä${n}`, `0${1 + (n % 9)}/02/2025`, `${n}.25`, 'Ulm']),
      { dateOrder: 'dmy' },
      written(',', (day, n) => [`Kä${n}`, `01/${day}/2025`, `${n}.25`, 'Ulm']),
      ['date_order'],
    ],
    [
      'a decimal mark, before clear amounts',
      written(';', (day, n) => [`Kä${n}`, `2025-01-${day}`, `${n},250`, 'Ulm']),
      { decimal: ',' },
      written(';', (day, n) => [`Kä${n}`, `2025-01-${day}`, `${n}.25`, 'Ulm']),
      ['decimal'],
    ],
  ]
  it.each(cases)('is not read into a file that says otherwise: %s', async (_name, before, options, after, leftOut) => {
    const project = await create('One')
    await importIt(project, offer('before.csv', before), { ...options, roles: chosen })
    const fileId = offer('after.csv', after)
    const shown = await preview(project, fileId)
    expect(shown.remembered).toMatchObject({ fileName: 'before.csv', leftOut })
    expect([shown.problems, roleOf(shown, 'Shop')]).toEqual([[], 'category'])
    await importIt(project, fileId, shown.options)
    const layers = valueOf(await client.call('imports.list', { projectId: project }))
    expect(layers[1]).toMatchObject({
      customers: 20,
      counts: { accepted: 20 },
      firstDate: '2025-01-01',
      lastDate: '2025-01-20',
    })
  })

  it('can be forgotten, and left aside', async () => {
    const project = await create('One')
    await importIt(project, offer('a.csv', november), { roles: chosen })
    const [kept] = valueOf(await client.call('mappings.list', { projectId: project }))
    expect(kept).toMatchObject({
      header: ['Who', 'When', 'Money', 'Shop'],
      choices: { roles: { Who: 'customer_id', Shop: 'category' } },
    })
    const fileId = offer('b.csv', november)
    const aside = valueOf(await client.call('imports.preview', { projectId: project, fileId, recall: false }))
    expect([aside.remembered, roleOf(aside, 'Shop')]).toEqual([null, 'attribute'])
    valueOf(await client.call('mappings.forget', { fingerprint: kept!.fingerprint }))
    expect((await preview(project, fileId)).remembered).toBeNull()
  })

  it('a file without a header could be any', () => {
    const columns = [{ name: 'Column 1' }] as unknown as ImportPreview['columns']
    expect(fingerprintOf({ columns, headerRow: -1 })).toBeNull()
  })
})

describe('settings of a project as a file', () => {
  const exclusion = { id: 'x', field: 'product', op: 'eq', value: 'POST', enabled: true } as const

  it('go into another project, with its mappings, and can be taken back', async () => {
    const one = await create('One')
    await importIt(one, offer('a.csv', november), { roles: chosen })
    const patch = {
      exclusions: [exclusion],
      cuts: { r: null, f: null, m: [10, 20, 30, 40] as [number, number, number, number] },
      maker: { name: 'Ada', logo: null, date: '2026-01-02' },
      analysisFrom: '2025-01-01',
    }
    valueOf(await client.call('projects.update', { projectId: one, patch }))
    const output = valueOf(await client.call('projects.exportSettings', { projectId: one }))
    expect(output.fileName).toBe('One settings.json')
    const text = readFileSync(test.core.output(output.outputId).path, 'utf8')
    expect(JSON.parse(text)).toMatchObject({ format: 'segmento-project-settings', version: 1 })
    expect(text).not.toContain('ada')

    const two = await create('Two')
    const fileId = offer('settings.json', text.replace('"settings": {', '"settings": { "laterIdea": true,'))
    const taken = valueOf(await client.call('projects.importSettings', { projectId: two, fileId }))
    expect(taken.project).toMatchObject({ name: 'Two', ...patch })
    expect([taken.mappings, taken.before.exclusions]).toEqual([1, []])
    expect(valueOf(await client.call('mappings.list', { projectId: two }))).toHaveLength(1)
    const again = valueOf(await client.call('projects.exportSettings', { projectId: two }))
    const settings = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8')).settings
    expect(settings(test.core.output(again.outputId).path)).toEqual(settings(test.core.output(output.outputId).path))
  })

  it.each([
    ['something else', '{"a": 1}', 'settings.foreign'],
    ['no JSON', 'Customer,Date\n', 'settings.foreign'],
    [
      'broken settings',
      '{"format":"segmento-project-settings","version":1,"settings":{"cuts":3},"mappings":[]}',
      'settings.foreign',
    ],
    ['a later version', '{"format":"segmento-project-settings","version":2,"anything":true}', 'settings.newer'],
  ])('%s is refused and nothing is changed', async (_, text, code) => {
    const projectId = await create('One')
    const answer = await client.call('projects.importSettings', { projectId, fileId: offer('settings.json', text) })
    expect(answer.ok ? null : answer.error.code).toBe(code)
  })
})
