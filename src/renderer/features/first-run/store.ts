import { create } from 'zustand'
import type { Project } from '../../../contract/projects.ts'
import { idle, runJob } from '../../app/client.ts'
import type { JobView, RunningJob } from '../../app/client.ts'

interface SampleState {
  readonly job: JobView<Project>
  /** Makes or finds the sample project; null where it failed or was cancelled. */
  readonly open: () => Promise<Project | null>
  readonly cancel: () => void
}

let running: RunningJob<Project> | null = null

export const useSample = create<SampleState>()((set) => ({
  job: idle,
  async open() {
    if (running !== null) return null
    const job = runJob('projects.openSample', {}, (view) => set({ job: view }))
    running = job
    const answer = await job.result
    running = null
    return answer.ok ? answer.value : null
  },
  cancel() {
    running?.cancel()
  },
}))
