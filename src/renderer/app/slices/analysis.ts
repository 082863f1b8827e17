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
  /** Analyses the open project anew. The result is shown as soon as it is there. */
  readonly runAnalysis: (options?: {
    seed?: number
    k?: number | 'auto'
    maxK?: number
  }) => Promise<Result<Analysis> | null>
  /** Another k of the same run. */
  readonly setK: (k: number) => Promise<Result<Analysis> | null>
  readonly cancelAnalysis: () => void
  readonly dismissAnalysisJob: () => void
}

let running: RunningJob<Analysis> | null = null
/** Number of the newest job: an older one that is still winding down no longer shows itself. */
let newest = 0

export const createAnalysisSlice: Slice<AnalysisSlice> = (set, get) => {
  const follow = async (projectId: string, start: (show: (job: JobView<Analysis>) => void) => RunningJob<Analysis>) => {
    running?.cancel()
    const number = ++newest
    const mine = start((job) => {
      if (number === newest) set({ analysisJob: job })
    })
    running = mine
    const answer = await mine.result
    if (number === newest) running = null
    if (answer.ok && get().currentProjectId === projectId) {
      set({ analysis: answer.value, analysisState: 'ready', analysisJob: idle })
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

    async runAnalysis(options = {}) {
      const projectId = get().currentProjectId
      if (projectId === null) return null
      return await follow(projectId, (show) => runJob('analysis.run', { projectId, ...options }, show))
    },

    async setK(k) {
      const projectId = get().currentProjectId
      if (projectId === null) return null
      return await follow(projectId, (show) => runJob('analysis.setK', { projectId, k }, show))
    },

    cancelAnalysis() {
      running?.cancel()
    },

    dismissAnalysisJob() {
      if (running === null) set({ analysisJob: idle })
    },
  }
}
