import { writeFile } from 'node:fs/promises'
import { ExpectedError } from '../../contract/errors.ts'
import { pageSetup, type PageSetup, type PersonaFormat } from '../../contract/personas.ts'
import { buildPersonaBodies, type BodyInput } from '../../engine/persona/bodies.ts'
import { requireProject, type CoreContext } from '../context.ts'
import { requireRun } from '../customers/handlers.ts'
import type { Handlers } from '../dispatch.ts'
import { readSettings } from '../store/settings-table.ts'
import { cardsOf } from './cards.ts'
import { loadCardFonts } from './render/fonts.ts'
import { renderCardsHtml } from './render/html.ts'
import { renderCardsMarkdown } from './render/markdown.ts'

const mimes: Readonly<Record<PersonaFormat, string>> = {
  pdf: 'application/pdf',
  html: 'text/html',
  md: 'text/markdown',
  json: 'application/json',
  profiles: 'application/json',
}

export function personaHandlers(
  core: CoreContext,
): Pick<Handlers, 'personas.cards' | 'personas.export' | 'personas.markdown'> {
  return {
    'personas.cards': ({ projectId }) => cardsOf(core, requireRun(core, projectId)),
    'personas.markdown': ({ projectId, clusterIds }) => ({ text: markdown(core, projectId, clusterIds) }),
    async 'personas.export'({ projectId, format, page, clusterIds }, { signal, progress }) {
      const project = requireProject(core.store, projectId)
      progress({ stage: format === 'pdf' ? 'print' : 'write', fraction: null })
      const setup = page ?? pageSetup.parse({})
      const name = fileName(project.name, format)
      return core.outputs.create(name, mimes[format], signal, async (path) => {
        if (format === 'pdf') return print(core, projectId, setup, clusterIds, path, signal)
        if (format === 'html') return writeFile(path, await html(core, projectId, setup, clusterIds))
        if (format === 'md') return writeFile(path, markdown(core, projectId, clusterIds))
        return writeFile(path, json(core, projectId, format, clusterIds))
      })
    },
  }
}

function fileName(project: string, format: PersonaFormat): string {
  return format === 'profiles' ? `${project} cluster profiles.json` : `${project} personas.${format}`
}

function contextOf(core: CoreContext, projectId: string) {
  const project = requireProject(core.store, projectId)
  const run = requireRun(core, projectId)
  const { locale } = readSettings(core.store)
  return {
    run,
    context: { locale, currency: project.currency, projectName: project.name, asOf: run.summary.facts.asOf },
    maker: project.maker,
  }
}

async function html(
  core: CoreContext,
  projectId: string,
  page: PageSetup,
  only: readonly number[] | undefined,
): Promise<string> {
  const { run, context, maker } = contextOf(core, projectId)
  const fonts = await loadCardFonts(core.options.resourcesFolder)
  return renderCardsHtml(cardsOf(core, run, only), { ...context, page, maker, fonts })
}

async function print(
  core: CoreContext,
  projectId: string,
  page: PageSetup,
  only: readonly number[] | undefined,
  path: string,
  signal: AbortSignal,
): Promise<void> {
  const { printer } = core.options
  if (printer === null) throw new ExpectedError('print.no_browser')
  const source = await core.outputs.create('cards.html', 'text/html', signal, async (file) =>
    writeFile(file, await html(core, projectId, page, only)),
  )
  const file = core.outputs.find(source.outputId).path
  await writeFile(
    path,
    await printer.print(file, { size: page.size, landscape: page.orientation === 'landscape' }, signal),
  )
}

function markdown(core: CoreContext, projectId: string, only: readonly number[] | undefined): string {
  const { run, context, maker } = contextOf(core, projectId)
  return renderCardsMarkdown(cardsOf(core, run, only), { ...context, maker })
}

function json(
  core: CoreContext,
  projectId: string,
  format: 'json' | 'profiles',
  only: readonly number[] | undefined,
): string {
  const { described, summary } = requireRun(core, projectId)
  const picked = <T>(list: readonly T[]) =>
    list.filter((_, place) => only === undefined || only.includes(described.profiles[place]!.cluster_id))
  const value =
    format === 'profiles'
      ? { cluster_profiles: picked(described.profiles) }
      : // By persona group once there are scores; a choice of clusters stays one of clusters.
        buildPersonaBodies(only === undefined && hasGroups(summary.groups) ? summary.groups : picked(described.bodies))
  return `${JSON.stringify(value, null, 2)}\n`
}

function hasGroups(groups: readonly BodyInput[] | undefined): groups is readonly BodyInput[] {
  return groups !== undefined && groups.length > 0
}
