import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestCore, valueOf } from '../../../test/support/core.ts'
import type { TestCore } from '../../../test/support/core.ts'
import type { Client } from '../../contract/client.ts'

let host: TestCore
let client: Client
beforeAll(async () => {
  host = await openTestCore()
  client = host.client
})
afterAll(() => host.close())

const preview = async (text: string, html: string | null = null) => {
  const { fileId } = valueOf(await client.call('imports.paste', { text, html }))
  return valueOf(await client.call('imports.preview', { projectId: null, fileId }))
}

it('cells of a spreadsheet become a table, those with line breaks and quotes too', async () => {
  const shown = await preview(
    'Kunde\tDatum\tBetrag\tNotiz\r\n0012\t05.01.2026\t1.234,50\t"two\nlines ""so"""\r\n0013\t25.01.2026\t3\t\r\n',
  )
  expect(shown).toMatchObject({
    fileName: 'Pasted table.csv',
    kind: 'orders',
    rows: { count: 2, exact: true },
    decimal: ',',
  })
  expect(shown.columns.map(({ name, samples }) => [name, samples[0]?.raw])).toEqual([
    ['Kunde', '0012'],
    ['Datum', '05.01.2026'],
    ['Betrag', '1.234,50'],
    ['Notiz', 'two\nlines "so"'],
  ])
})

it('other delimited text, and a table of a web page', async () => {
  expect((await preview('customer;date;amount\nA;2026-01-05;3,50')).rows.count).toBe(1)
  const html =
    '<meta charset="utf-8"><table><tr><th>customer</th><th>date</th><th>amount</th></tr><tr><td>007</td><td>2026-01-05</td><td>3.50</td></tr></table>'
  const shown = await preview('customer\ndate\namount\n007\n2026-01-05\n3.50', html)
  expect(shown).toMatchObject({ fileName: 'Pasted table.html', rows: { count: 1 } })
  expect(shown.columns[0]!.samples[0]!.raw).toBe('007')
})

it('anything else is refused with a sentence, and what was pasted is imported like a file', async () => {
  for (const text of ['', 'hello', 'Dear all,\nplease find attached'])
    expect(await client.call('imports.paste', { text, html: null })).toMatchObject({
      error: { code: 'paste.no_table' },
    })
  const { fileId } = valueOf(
    await client.call('imports.paste', { text: 'customer\tdate\tamount\nA\t2026-01-05\t3.50', html: null }),
  )
  const { id: projectId } = valueOf(await client.call('projects.create', { name: 'Shop' }))
  const layer = valueOf(await client.call('imports.run', { projectId, fileId }))
  expect([layer.fileName, layer.counts.accepted]).toEqual(['Pasted table.csv', 1])
})
