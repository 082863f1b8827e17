import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import type { Analysis } from '../contract/analysis.ts'
import type { OutputRef } from '../contract/app.ts'
import type { Client } from '../contract/client.ts'
import { CancelledError, ExpectedError } from '../contract/errors.ts'
import {
  fileKinds,
  type FileKind,
  type ImportLayer,
  type ImportPreview,
  type ReadOptions,
} from '../contract/imports.ts'
import type { UpliftResult } from '../contract/uplift.ts'
import type { Note } from '../contract/messages.ts'
import { formatNote } from '../contract/messages/format.ts'
import { outcomeNotes } from '../contract/outcome-notes.ts'
import type { Progress } from '../contract/progress.ts'
import type { AppRoot } from '../core/host/app-root.ts'
import type { Core, Logger } from '../core/ports.ts'
import { rolesFor } from './column-roles.ts'
import type { AnalyzeCommand } from './commands.ts'
import { cliText, Failure, valueOf } from './failure.ts'
import { createLocalClient } from './local-client.ts'
import { createProgressLine, type ProgressLine } from './progress-line.ts'
import { ResultFiles } from './result-files.ts'
import { createScratch } from './scratch-folder.ts'
import { segmentTable } from './segment-table.ts'
import { summaryOf } from './summary.ts'

interface Run {
  readonly command: AnalyzeCommand
  readonly core: Core
  readonly client: Client
  readonly line: ProgressLine
  readonly signal: AbortSignal
}

/** A stop that takes longer than this is made without waiting for anybody. */
const stopWithin = 700

/**
 * `segmento analyze`: everything through the operations that the screens use.
 * @throws Failure and ExpectedError for what the person can mend; nothing is then left behind.
 */
export async function analyze(command: AnalyzeCommand, root: AppRoot, logger: Logger): Promise<void> {
  checkFiles(command)
  const results = new ResultFiles(resolve(command.out))
  results.check()

  const stop = new AbortController()
  const line = createProgressLine(process.stderr, command.verbose)
  const scratch = createScratch(command.store)
  // A browser that prints leaves nothing outside it, even if it has to be ended.
  process.env[process.platform === 'win32' ? 'TEMP' : 'TMPDIR'] = scratch.dataFolder
  const onSignal = () => {
    stop.abort()
    setTimeout(() => {
      line.end()
      results.discard()
      scratch.remove(true)
      process.stderr.write('Stopped. Nothing was written.\n')
      process.exit(130)
    }, stopWithin).unref()
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)

  let core: Core | null = null
  let failed = true
  try {
    const [{ createCore }, printer] = await Promise.all([
      import('../core/app.ts'),
      command.pdf ? import('../core/printing/chromium-printer.ts') : null,
    ])
    const opened = await createCore({
      dataFolder: scratch.dataFolder,
      storeFile: scratch.storeFile,
      durable: command.store !== null,
      shell: 'cli',
      version: root.version,
      printer: printer?.createChromiumPrinter() ?? null,
      logger,
      resourcesFolder: join(root.folder, 'resources'),
    })
    core = opened
    const local = createLocalClient(opened)
    const run: Run = { command, core: opened, client: local.client, line, signal: stop.signal }
    const projectId = valueOf(
      await run.client.call('projects.create', { name: basename(command.files[0] as string).slice(0, 200) }),
    ).id
    try {
      await runAnalysis(run, projectId, results, root.version)
      failed = false
    } catch (error) {
      if (scratch.storeIsOld) await run.client.call('projects.delete', { projectId })
      throw error
    } finally {
      local.close()
    }
  } finally {
    line.end()
    results.discard()
    await core?.close()
    scratch.remove(failed)
    process.off('SIGINT', onSignal)
    process.off('SIGTERM', onSignal)
  }
}

async function runAnalysis(run: Run, projectId: string, results: ResultFiles, version: string): Promise<void> {
  const { command, client, core, line } = run
  if (command.asOf !== null) {
    valueOf(await client.call('projects.update', { projectId, patch: { asOf: command.asOf } }))
  }
  const layers = await importFiles(run, projectId)
  if (!layers.some(({ kind }) => kind === 'orders')) {
    throw new ExpectedError('project.no_orders', { names: layers.map(({ fileName }) => fileName).join(', ') })
  }
  const { mergePeople, netReversals } = command
  if (mergePeople || netReversals)
    valueOf(await client.call('projects.update', { projectId, patch: { mergePeople, netReversals } }))
  const uplift = await askCampaigns(run, layers)
  const analysis = valueOf(
    await client.call('analysis.run', { projectId, seed: command.seed, k: command.k }, watched(run, 'customers')),
  )
  sayWarnings(run, layers, analysis)
  await sayQuestions(run, projectId, analysis.currency)

  const pathOf = ({ outputId }: OutputRef) => core.output(outputId).path
  const customers = valueOf(await client.call('customers.export', { projectId }, watched(run, 'customers.csv')))
  results.copy('customers.csv', pathOf(customers))
  for (const [format, name] of [
    ['profiles', 'cluster_profiles.json'],
    ['json', 'personas.json'],
    ['md', 'personas.md'],
    ['html', 'personas.html'],
  ] as const) {
    const output = valueOf(await client.call('personas.export', { projectId, format }, watched(run, name)))
    results.copy(name, pathOf(output))
  }
  if (command.pdf) await printCards(run, projectId, results)
  else if (existsSync(join(results.folder, 'personas.pdf'))) {
    line.say(`${join(command.out, 'personas.pdf')} is from an earlier run.`)
  }
  const rejected: string[] = []
  for (const { id } of layers) {
    rejected.push(
      pathOf(valueOf(await client.call('imports.exportRejected', { importId: id }, watched(run, 'rejected.csv')))),
    )
  }
  results.join('rejected.csv', rejected)

  const predictions = valueOf(await client.call('predictions.latest', { projectId }))
  if (predictions === null) throw new Error('the run has no predictions')
  const summary = summaryOf({
    analysis,
    predictions,
    uplift,
    layers,
    version,
    totalMilliseconds: performance.now(),
    peakRssBytes: process.resourceUsage().maxRSS * 1024,
  })
  const text = `${JSON.stringify(summary, null, 2)}\n`
  results.write('summary.json', text)
  if (run.signal.aborted) throw new CancelledError()
  const names = results.commit()
  line.end()
  process.stdout.write(
    command.json ? text : `${segmentTable(analysis)}\n\nWritten to ${command.out}: ${names.join(', ')}\n`,
  )
}

/** What each campaign says of each of its groups, against its control group and with the outcome that is proposed. */
async function askCampaigns(run: Run, layers: readonly ImportLayer[]): Promise<readonly UpliftResult[]> {
  const { client, command, line } = run
  const results: UpliftResult[] = []
  for (const { id, projectId, fileName } of layers.filter(({ kind }) => kind === 'campaign')) {
    const campaigns = valueOf(await client.call('uplift.campaigns', { projectId }))
    const { arms } = campaigns.find(({ importId }) => importId === id)!
    const asked = arms.filter(({ proposedControl }) => !proposedControl).slice(0, arms.length - 1)
    // The first group is asked last: it is the one the customers' scores are of.
    for (const { name } of asked.toReversed()) {
      const answer = await client.call(
        'uplift.run',
        { importId: id, arm: name, seed: command.seed },
        watched(run, fileName),
      )
      if (answer.ok) results.unshift(answer.value)
      else if (answer.error.code.startsWith('uplift.'))
        line.say(formatNote({ code: `error.${answer.error.code}`, params: answer.error.params }))
      else throw new Failure(answer.error)
    }
  }
  return results
}

/** Imports the files in the order given. */
async function importFiles(run: Run, projectId: string): Promise<readonly ImportLayer[]> {
  const { client, core, command } = run
  const named = command.files.map((file) => ({
    name: basename(file),
    fileId: core.offerFile({ path: resolve(file), name: basename(file), temporary: false }),
    kind: kindOf(command, file),
  }))
  const look = (file: OfferedFile, options: ReadOptions) => lookAt(run, projectId, file, options)
  const looked = (await inOrder(named, (file) => lookInto(run, projectId, file))).flat()
  const previews = looked.map(({ preview }) => preview)
  const roles = rolesFor(command.map, previews)
  const imported = await inOrder(looked, async ({ file, preview: seen, isInArchive }, index) => {
    const { name, fileId } = file
    const mapped = Object.keys(roles[index] ?? {}).length > 0
    const options: ReadOptions = mapped
      ? { ...seen.options, roles: { ...seen.options.roles, ...roles[index] } }
      : seen.options
    const preview = mapped ? valueOf(await look(file, options)) : seen
    // Not every table of a shop's export is one of customers; of what was named, each has to be.
    const [problem] = preview.problems
    if (isInArchive && problem !== undefined && looked.length > 1) {
      run.line.say(`${name} is left out. ${cliText(problem)}`)
      return []
    }
    sayOpen(run, name, preview)
    return [valueOf(await client.call('imports.run', { projectId, fileId, options }, watched(run, name)))]
  })
  if (imported.flat().length > 0 || looked.length === 0) return imported.flat()
  // None of them can be imported: what stands in the way of the first one says why.
  const { file, preview } = looked[0]!
  const input = { projectId, fileId: file.fileId, options: preview.options }
  return [valueOf(await client.call('imports.run', input, watched(run, file.name)))]
}

interface OfferedFile {
  readonly name: string
  readonly fileId: string
  readonly kind: FileKind | undefined
}

interface LookedFile {
  readonly file: OfferedFile
  readonly preview: ImportPreview
  readonly isInArchive: boolean
}

function lookAt(run: Run, projectId: string, { name, fileId, kind }: OfferedFile, options: ReadOptions) {
  const input = { projectId, fileId, options: { ...(kind && { kind }), ...options }, count: false }
  return run.client.call('imports.preview', input, watched(run, name))
}

/** A file, or each of the tables of an archive. */
async function lookInto(run: Run, projectId: string, file: OfferedFile): Promise<readonly LookedFile[]> {
  const { client, command, line } = run
  const seen = await lookAt(run, projectId, file, command.reading)
  if (seen.ok || seen.error.code !== 'file.archive') return [{ file, preview: valueOf(seen), isInArchive: false }]
  const { files } = valueOf(await client.call('imports.unpack', { fileId: file.fileId }, watched(run, file.name)))
  const looks = await inOrder(files, async ({ fileId, fileName }) => {
    const table = { name: fileName, fileId, kind: file.kind }
    const look = await lookAt(run, projectId, table, command.reading)
    if (look.ok || files.length === 1) return [{ file: table, preview: valueOf(look), isInArchive: true }]
    const { code, params } = look.error
    if (code === 'bug' || code === 'cancelled') throw new Failure(look.error)
    line.say(cliText({ code: `error.${code}`, params }))
    return []
  })
  const looked = looks.flat()
  for (const note of looked[0]?.preview.notes ?? [])
    if (note.code.startsWith('import.note.archive')) line.say(cliText(note))
  return looked
}

async function printCards(run: Run, projectId: string, results: ResultFiles): Promise<void> {
  const result = await run.client.call('personas.export', { projectId, format: 'pdf' }, watched(run, 'personas.pdf'))
  if (result.ok) results.copy('personas.pdf', run.core.output(result.value.outputId).path)
  else if (result.error.code === 'print.no_browser')
    run.line.say(`No personas.pdf. ${formatNote({ code: 'error.print.no_browser' })}`)
  else throw new Failure(result.error)
}

/** Before anything is started: files that are not there, kinds that are none. */
function checkFiles({ files, kinds }: AnalyzeCommand): void {
  for (const name of files) {
    const found = statSync(name, { throwIfNoEntry: false })
    if (found === undefined) throw new ExpectedError('file.missing', { name })
    if (found.isDirectory()) throw new ExpectedError('file.folder', { name })
    try {
      accessSync(name, constants.R_OK)
    } catch {
      throw new ExpectedError('file.unreadable', { name, reason: 'no permission' })
    }
  }
  for (const { file, kind } of kinds) {
    const expected = (fileKinds as readonly string[]).includes(kind)
      ? `one of the files: ${files.join(', ')}`
      : `one of ${fileKinds.join(', ')}`
    if (!(fileKinds as readonly string[]).includes(kind) || !files.some((known) => isSameFile(known, file))) {
      throw new ExpectedError('option.invalid', { option: '--kind', value: `${file}=${kind}`, expected })
    }
  }
}

function kindOf({ kinds }: AnalyzeCommand, file: string): FileKind | undefined {
  return kinds.find((wish) => isSameFile(file, wish.file))?.kind as FileKind | undefined
}

const isSameFile = (file: string, written: string) => file === written || basename(file) === written

/** Progress and cancel for one call. */
function watched(run: Run, what: string) {
  return { signal: run.signal, onProgress: (progress: Progress) => run.line.show(what, progress) }
}

function sayWarnings({ line, command }: Run, layers: readonly ImportLayer[], analysis: Analysis): void {
  const context = { locale: 'en', currency: analysis.currency }
  for (const { fileName, warnings } of layers) {
    for (const warning of warnings) {
      if (command.verbose || warning.severity === 'warning') line.say(`${fileName}: ${cliText(warning, context)}`)
    }
  }
  for (const warning of analysis.warnings) {
    if (command.verbose || warning.severity === 'warning') line.say(cliText(warning, context))
  }
}

/** What the file leaves open: how it is read now, what else it could be, and the option that decides. */
function sayOpen({ line }: Run, name: string, { ambiguities, looked, currency }: ImportPreview): void {
  const context = { locale: 'en', currency }
  const text = (note: Note) => formatNote(note, context)
  for (const { question, options, settled } of ambiguities) {
    if (settled) continue
    const ways = options.map((option) => {
      const figures = outcomeNotes(option, options).map(text).join(', ')
      const says = `${text(option.label)}${figures === '' ? '' : ` (${figures})`}`
      return option.assumed ? `Assumed: ${says}` : `Else: ${says}; decide with ${option.command}`
    })
    const basis = looked.whole ? '' : ` Figures of the first ${looked.rows} rows.`
    line.say(`${name}: ${text(question)} ${ways.toSorted().join('. ')}.${basis}`)
  }
}

/** What the data as a whole leave open, with the option that decides. */
async function sayQuestions(run: Run, projectId: string, currency: string | null): Promise<void> {
  const { client, command, line } = run
  const { people, reversals } = valueOf(await client.call('questions.list', { projectId }, watched(run, 'questions')))
  const say = (code: string, params: NonNullable<Note['params']>): void =>
    line.say(formatNote({ code, params }, { locale: 'en', currency }))
  const { groups, customers } = people
  if (groups > 0 && !command.mergePeople) say('analysis.people_open', { groups, customers })
  const { pairs, amount, topCustomers } = reversals
  if (pairs > 0 && !command.netReversals)
    say(topCustomers.length > 0 ? 'analysis.reversals_top' : 'analysis.reversals_open', {
      pairs,
      amount,
      names: topCustomers.map(({ customerId }) => customerId).join(', '),
    })
}

async function inOrder<T, R>(items: readonly T[], act: (item: T, index: number) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  for (const [index, item] of items.entries()) results.push(await act(item, index))
  return results
}
