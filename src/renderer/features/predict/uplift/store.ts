import { create } from 'zustand'
import type { ErrorBody } from '../../../../contract/errors.ts'
import type { UpliftCampaign, UpliftResult } from '../../../../contract/uplift.ts'
import { client } from '../../../app/client.ts'

interface UpliftState {
  readonly projectId: string | null
  /** undefined: not read yet. */
  readonly campaigns: readonly UpliftCampaign[] | undefined
  /** Latest first. */
  readonly results: readonly UpliftResult[]
  readonly error: ErrorBody | null
  load(projectId: string): Promise<void>
}

/** Campaign files of the open project and what was learned from them. */
export const useUplift = create<UpliftState>()((set, get) => ({
  projectId: null,
  campaigns: undefined,
  results: [],
  error: null,

  async load(projectId) {
    if (get().projectId !== projectId) set({ projectId, campaigns: undefined, results: [], error: null })
    const [campaigns, results] = await Promise.all([
      client.call('uplift.campaigns', { projectId }),
      client.call('uplift.list', { projectId }),
    ])
    if (get().projectId !== projectId) return
    if (!campaigns.ok) set({ error: campaigns.error })
    else if (!results.ok) set({ error: results.error })
    else set({ campaigns: campaigns.value, results: results.value, error: null })
  },
}))
