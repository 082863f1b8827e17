import type { ImportChange, ImportDecision } from '../../contract/changes.ts'
import { ExpectedError } from '../../contract/errors.ts'
import type { ImportLayer, ReadOptions } from '../../contract/imports.ts'
import { plainDecision } from '../../contract/plain-decision.ts'
import { minorDigits } from '../analysis/currency.ts'
import { rulesOf } from '../analysis/dataset-rules.ts'
import { loadLayers } from '../analysis/load-layers.ts'
import { now, requireProject, tidyLater, type CoreContext } from '../context.ts'
import type { CallContext, Handlers } from '../dispatch.ts'
import { findRows } from '../rows/find-rows.ts'
import {
  decideLayer,
  deleteHidden,
  doubtChanges,
  findStaged,
  keepChange,
  listLayers,
  showLayer,
} from '../store/layers-table.ts'
import { bumpRevision, isOvertaken, requireRevision, revisionOf, updateProject } from '../store/projects-table.ts'
import { sameFileBefore } from '../store/same-file.ts'
import type { Statement } from '../store/store.ts'
import { keepReading } from '../mappings/keep-reading.ts'
import { basisOf, meetsOthers, stateBeside } from './change-basis.ts'
import { joinProject } from './import-file.ts'
import { exportForMending, findMending, withMending } from './mending.ts'
import { readLayer } from './read-layer.ts'
import { removeEmpty } from './remove-empty.ts'
import { requireLayer } from './require-layer.ts'

type ChangeHandlers = Pick<
  Handlers,
  | 'changes.stage'
  | 'changes.describe'
  | 'changes.commit'
  | 'changes.drop'
  | 'changes.decide'
  | 'changes.lines'
  | 'changes.exportForMending'
  | 'imports.waiting'
  | 'imports.discardFile'
>

export function changeHandlers(core: CoreContext): ChangeHandlers {
  const { store, events, files } = core
  /** Files whose layer waits for a decision: they are needed until then, to be read again with other options. */
  const fileOf = new Map<string, StagedFile>()
  let readings = 0
  const changed = (projectId: string) => events.emit('project.changed', { projectId, what: 'imports' })
  const forget = async (importId: string) => {
    fileOf.delete(importId)
    await store.write([deleteHidden(importId)])
    tidyLater(core)
  }
  const forgetStagedOf = async (fileId: string) => {
    for (const [importId, file] of fileOf) if (file.fileId === fileId) await forget(importId)
  }
  return {
    async 'changes.stage'({ projectId, fileId, options }, context) {
      const reading = ++readings
      // Read again with other options: what was read before is of no use.
      await forgetStagedOf(fileId)
      const mending = await findMending(core, projectId, fileId, context.signal)
      const id = await readLayer(
        core,
        projectId,
        fileId,
        withMending(mending, options ?? {}),
        mending?.layerId ?? null,
        () => [],
        context,
      )
      const file: StagedFile = { fileId, options: options ?? {}, reading, change: null }
      fileOf.set(id, file)
      try {
        files.find(fileId) // discarded meanwhile: nobody will decide about it
        return (file.change = await describeChange(core, requireStaged(core, id), null, context))
      } catch (error) {
        await forget(id)
        throw error
      }
    },
    async 'changes.describe'({ importId, decision }, context) {
      const change = await describeChange(core, requireStaged(core, importId), decision, context)
      const file = fileOf.get(importId)
      if (file !== undefined) file.change = change
      return change
    },
    'changes.lines': ({ importId, which, ...page }, context) =>
      findRows(core, { from: 'common', importId, which }, page, context),
    async 'changes.commit'({ importId, decision, basis }) {
      const file = fileOf.get(importId)
      // Another window may have read the same file: it comes in once.
      const twins = [...fileOf].filter(([id, other]) => id !== importId && other.fileId === file?.fileId)
      const projectId = await showUnchanged(core, importId, decision, basis, [
        decideLayer(importId, decision),
        showLayer(importId),
        ...twins.map(([id]) => deleteHidden(id)),
      ])
      for (const id of [importId, ...twins.map(([twin]) => twin)]) fileOf.delete(id)
      if (file !== undefined) files.settle(file.fileId)
      // It is in, and all pages are told, even where the one that asked is gone: what follows is not hers to cancel.
      changed(projectId)
      if (file !== undefined) {
        await keepReading(core, projectId, file.fileId, file.options, new AbortController().signal)
        await files.discard(file.fileId)
      }
      // Dropped from another window a moment ago: there was nothing left to show.
      return requireLayer(core, importId)
    },
    async 'changes.drop'({ importId }) {
      if (findStaged(store, importId) !== null) await forget(importId)
      return null
    },
    async 'changes.decide'({ importId, decision }) {
      const { projectId } = requireLayer(core, importId)
      await store.write([
        decideLayer(importId, decision),
        doubtChanges(projectId),
        bumpRevision(projectId),
        ...updateProject(projectId, {}, now()),
      ])
      changed(projectId)
      return requireLayer(core, importId)
    },
    async 'imports.waiting'() {
      const lost = files.takeLost()
      for (const { madeFor } of lost) if (madeFor !== null) await removeEmpty(core, madeFor)
      // A page that was left may have read a file to its end beside the next one: the later reading is the one that counts.
      const staged = [...fileOf]
        .filter(([importId]) => findStaged(store, importId) !== null)
        .map(([, file]) => file)
        .toSorted((a, b) => b.reading - a.reading)
      return {
        files: files.waiting().map(({ id, name, look, options }) => ({
          fileId: id,
          fileName: name,
          options,
          remembered: look?.remembered ?? null,
          change: staged.find(({ fileId }) => fileId === id)?.change ?? null,
        })),
        lost: lost.map(({ name }) => name),
      }
    },
    async 'imports.discardFile'({ fileId }) {
      const madeFor = files.madeFor(fileId)
      await Promise.all([files.discard(fileId), forgetStagedOf(fileId)])
      if (madeFor !== null) await removeEmpty(core, madeFor)
      return null
    },
    'changes.exportForMending': ({ importId }, context) => exportForMending(core, importId, context),
  }
}

interface StagedFile {
  readonly fileId: string
  readonly options: ReadOptions
  /** Readings are numbered in the order in which they began. */
  readonly reading: number
  /** As it was last described; null: not yet. */
  change: ImportChange | null
}

/** @throws ExpectedError import.not_found */
function requireStaged({ store }: CoreContext, importId: string): ImportLayer {
  const layer = findStaged(store, importId)
  if (layer === null) throw new ExpectedError('import.not_found')
  return layer
}

/**
 * Brings a staged import into its project, unless that is another one than the change was described for; what others
 * change at that moment comes before or after it.
 * @returns the project's id
 * @throws ExpectedError change.outdated, import.not_found
 */
async function showUnchanged(
  core: CoreContext,
  importId: string,
  decision: ImportDecision,
  basis: string | undefined,
  statements: readonly Statement[],
): Promise<string> {
  for (;;) {
    const layer = requireStaged(core, importId)
    const { projectId, currency, fileName } = layer
    const revision = revisionOf(core.store, projectId)
    if (basis !== undefined && basis !== basisOf(stateBeside(core, layer), decision))
      throw new ExpectedError('change.outdated', { name: fileName })
    try {
      await core.store.write([
        requireRevision(projectId, revision),
        ...statements,
        ...joinProject(core, projectId, currency),
      ])
      return projectId
    } catch (error) {
      if (!isOvertaken(error) || revisionOf(core.store, projectId) === revision) throw error
    }
  }
}

/** @param decision null: what is proposed */
async function describeChange(
  core: CoreContext,
  layer: ImportLayer,
  decision: ImportDecision | null,
  { signal, progress }: CallContext,
): Promise<ImportChange> {
  const { store, pool } = core
  if (!meetsOthers(layer)) return standsAlone(core, layer)
  // Whatever changes from here on is found when it is committed.
  const state = stateBeside(core, layer)
  const project = requireProject(store, layer.projectId)
  const active = listLayers(store, project.id).filter((each) => each.active)
  const earlier = active.filter(({ kind }) => kind === layer.kind)
  const isFirst = earlier.length === 0
  const counted = active.filter(meetsOthers)
  progress({ stage: 'load', fraction: null })
  const [before, own] = await Promise.all([loadLayers(store, counted), loadLayers(store, [layer])])
  // The first file's money is the project's.
  const rules = rulesOf(store, { ...project, currency: project.currency ?? layer.currency }, active, core.today())
  const { findings, proposed, marks } = await pool.run(
    (engine, stop) =>
      engine.findChange(isFirst ? [] : before, own[0]!, rules, layer.mapping['order_id'] !== undefined, stop),
    signal,
  )
  const decided = decision ?? proposed
  // What was found on the way to the proposal holds for nothing but it, and beside these layers.
  const areKnown = decided === proposed && marks !== null && !isFirst
  const decidedLayer = { ...own[0]!, decision: decided, ...(areKnown ? { marks } : {}) }
  const effect =
    counted.length === 0
      ? null
      : await pool.run(
          (engine, stop) => engine.effectOfChange(before, decidedLayer, rules, minorDigits(rules.currency), stop),
          signal,
        )
  await store.write([keepChange(layer.id, { findings, effect })])
  return {
    layer: requireStaged(core, layer.id),
    sameFileAs: sameFileBefore(store, layer.id),
    isFirst,
    earlier: earlier.map(({ id, fileName }) => ({ id, fileName })),
    findings,
    proposed,
    decision: decided,
    effect,
    basis: basisOf(state, decided),
  }
}

function standsAlone(core: CoreContext, layer: ImportLayer): ImportChange {
  const sameFileAs = sameFileBefore(core.store, layer.id)
  return {
    layer,
    sameFileAs,
    // What is there already is not brought in again without a word.
    isFirst: sameFileAs === null,
    earlier: [],
    findings: { repeats: 0, known: 0, knownOrders: 0, changedOrders: 0 },
    proposed: plainDecision,
    decision: plainDecision,
    effect: null,
    basis: basisOf(stateBeside(core, layer), plainDecision),
  }
}
