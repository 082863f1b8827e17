import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ExpectedError } from '../contract/errors.ts'
import { rolesFor } from './column-roles.ts'
import { parseCommand } from './commands.ts'
import { describe as describeProgress, createProgressLine } from './progress-line.ts'
import { cliText } from './failure.ts'
import { ResultFiles } from './result-files.ts'

const words = (line: string) => line.split(' ').filter((word) => word !== '')

function refusal(act: () => unknown): ExpectedError['params'] & { code: string } {
  try {
    act()
  } catch (error) {
    if (error instanceof ExpectedError) return { ...error.params, code: error.code }
    throw error
  }
  throw new Error('was not refused')
}

describe('what is written after segmento', () => {
  it('analyze, with nothing but what is needed', () => {
    expect(parseCommand(words('analyze a.csv b.xlsx --out results'))).toEqual({
      command: 'analyze',
      files: ['a.csv', 'b.xlsx'],
      out: 'results',
      map: [],
      kinds: [],
      reading: {},
      mergePeople: false,
      netReversals: false,
      asOf: null,
      k: 'auto',
      seed: 1,
      store: null,
      json: false,
      pdf: true,
      verbose: false,
    })
  })

  it('analyze, with everything', () => {
    const line =
      'analyze a.csv --out r --map date=Order=Date --map amount=Betrag --kind p=q.csv=customers --as-of 2012-02-29 ' +
      '--k 4 --seed 7 --store s.sqlite --json --no-pdf --verbose'
    expect(parseCommand(words(line))).toMatchObject({
      map: [
        { role: 'date', column: 'Order=Date' },
        { role: 'amount', column: 'Betrag' },
      ],
      kinds: [{ file: 'p=q.csv', kind: 'customers' }],
      asOf: '2012-02-29',
      k: 4,
      seed: 7,
      store: 's.sqlite',
      json: true,
      pdf: false,
      verbose: true,
    })
  })

  it('analyze, with how the files are read', () => {
    const line =
      'analyze a.csv --out r --date-order dmy --decimal , --revenue discount=subtract,tax=add --revenue shipping=leave --order-totals line --order-numbers daily --status 4=void --status Zwrot=refunded --credit plus --amounts minor --year 2024'
    expect(parseCommand(words(line))).toMatchObject({
      reading: {
        dateOrder: 'dmy',
        decimal: ',',
        revenue: { discount: 'subtract', tax: 'add', shipping: 'leave' },
        orderTotals: 'line',
        orderNumbers: 'daily',
        statuses: { '4': 'void', zwrot: 'refunded' },
        credit: 'plus',
        amounts: 'minor',
        year: 2024,
      },
    })
  })

  it('analyze, with what the project decides', () => {
    expect(parseCommand(words('analyze a.csv --out r'))).toMatchObject({ mergePeople: false, netReversals: false })
    expect(parseCommand(words('analyze a.csv --out r --merge-people --net-reversals'))).toMatchObject({
      mergePeople: true,
      netReversals: true,
    })
  })

  it('serve, help and version', () => {
    expect(parseCommand(words('serve'))).toEqual({ command: 'serve', port: 0, open: false, files: [] })
    expect(parseCommand(words('serve --port 8080 --open a.csv'))).toMatchObject({ port: 8080, open: true })
    expect(parseCommand([])).toEqual({ command: 'help', about: null })
    expect(parseCommand(words('analyze --help'))).toEqual({ command: 'help', about: 'analyze' })
    expect(parseCommand(['--version'])).toEqual({ command: 'version' })
  })

  it.each([
    ['analyze a.csv --out r --k 0', '--k', '0'],
    ['analyze a.csv --out r --k 2.5', '--k', '2.5'],
    ['analyze a.csv --out r --k many', '--k', 'many'],
    ['analyze a.csv --out r --seed 1e3', '--seed', '1e3'],
    ['analyze a.csv --out r --seed 4294967296', '--seed', '4294967296'],
    ['analyze a.csv --out r --as-of 2011-02-30', '--as-of', '2011-02-30'],
    ['analyze a.csv --out r --as-of 9.12.2011', '--as-of', '9.12.2011'],
    ['analyze a.csv --out r --map date', '--map', 'date'],
    ['analyze a.csv --out r --map =x', '--map', '=x'],
    ['analyze a.csv --out r --date-order day', '--date-order', 'day'],
    ['analyze a.csv --out r --decimal ;', '--decimal', ';'],
    ['analyze a.csv --out r --revenue tax', '--revenue', 'tax'],
    ['analyze a.csv --out r --revenue tip=add', '--revenue', 'tip=add'],
    ['analyze a.csv --out r --order-totals twice', '--order-totals', 'twice'],
    ['analyze a.csv --out r --status 4', '--status', '4'],
    ['analyze a.csv --out r --status 4=gone', '--status', '4=gone'],
    ['analyze a.csv --out r --credit CR', '--credit', 'CR'],
    ['analyze a.csv --out r --year 24', '--year', '24'],
    ['analyze a.csv --out r --amounts cents', '--amounts', 'cents'],
    ['analyze a.csv --out r --kind orders', '--kind', 'orders'],
    ['analyze a.csv --out r --json=yes', '--json', 'a value'],
    ['serve --port 70000', '--port', '70000'],
  ])('refuses the value in: segmento %s', (line, option, value) => {
    expect(refusal(() => parseCommand(words(line)))).toMatchObject({ code: 'option.invalid', option, value })
  })

  it.each([
    ['predict', 'option.unknown', 'command predict'],
    ['analyze a.csv --out r --colour red', 'option.unknown', '--colour'],
    ['analyze a.csv -o r -x', 'option.unknown', '-x'],
    ['analyze --out r', 'option.missing', 'FILE'],
    ['analyze a.csv', 'option.missing', '--out'],
    ['analyze a.csv --out', 'option.missing', '--out'],
    ['read a/x.csv b/x.csv --out r', 'option.invalid', 'FILE'],
  ])('refuses: segmento %s', (line, code, option) => {
    expect(refusal(() => parseCommand(words(line)))).toMatchObject({ code, option })
  })
})

describe('--map', () => {
  const orders = {
    fileName: 'orders.csv',
    columns: ['Kunde', 'Datum', ' Betrag '].map((name, index) => ({ index, name })),
  }
  const people = { fileName: 'people.csv', columns: [{ index: 0, name: 'kunde' }] }

  it('gives each file the columns that it has', () => {
    const wishes = [
      { role: 'customer_id', column: 'Kunde' },
      { role: 'amount', column: 'betrag' },
    ]
    expect(rolesFor(wishes, [orders, people])).toEqual([{ 0: 'customer_id', 2: 'amount' }, { 0: 'customer_id' }])
  })

  it('says what there is instead', () => {
    expect(refusal(() => rolesFor([{ role: 'when', column: 'Datum' }], [orders])).code).toBe('mapping.role_unknown')
    expect(refusal(() => rolesFor([{ role: 'date', column: 'Tag' }], [orders, people]))).toEqual({
      code: 'mapping.column_missing',
      name: 'orders.csv, people.csv',
      role: 'date',
      column: 'Tag',
      columns: 'Kunde, Datum,  Betrag , kunde',
    })
  })
})

describe('progress', () => {
  const progress = { stage: 'read', fraction: 0.429, rows: 1_203_000, rowsPerSecond: 890_000 } as const

  it('says stage, share, rows and speed', () => {
    expect(describeProgress('a.csv', progress)).toBe('Reading a.csv  42 %  1,203,000 rows  890,000 rows/s')
    expect(describeProgress('a.csv', { stage: 'inspect', fraction: null })).toBe('Looking at a.csv')
  })

  it('is one redrawn line on a terminal and nothing elsewhere, unless asked for', () => {
    const texts = (isTTY: boolean, verbose: boolean) => {
      const written: string[] = []
      const line = createProgressLine({ isTTY, columns: 30, write: (text) => written.push(text) }, verbose)
      line.show('a.csv', progress)
      line.show('a.csv', progress)
      line.end()
      return written
    }
    expect(texts(false, false)).toEqual([])
    expect(texts(false, true)).toEqual(['Reading a.csv\n'])
    const redrawn = '\r\u001b[2KReading a.csv  42 %  1,203,00'
    expect(texts(true, false)).toEqual([redrawn, redrawn, '\r\u001b[2K'])
  })
})

describe('the files of a run', () => {
  let folder: string
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'segmento-results-'))))
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('come to their places together', () => {
    const out = join(folder, 'new', 'results')
    const results = new ResultFiles(out)
    results.check()
    writeFileSync(join(folder, 'a'), 'file,line\na,1\n')
    writeFileSync(join(folder, 'b'), 'file,line\nb,2\n')
    results.join('rejected.csv', [join(folder, 'a'), join(folder, 'b')])
    results.write('summary.json', '{}')
    expect(readdirSync(out).every((name) => name.endsWith('.part'))).toBe(true)
    expect(results.commit()).toEqual(['rejected.csv', 'summary.json'])
    results.discard()
    expect(readdirSync(out)).toEqual(['rejected.csv', 'summary.json'])
    expect(readFileSync(join(out, 'rejected.csv'), 'utf8')).toBe('file,line\na,1\nb,2\n')
  })

  it('leave nothing when the run stops, folders that were made for it included', () => {
    const results = new ResultFiles(join(folder, 'new', 'results'))
    results.write('summary.json', '{}')
    results.discard()
    expect(existsSync(join(folder, 'new'))).toBe(false)
    expect(existsSync(folder)).toBe(true)
  })

  it.runIf(process.platform === 'linux')('give up where no folder can be made', () => {
    expect(refusal(() => new ResultFiles('/proc/none/below').write('a', ''))).toMatchObject({
      code: 'output.unwritable',
    })
  })

  it('leave a folder that was there as it was', () => {
    writeFileSync(join(folder, 'summary.json'), 'old')
    const results = new ResultFiles(folder)
    results.write('summary.json', 'new')
    results.discard()
    expect(readdirSync(folder)).toEqual(['summary.json'])
    expect(readFileSync(join(folder, 'summary.json'), 'utf8')).toBe('old')
  })

  it('do not go where a file is', () => {
    const path = join(folder, 'file')
    writeFileSync(path, '')
    expect(refusal(() => new ResultFiles(path).check())).toMatchObject({ code: 'output.unwritable', path })
    expect(refusal(() => new ResultFiles(join(path, 'below', 'more')).check())).toMatchObject({
      code: 'output.unwritable',
      path,
    })
    expect(refusal(() => new ResultFiles(join(path, 'below')).write('a', ''))).toMatchObject({
      code: 'output.unwritable',
    })
  })
})

describe('what is said', () => {
  it('names what is typed where the screens name what is clicked', () => {
    expect(cliText({ code: 'import.same_file', params: { before: 'a.csv' } })).toBe(
      'The same file was read before as a.csv: its orders now count twice. Name it once.',
    )
    expect(cliText({ code: 'error.analysis.no_customers' })).toContain('--as-of')
    expect(cliText({ code: 'analysis.constant.f', params: { score: 3 } })).toContain('everyone gets the score 3')
  })
})
