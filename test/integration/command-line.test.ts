import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { tryLock } from '../../src/core/host/instance-lock.ts'
import { segmento, startSegmento } from '../support/programs.ts'
import { zipArchive } from '../support/zip-archive.ts'

const sample = fileURLToPath(new URL('../../resources/samples/online-retail-sample.csv', import.meta.url))

let folder: string
let env: { TMPDIR: string; SEGMENTO_DATA: string }
function makeFolder(): void {
  folder = mkdtempSync(join(tmpdir(), 'segmento-cli-'))
  // What a run leaves behind shows in a temporary folder of its own.
  env = { TMPDIR: join(folder, 'tmp'), SEGMENTO_DATA: join(folder, 'data') }
  mkdirSync(env.TMPDIR)
}
const removeFolder = () => rmSync(folder, { recursive: true, force: true })
const write = (name: string, content: string | Uint8Array) => {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}
/** Node keeps its compile cache beside other temporary files. */
const leftovers = () => readdirSync(env.TMPDIR).filter((name) => name !== 'node-compile-cache')

describe('what the person can mend', () => {
  beforeEach(makeFolder)
  afterEach(removeFolder)

  const png = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex')
  const cases: [name: string, make: () => string, sentence: RegExp, ...words: string[]][] = [
    ['a file that is not there', () => join(folder, 'none.csv'), /none\.csv: there is no such file/],
    ['a folder', () => folder, /is a folder/],
    ['an empty file', () => write('empty.csv', ''), /empty\.csv is empty/],
    ['a picture', () => write('picture.csv', png), /picture\.csv is not a table/],
    [
      'no column of dates',
      () => write('orders.csv', `Kunde,Betrag,Menge\n${'A,5.00,1\nB,6.50,2\nC,7.25,1\n'.repeat(5)}`),
      /orders\.csv: no column looks like a date; columns are: Kunde, Betrag, Menge\. Name it with --map date=COLUMN/,
    ],
    [
      'nothing but rows that cannot be read',
      () => write('orders.csv', `customer_id,date,amount\n${'a,never,5.00\nb,later,6.50\n'.repeat(5)}`),
      /orders\.csv: none of its 10 rows could be read/,
    ],
    [
      'customers without any order',
      () => write('people.csv', 'customer_id,name,email\n1,Ann,ann@example.org\n2,Bob,bob@example.org\n'),
      /people\.csv: read as customers/,
      '--kind',
      'people.csv=customers',
    ],
  ]

  it.each(cases)('%s', async (_name, make, sentence, ...words) => {
    const out = join(folder, 'new', 'out')
    const ended = await segmento(['analyze', make(), '--out', out, '--no-pdf', ...words], env)
    expect(ended.err).toMatch(sentence)
    expect(ended).toMatchObject({ status: 2, out: '' })
    expect(existsSync(join(folder, 'new'))).toBe(false)
    expect(leftovers()).toEqual([])
  })

  it('a store that is in use, or none that can be', async () => {
    const held = join(folder, 'held.sqlite')
    const lock = tryLock(folder, 'held.sqlite.lock')
    expect(lock.taken).toBe(true)
    for (const [store, sentence] of [
      [held, /already running on .*held\.sqlite/],
      [folder, /cannot be written/],
      [join(sample, 'x.sqlite'), /cannot be written/],
    ] as const) {
      const ended = await segmento(['analyze', sample, '--out', join(folder, 'out'), '--no-pdf', '--store', store], env)
      expect(ended.err).toMatch(sentence)
      expect(ended.status).toBe(2)
    }
    if (lock.taken) lock.release()
    expect(readdirSync(folder)).toEqual(['tmp'])
    expect(leftovers()).toEqual([])
  })

  it('says what the data leave open, and decides it where asked to', async () => {
    const rows = ['1,A,2024-01-05,tea,10,a@x.org', '2,B,2024-01-06,tea,500,b@x.org', '3,B,2024-02-06,tea,-500,b@x.org']
    const more = ['4,C,2024-03-01,mug,7,a@x.org', '5,D,2024-03-02,mug,9,d@x.org', '6,B,2024-03-05,mug,3,b@x.org']
    const orders = write(
      'orders.csv',
      `order_id,customer_id,date,product,amount,email\n${[...rows, ...more].join('\n')}\n`,
    )
    const run = async (name: string, ...words: string[]) => {
      const out = join(folder, name)
      const { err, status } = await segmento(['analyze', orders, '--out', out, '--no-pdf', ...words], env)
      expect(status).toBe(0)
      const summary = JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8')) as Record<string, number>
      return { err, customers: summary.customers, gross: summary.revenue_gross, net: summary.revenue_net }
    }
    const open = await run('open')
    expect(open).toMatchObject({ customers: 4, gross: 529, net: 29 })
    expect(open.err).toContain('One e-mail address stands at 2 customers: each counts on its own. --merge-people')
    expect(open.err).toMatch(/One cancellation takes back an earlier purchase \(500.* --net-reversals leaves both out/)
    const decided = await run('decided', '--merge-people', '--net-reversals')
    expect(decided).toMatchObject({ customers: 3, gross: 29, net: 29 })
    expect(decided.err).not.toMatch(/--merge-people|--net-reversals/)
  })

  it('options that mean nothing', async () => {
    const at = (...words: string[]) => segmento(['analyze', sample, '--out', join(folder, 'out'), ...words], env)
    for (const [words, sentence] of [
      [['--k', 'many'], '--k: many does not fit. Expected: auto or a whole number from 1 to 50.'],
      [['--colour'], 'There is no --colour here.'],
      [['--kind', `${sample}=sheep`], 'Expected: one of orders, customers, events, campaign.'],
      [['--kind', 'other.csv=orders'], 'Expected: one of the files:'],
      [['--map', 'when=InvoiceDate'], 'There is no role called when.'],
      [['--map', 'date=Nothing'], 'online-retail-sample.csv has no column called Nothing (for date); columns are: '],
    ] as const) {
      const ended = await at(...words)
      expect(ended.err).toContain(sentence)
      expect(ended.status).toBe(2)
    }
    expect(existsSync(join(folder, 'out'))).toBe(false)
    expect(leftovers()).toEqual([])
  })

  it('a file where the folder should be', async () => {
    const ended = await segmento(['analyze', sample, '--out', write('out', 'mine')], env)
    expect(ended.status).toBe(2)
    expect(readFileSync(join(folder, 'out'), 'utf8')).toBe('mine')
  })
})

describe('a run on the sample', () => {
  const names = [
    'cluster_profiles.json',
    'customers.csv',
    'personas.html',
    'personas.json',
    'personas.md',
    'rejected.csv',
    'summary.json',
  ]
  let summary: Record<string, unknown>
  let printed: { status: number | null; out: string; err: string }
  beforeAll(async () => {
    makeFolder()
    printed = await segmento(['analyze', sample, '--out', join(folder, 'one'), '--no-pdf'], env)
    summary = JSON.parse(readFileSync(join(folder, 'one', 'summary.json'), 'utf8')) as Record<string, unknown>
  })
  afterAll(removeFolder)

  it('writes every file, prints the segments and leaves nothing else', () => {
    expect(printed.status).toBe(0)
    expect(readdirSync(join(folder, 'one')).sort()).toEqual(names)
    for (const label of ['Champions', 'Loyal', 'Hibernating']) expect(printed.out).toContain(label)
    expect(leftovers()).toEqual([])
  })

  it('has a summary with the keys that scripts rely on, in their order', () => {
    expect(Object.keys(summary)).toEqual([
      'rows_read',
      'rows_accepted',
      'rows_rejected',
      'rows_without_customer',
      'purchase_rows',
      'customers',
      'customers_with_purchase',
      'orders',
      'currency',
      'revenue_net',
      'revenue_gross',
      'revenue_without_customer',
      'as_of',
      'abc',
      'rfm_cuts',
      'k',
      'k_reason',
      'silhouette',
      'inertia',
      'candidates',
      'knee',
      'segments',
      'models',
      'files',
      'timings_ms',
      'peak_rss_mb',
      'version',
    ])
    expect(Object.keys(summary['timings_ms'] as object)).toEqual([
      'read',
      'rfm',
      'cluster',
      'predict',
      'profile',
      'total',
    ])
    const { rows_read, rows_accepted, rows_rejected, rows_without_customer } = summary as Record<string, number>
    expect((rows_accepted ?? 0) + (rows_rejected ?? 0) + (rows_without_customer ?? 0)).toBe(rows_read)
  })

  it('lists every customer, customer_id first', () => {
    const lines = readFileSync(join(folder, 'one', 'customers.csv'), 'utf8')
      .trimEnd()
      .split(/\r?\n/)
    expect(lines[0]?.startsWith('customer_id,rfm_recency_days,rfm_frequency,rfm_monetary,')).toBe(true)
    expect(lines.length - 1).toBe(summary['customers'])
  })

  it('gives the same bytes again, times apart', async () => {
    const words = ['analyze', sample, '--out', join(folder, 'two'), '--no-pdf', '--json', '--seed', '1']
    const again = await segmento(words, env)
    expect(again.status).toBe(0)
    const plain = (text: string) => ({ ...(JSON.parse(text) as object), timings_ms: 0, peak_rss_mb: 0 })
    expect(plain(again.out)).toEqual({ ...summary, timings_ms: 0, peak_rss_mb: 0 })
    for (const name of names.filter((file) => file !== 'summary.json')) {
      expect(readFileSync(join(folder, 'two', name)).equals(readFileSync(join(folder, 'one', name)))).toBe(true)
    }
  })

  it('prints the cards, and the browser that does so leaves nothing', async () => {
    const run = await segmento(['analyze', sample, '--out', join(folder, 'printed')], env)
    expect(run.status).toBe(0)
    expect(
      readFileSync(join(folder, 'printed', 'personas.pdf'))
        .subarray(0, 5)
        .toString('latin1'),
    ).toBe('%PDF-')
    expect(leftovers()).toEqual([])
  })

  it('says so where no browser can print, and writes the rest', async () => {
    const without = { ...env, SEGMENTO_BROWSER: join(folder, 'no-browser') }
    const run = await segmento(['analyze', sample, '--out', join(folder, 'unprinted')], without)
    expect(run.status).toBe(0)
    expect(run.err).toContain('No personas.pdf. Printing to PDF needs Chromium or Chrome')
    expect(readdirSync(join(folder, 'unprinted')).sort()).toEqual(names)
  })

  it('takes columns by name and a day to measure from, and keeps the store where it is told to', async () => {
    const store = join(folder, 'kept.sqlite')
    const words = ['analyze', sample, '--out', join(folder, 'three'), '--no-pdf', '--json', '--store', store]
    const run = await segmento([...words, '--map', 'product=Description', '--as-of', '2011-09-09', '--k', '4'], env)
    expect(run.err).not.toContain('error')
    expect(run.status).toBe(0)
    const body = JSON.parse(run.out) as { as_of: string; k: number; files: { mapping: Record<string, string> }[] }
    expect(body).toMatchObject({ as_of: '2011-09-09', k: 4 })
    expect(body.files[0]?.mapping).toMatchObject({ product: 'Description' })
    expect(existsSync(store)).toBe(true)
  })
})

describe('Ctrl-C', () => {
  beforeEach(makeFolder)
  afterEach(removeFolder)

  it('takes every table of an archive that is one of customers, and says what it leaves out', async () => {
    const lines = readFileSync(sample, 'utf8')
    const content = (name: string, text: string) => ({ name, content: text })
    const path = write(
      'export.zip',
      zipArchive([content('orders.csv', lines), content('products.csv', 'sku,title\nA1,Cup\nA2,Plate\n')]),
    )
    const out = join(folder, 'archive')
    const ended = await segmento(['analyze', path, '--out', out, '--no-pdf'], env)
    expect(ended.err).toContain('export.zip › products.csv is left out. ')
    expect(ended.status).toBe(0)
    const { files } = JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8')) as { files: { name: string }[] }
    expect(files.map(({ name }) => name)).toEqual(['export.zip › orders.csv'])
  })

  it('leaves nothing half-written', async () => {
    const [header = '', ...lines] = readFileSync(sample, 'utf8').split('\n')
    const big = write('big.csv', `${header}\n${`${lines.join('\n')}\n`.repeat(8)}`)
    const out = join(folder, 'new', 'out')
    const program = startSegmento(['analyze', big, '--out', out, '--verbose', '--no-pdf'], env)
    await new Promise((resolve) => program.child.stderr?.once('data', resolve))
    program.child.kill('SIGINT')
    const ended = await program.ended
    expect(ended.err).toContain('Nothing was written.')
    expect(ended.status).toBe(130)
    expect(existsSync(join(folder, 'new'))).toBe(false)
    expect(leftovers()).toEqual([])
  })
})
