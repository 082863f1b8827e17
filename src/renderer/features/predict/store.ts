import { create } from 'zustand'
import type { ErrorBody } from '../../../contract/errors.ts'
import type { Predictions } from '../../../contract/predictions.ts'
import { client } from '../../app/client.ts'

interface PredictState {
  readonly projectId: string | null
  /** undefined: not read yet; null: the latest run predicted nothing. */
  readonly predictions: Predictions | null | undefined
  readonly error: ErrorBody | null
  load(projectId: string): Promise<void>
}

/** What the latest run predicts and how well. */
export const usePredictions = create<PredictState>()((set, get) => ({
  projectId: null,
  predictions: undefined,
  error: null,

  async load(projectId) {
    if (get().projectId !== projectId) set({ projectId, predictions: undefined, error: null })
    const answer = await client.call('predictions.latest', { projectId })
    if (get().projectId !== projectId) return
    if (answer.ok) set({ predictions: answer.value, error: null })
    else set({ error: answer.error })
  },
}))
