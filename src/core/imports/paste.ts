import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Papa from 'papaparse'
import { ExpectedError } from '../../contract/errors.ts'
import type { CoreContext } from '../context.ts'

/**
 * Makes a file of the core's own of a table from the clipboard: cells of a spreadsheet (tabs between them, quotes around
 * those with line breaks), other delimited text, or a table of a web page.
 * @returns its id for `imports.preview` and `imports.run`
 * @throws ExpectedError paste.no_table
 */
export async function pasteTable(core: CoreContext, text: string, html: string | null): Promise<string> {
  const { data } = Papa.parse<string[]>(text, {
    skipEmptyLines: 'greedy',
    ...(text.includes('\t') ? { delimiter: '\t' } : {}),
  })
  const isTable = data.length > 1 && data.filter((row) => row.length > 1).length > data.length / 2
  if (isTable) return offer(core, 'csv', `${Papa.unparse(data)}\r\n`)
  if (html !== null && /<table[\s>]/i.test(html)) return offer(core, 'html', `<html>${html}</html>`)
  throw new ExpectedError('paste.no_table')
}

async function offer(core: CoreContext, ending: string, content: string): Promise<string> {
  const path = join(core.temporaryFolder, `${randomUUID()}.upload`)
  await writeFile(path, content, { flag: 'wx', mode: 0o600 })
  return core.files.offer({ path, name: `Pasted table.${ending}`, temporary: true })
}
