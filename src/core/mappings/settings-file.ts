import { z } from 'zod'
import { ExpectedError } from '../../contract/errors.ts'
import { mapping, type Mapping } from '../../contract/mappings.ts'
import { projectPatch, type Project, type ProjectPatch } from '../../contract/projects.ts'

const format = 'segmento-project-settings'
const version = 1

/** What every version of the file holds; the rest is looked at once the version is known. */
const envelope = z.looseObject({ format: z.literal(format), version: z.number().int().min(1) })

/** The name and the currency belong to the project that has the rows. */
const kept = ['name', 'currency'] as const
const parts = Object.keys(projectPatch.shape).filter(
  (part) => !(kept as readonly string[]).includes(part),
) as (keyof ProjectPatch)[]

export interface ProjectSettings {
  readonly patch: ProjectPatch
  readonly mappings: readonly Mapping[]
}

/** The settings of a project as the text of a file, the same for the same settings. */
export function settingsText(project: Project, mappings: readonly Mapping[], app: string): string {
  const settings = Object.fromEntries(parts.map((part) => [part, project[part]]))
  return `${JSON.stringify({ format, version, app, name: project.name, settings, mappings }, null, 2)}\n`
}

/**
 * Reads such a file. Settings that a later version of the same format added are passed over.
 * @throws ExpectedError settings.foreign, settings.newer
 */
export function readSettingsText(text: string, name: string): ProjectSettings {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw new ExpectedError('settings.foreign', { name })
  }
  const opened = envelope.safeParse(json)
  if (!opened.success) throw new ExpectedError('settings.foreign', { name })
  if (opened.data.version > version)
    throw new ExpectedError('settings.newer', { name, version: opened.data.version, supported: version })
  const known = z.object({
    settings: z.object(projectPatch.omit({ name: true, currency: true }).shape),
    mappings: z.array(z.object(mapping.shape)).max(10_000),
  })
  const read = known.safeParse(json)
  if (!read.success) throw new ExpectedError('settings.foreign', { name })
  return { patch: read.data.settings as ProjectPatch, mappings: read.data.mappings }
}
