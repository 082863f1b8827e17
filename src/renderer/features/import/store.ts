import { create } from 'zustand'
import type { ImportDecision } from '../../../contract/changes.ts'
import type { ErrorBody } from '../../../contract/errors.ts'
import type { ImportLayer, ReadOptions, WaitingFile } from '../../../contract/imports.ts'
import { bridge, client, idle, runJob } from '../../app/client.ts'
import type { RunningJob } from '../../app/client.ts'
import { currentProject, useApp } from '../../app/store.ts'
import { t } from '../../i18n/index.ts'
import { analyseAfter } from './after-import.ts'
import { isThat } from './is-that.ts'
import { useLayers } from './layers-store.ts'
import { withoutParts } from './options.ts'
import { projectNameFor } from './project-name.ts'
import { queued, takenUp, targetOf } from './queued-file.ts'
import type { QueuedFile, Target } from './queued-file.ts'
import { unpackArchive } from './unpack-archive.ts'

/** The files that wait to be imported. */
interface ImportState {
  readonly files: readonly QueuedFile[]
  readonly activeKey: number | null
  /** What the person chose; null: decided by `targetOf`. */
  readonly target: Target | null
  readonly offer: (files: readonly File[]) => void
  /** Files a second start of the app handed over. */
  readonly offerIds: (fileIds: readonly string[]) => void
  /** Files that the core holds from before this page was loaded, or since before the connection broke. */
  readonly takeUp: () => Promise<void>
  /** Lets go of files that came in, or were discarded, from somewhere else. */
  readonly letGo: () => Promise<void>
  readonly select: (key: number) => void
  readonly setTarget: (target: Target) => void
  /** At all files that are ready, after what they are held against has changed: the project, or what is known of their kind. */
  readonly lookAgain: () => Promise<void>
  readonly correct: (key: number, change: ReadOptions) => void
  /** Without anything that was chosen or remembered. */
  readonly lookAfresh: (key: number) => void
  /** Reads it whole; where earlier imports are there, the change is shown before it is made. */
  readonly importFile: (key: number) => Promise<void>
  readonly decide: (key: number, decision: ImportDecision) => Promise<void>
  readonly commit: (key: number) => Promise<void>
  /** From the change back to the file. */
  readonly back: (key: number) => Promise<void>
  readonly cancel: (key: number) => void
  readonly discard: (key: number) => void
}

/** What can be cancelled of each file at this moment. */
const running = new Map<number, Pick<RunningJob<unknown>, 'cancel'>>()
/** Number of the latest look at each file: one that was overtaken by the next correction no longer shows itself. */
const looks = new Map<number, number>()
/** Ends when every file that was offered so far is in the core, or refused. */
let handedOver: Promise<unknown> = Promise.resolve()
/** Ids of the files this page handed over: it knows better what became of them than a list that was on its way. */
const ownFiles = new Set<string>()
/** The latest import since the numbers were computed. */
let cameIn: ImportLayer | null = null

/** Ends a look that still runs; its answer is no longer shown. Returns the number of the next one. */
function overtakeLook(key: number): number {
  running.get(key)?.cancel()
  const number = (looks.get(key) ?? 0) + 1
  looks.set(key, number)
  return number
}

/** The queued file that is shown. */
export function activeFile(state: ImportState): QueuedFile | null {
  return state.files.find((file) => file.key === state.activeKey) ?? state.files[0] ?? null
}

export const useImports = create<ImportState>()((set, get) => {
  const change = (key: number, part: Partial<QueuedFile>) => {
    set((state) => ({ files: state.files.map((file) => (file.key === key ? { ...file, ...part } : file)) }))
  }
  const find = (key: number) => get().files.find((file) => file.key === key)

  /** @param quiet what is shown stays as it is until the answer is there: what she is about to press is not taken from her */
  const look = async (key: number, quiet = false) => {
    const file = find(key)
    if (file === undefined || file.fileId === null) return
    const number = overtakeLook(key)
    await projectsKnown()
    if (looks.get(key) !== number) return
    const target = targetOf(get().target, currentProject(useApp.getState()))
    const job = runJob(
      'imports.preview',
      {
        projectId: target.type === 'project' ? target.projectId : null,
        fileId: file.fileId,
        options: file.options,
        recall: file.recalls,
      },
      (view) => {
        if (view.state === 'running' && !quiet && looks.get(key) === number) change(key, { job: view })
      },
    )
    running.set(key, job)
    const answer = await job.result
    if (looks.get(key) !== number) return
    running.delete(key)
    if (answer.ok) {
      const { options, remembered } = answer.value
      change(key, { preview: answer.value, step: 'ready', error: null, job: idle })
      if (file.recalls) change(key, { options, remembered, recalls: false })
    } else if (answer.error.code === 'file.archive') {
      const tables = await unpackArchive(file.fileId, { key, find, change, running })
      if (tables !== null) replace(key, tables)
    } else if (answer.error.code === 'cancelled')
      change(key, { step: find(key)?.preview == null ? 'failed' : 'ready', job: idle })
    else change(key, { step: find(key)?.preview == null ? 'failed' : 'ready', error: answer.error, job: idle })
  }

  /** Other files take the place of one in the queue. */
  const replace = (key: number, others: readonly QueuedFile[]) => {
    const fresh = others.filter(({ fileId }) => !get().files.some((file) => file.fileId === fileId))
    const files = get().files.flatMap((file) => (file.key === key ? fresh : [file]))
    set(({ activeKey }) => ({
      files,
      activeKey: activeKey === key ? ((fresh[0] ?? files[0])?.key ?? null) : activeKey,
    }))
    for (const file of fresh) void look(file.key)
  }

  /**
   * What a file that waits would change now, by a decision or by what is proposed (null).
   * @param reason stays beside it: why it is described again
   * @returns false: that could not be said
   */
  const describe = async (key: number, decision: ImportDecision | null, reason: ErrorBody | null) => {
    const staged = find(key)?.change
    if (staged == null) return true
    const number = overtakeLook(key)
    const job = runJob('changes.describe', { importId: staged.layer.id, decision }, (view) => {
      if (view.state === 'running' && looks.get(key) === number) change(key, { job: view })
    })
    running.set(key, job)
    const answer = await job.result
    if (looks.get(key) !== number) return true
    running.delete(key)
    if (answer.ok) change(key, { change: answer.value, job: idle, error: reason })
    else change(key, { job: idle, error: answer.error.code === 'cancelled' ? reason : answer.error })
    return answer.ok
  }

  const enqueue = (file: QueuedFile): QueuedFile => {
    // What came in before stands in the list.
    if (get().files.length === 0) useLayers.setState({ fresh: [] })
    set((state) => ({
      files: [...state.files, file],
      activeKey: state.activeKey ?? file.key,
    }))
    return file
  }

  const take = (key: number) => {
    running.delete(key)
    looks.delete(key)
    set((state) => {
      const files = state.files.filter((file) => file.key !== key)
      return { files, activeKey: state.activeKey === key ? (files[0]?.key ?? null) : state.activeKey }
    })
  }

  /** With the last file of the queue gone, imported or not, the numbers are computed. */
  const analyseWhenDone = async () => {
    const layer = cameIn
    if (layer === null || get().files.length > 0) return
    cameIn = null
    await analyseAfter(layer, {
      isBusy: () => get().files.length > 0 || useLayers.getState().open !== null,
      undo: () => void useLayers.getState().undoImport(layer),
    })
  }

  /** Files that wait in the core. What this page still shows of others is let go, and what was lost is said. */
  const stillWaiting = async (): Promise<readonly WaitingFile[]> => {
    const known = get().files.filter(({ fileId }) => fileId !== null)
    const answer = await client.call('imports.waiting', {})
    if (!answer.ok) return []
    const { files, lost } = answer.value
    // They came in or were discarded elsewhere, or the core was started anew and knows nothing of them.
    for (const { key, fileId } of known) if (!files.some((file) => file.fileId === fileId)) take(key)
    if (lost.length > 0) useApp.getState().toast(t('import.lost', { n: lost.length, names: lost.join(', ') }))
    return files
  }

  return {
    files: [],
    activeKey: null,
    target: null,
    offer(files) {
      const keys = files.map(({ name }) => enqueue(queued(name, null)).key)
      // One after the other: a page that is loaded anew finds them in the order in which they were dropped.
      const handOver = async () => {
        for (const [at, file] of files.entries()) {
          const key = keys[at]!
          if (find(key) === undefined) continue
          const answer = await bridge.offerFile(file)
          if (answer.ok) ownFiles.add(answer.value.fileId)
          if (find(key) === undefined) {
            if (answer.ok) await client.call('imports.discardFile', { fileId: answer.value.fileId })
          } else if (answer.ok) {
            change(key, { fileId: answer.value.fileId })
            void look(key)
          } else change(key, { step: 'failed', error: answer.error })
        }
      }
      handedOver = Promise.all([handedOver, handOver()])
    },

    offerIds(fileIds) {
      for (const fileId of fileIds)
        if (!get().files.some((file) => file.fileId === fileId)) void look(enqueue(queued('', fileId)).key)
    },

    async takeUp() {
      const waiting = await stillWaiting()
      // The core may list a file whose id has not reached this page yet.
      await handedOver
      for (const file of waiting) {
        if (ownFiles.has(file.fileId) || get().files.some(({ fileId }) => fileId === file.fileId)) continue
        const { key } = enqueue(takenUp(file))
        if (file.change === null) void look(key)
      }
    },

    async letGo() {
      if (get().files.length > 0) await stillWaiting()
    },

    select(key) {
      set({ activeKey: key })
    },

    setTarget(target) {
      set({ target })
      void get().lookAgain()
    },

    async lookAgain() {
      const ready = get().files.filter(({ step }) => step === 'ready')
      // What she answered for one file of an export holds for the next ones, but never instead of her own answers.
      for (const { key, options, remembered } of ready)
        if (remembered === null && Object.keys(options).length === 0) change(key, { recalls: true })
      await Promise.all(ready.map(({ key }) => look(key, true)))
    },

    correct(key, part) {
      const file = find(key)
      if (file === undefined) return
      change(key, { options: withoutParts({ ...file.options, ...part }, part), error: null })
      void look(key)
    },

    lookAfresh(key) {
      change(key, { options: {}, remembered: null, recalls: false, error: null })
      void look(key)
    },

    async importFile(key) {
      const file = find(key)
      if (file === undefined || file.fileId === null || file.preview === null || file.step === 'importing') return
      overtakeLook(key)
      change(key, { step: 'importing', job: { state: 'running', progress: null, cancelling: false }, error: null })
      // It can be cancelled from this moment on, also while its project is still being made.
      let isCancelled = false
      let staging: RunningJob<unknown> | null = null
      running.set(key, {
        cancel() {
          isCancelled = true
          change(key, { job: { state: 'running', progress: null, cancelling: true } })
          staging?.cancel()
        },
      })
      const app = useApp.getState()
      const over = app.toasts.find(({ text }) => text === t('import.cancelled'))
      if (over !== undefined) app.dismissToast(over.id)
      const { target: chosen } = get()
      const { currentProjectId: opened } = app
      const target = targetOf(chosen, currentProject(app))
      const created =
        target.type === 'new' ? await app.createProject(projectNameFor(file.preview.fileName), file.fileId) : null
      const projectId = target.type === 'new' ? created?.id : target.projectId
      if (projectId === undefined) {
        running.delete(key)
        change(key, { step: 'ready', job: idle })
        return
      }
      /** @param error null: cancelled */
      const end = async (error: ErrorBody | null) => {
        // A project that was made for this import alone goes with it, before the file can be imported again.
        if (created !== null && (await noLayers(projectId))) {
          if (opened !== null && useApp.getState().currentProjectId === projectId) await app.openProject(opened)
          await client.call('projects.delete', { projectId })
          set({ target: chosen })
          await useApp.getState().loadProjects()
        }
        running.delete(key)
        change(key, { step: 'ready', job: idle, error })
        if (error === null) useApp.getState().toast(t('import.cancelled'))
        // What was shown of it is of another file by now.
        if (error?.code !== 'file.outdated' && error?.code !== 'file.changed') return
        await look(key)
        change(key, { error })
      }
      if (useApp.getState().currentProjectId !== projectId) await app.openProject(projectId)
      set({ target: { type: 'project', projectId } })
      if (isCancelled) return await end(null)

      const job = runJob('changes.stage', { projectId, fileId: file.fileId, options: file.options }, (view) => {
        if (view.state === 'running') change(key, { job: view })
      })
      staging = job
      const answer = await job.result
      if (!answer.ok) return await end(answer.error.code === 'cancelled' ? null : answer.error)
      if (find(key) === undefined || isCancelled) {
        await client.call('changes.drop', { importId: answer.value.layer.id })
        return await end(null)
      }
      running.delete(key)
      // Where nothing of its kind is there, there is nothing to decide.
      change(key, { change: answer.value, job: idle, ...(answer.value.isFirst ? {} : { step: 'deciding' }) })
      if (answer.value.isFirst) await get().commit(key)
    },

    async decide(key, decision) {
      const staged = find(key)?.change
      if (staged == null) return
      change(key, { change: { ...staged, decision }, error: null })
      if (!(await describe(key, decision, null))) change(key, { change: staged })
    },

    async commit(key) {
      const staged = find(key)?.change
      if (staged == null) return
      const { layer, decision, proposed, basis } = staged
      overtakeLook(key)
      change(key, { job: { state: 'running', progress: null, cancelling: false }, error: null })
      const answer = await client.call('changes.commit', { importId: layer.id, decision, basis })
      if (!answer.ok) {
        change(key, { step: 'deciding', job: idle, error: answer.error })
        if (answer.error.code === 'change.outdated')
          await describe(key, isThat(decision, proposed) ? null : decision, answer.error)
        return
      }
      take(key)
      if (useApp.getState().currentProjectId !== layer.projectId) await useApp.getState().openProject(layer.projectId)
      set({ target: null })
      useLayers.setState(({ fresh }) => ({ fresh: [answer.value.id, ...fresh] }))
      const looking = get().lookAgain()
      await Promise.all([looking, useLayers.getState().loadLayers(), useApp.getState().loadProjects()])
      cameIn = answer.value
      await analyseWhenDone()
    },

    async back(key) {
      const staged = find(key)?.change
      overtakeLook(key)
      change(key, { change: null, step: find(key)?.preview === null ? 'looking' : 'ready', error: null, job: idle })
      if (staged != null) await client.call('changes.drop', { importId: staged.layer.id })
      if (find(key)?.preview === null) await look(key)
    },

    cancel(key) {
      running.get(key)?.cancel()
    },

    discard(key) {
      const file = find(key)
      running.get(key)?.cancel()
      take(key)
      if (file?.fileId != null) void client.call('imports.discardFile', { fileId: file.fileId })
      if (get().files.length === 0) set({ target: null })
      void analyseWhenDone()
    },
  }
})

async function noLayers(projectId: string): Promise<boolean> {
  const answer = await client.call('imports.list', { projectId })
  return answer.ok && answer.value.length === 0
}

/** Only then it is clear what a file is held against. */
async function projectsKnown(): Promise<void> {
  if (useApp.getState().ready) return
  await new Promise<void>((resolve) => {
    const stop = useApp.subscribe(({ ready }) => {
      if (!ready) return
      stop()
      resolve()
    })
  })
}
