import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { en } from '../../contract/messages/en.ts'

it('every note of the readers has a text', () => {
  const folders = [new URL('.', import.meta.url), new URL('../worker/source/', import.meta.url)]
  const sources = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .map((name) => readFileSync(new URL(name, folder), 'utf8')),
  )
  const codes = sources.flatMap((source) => [...source.matchAll(/'(import\.[a-z_.]+)'/g)].map((match) => match[1]!))
  const built = [
    ...['date', 'date_empty', 'number', 'number_empty', 'too_large'].map((reason) => `import.reject.${reason}`),
    ...['missing_columns', 'too_many_columns', 'unclosed_quote'].map((kind) => `import.reject.${kind}`),
    'import.note.decimal_open_decimal',
    'import.note.decimal_open_thousands',
  ]
  const wanted = new Set([...codes, ...built].filter((code) => code !== 'import.all_rejected' && !code.endsWith('.')))
  expect([...wanted].filter((code) => !(code in en))).toEqual([])
  expect(wanted.size).toBeGreaterThan(35)
})
