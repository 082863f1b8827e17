import type { Analysis } from '../../../contract/analysis.ts'
import type { Result } from '../../../contract/wire.ts'
import { client, idle, runJob } from '../client.ts'
import type { JobView, RunningJob } from '../client.ts'
import type { Slice } from '../state.ts'

/** The latest result of the open project, and the job that makes the next one. */
export interface AnalysisSlice {
  readonly analysis: Analysis | null
  /** `none`: nothing has been analysed yet. While `loading`, an older analysis of the same project may still stand. */
  readonly analysisState: 'none' | 'loading' | 'ready'
  readonly analysisJob: JobView<Analysis>
  readonly loadAnalysis: () => Promise<void>
  /** Analyses the open project anew, or another. The result is shown as soon as it is there. */
  readonly runAnalysis: (options?: {
    projectId?: string
    seed?: number
    k?: number | 'auto'
    maxK?: number
  }) => Promise<Result<Analysis> | null>
  /** Another k of the same run. */
  readonly setK: (k: number) => Promise<Result<Analysis> | null>
  readonly cancelAnalysis: () => void
  readonly cancelAnalysisOf: (projectId: string) => void
  readonly dismissAnalysisJob: () => void
}

/** One job a project: a newer one takes the place of an older one, and another project's goes on beside it. */
const running = new Map<string, RunningJob<Analysis>>()
const views = new Map<string, JobView<Analysis>>()
/** Number of each project's newest job: an older one that is still winding down no longer shows itself. */
const newest = new Map<string, number>()
let started = 0

/** What runs (or failed) in a project; the store shows that of the open one. */
export function analysisJobOf(projectId: string): JobView<Analysis> {
  return views.get(projectId) ?? idle
}

export const createAnalysisSlice: Slice<AnalysisSlice> = (set, get) => {
  const show = (projectId: string, view: JobView<Analysis>) => {
    views.set(projectId, view)
    if (get().currentProjectId === projectId) set({ analysisJob: view })
  }

  const follow = async (projectId: string, start: (show: (job: JobView<Analysis>) => void) => RunningJob<Analysis>) => {
    running.get(projectId)?.cancel()
    const number = ++started
    newest.set(projectId, number)
    const isNewest = () => newest.get(projectId) === number
    const job = start((view) => {
      if (isNewest()) show(projectId, view)
    })
    running.set(projectId, job)
    const answer = await job.result
    if (!isNewest()) return answer
    running.delete(projectId)
    if (answer.ok) {
      show(projectId, idle)
      if (get().currentProjectId === projectId) set({ analysis: answer.value, analysisState: 'ready' })
    }
    return answer
  }

  return {
    analysis: null,
    analysisState: 'none',
    analysisJob: idle,

    async loadAnalysis() {
      const projectId = get().currentProjectId
      if (projectId === null) return
      const answer = await client.call('analysis.latest', { projectId })
      if (get().currentProjectId !== projectId) return
      if (answer.ok) {
        // The same result keeps its identity, so that no screen reads its customers again for nothing.
        const same = JSON.stringify(answer.value) === JSON.stringify(get().analysis)
        set({
          analysis: same ? get().analysis : answer.value,
          analysisState: answer.value === null ? 'none' : 'ready',
        })
      } else {
        set({ analysisState: get().analysis === null ? 'none' : 'ready' })
        get().showError(answer.error)
      }
    },

    async runAnalysis({ projectId: wanted, ...options } = {}) {
      const projectId = wanted ?? get().currentProjectId
      if (projectId === null) return null
      return await follow(projectId, (show) => runJob('analysis.run', { projectId, k: 'keep', ...options }, show))
    },

    async setK(k) {
      const projectId = get().currentProjectId
      if (projectId === null) return null
      return await follow(projectId, (show) => runJob('analysis.setK', { projectId, k }, show))
    },

    cancelAnalysis() {
      const projectId = get().currentProjectId
      if (projectId !== null) get().cancelAnalysisOf(projectId)
    },

    cancelAnalysisOf(projectId) {
      running.get(projectId)?.cancel()
    },

    dismissAnalysisJob() {
      const projectId = get().currentProjectId
      if (projectId !== null && !running.has(projectId)) show(projectId, idle)
    },
  }
}
