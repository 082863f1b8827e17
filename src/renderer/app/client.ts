import { useEffect, useRef, useState } from 'react'
import { createClient } from '../../contract/client.ts'
import type { ErrorBody } from '../../contract/errors.ts'
import type { Input, OperationName, Output } from '../../contract/index.ts'
import type { Progress } from '../../contract/progress.ts'
import type { Result } from '../../contract/wire.ts'
import { createBridge } from './bridge.ts'

/** The shell this page runs in. */
export const bridge = createBridge()

/** The typed client over that shell: `client.call('customers.page', { projectId })`. */
export const client = createClient(bridge.transport)

/** A job as a screen shows it. `cancelled` is an end like any other, never a failure. */
export type JobView<Value = unknown> =
  | { readonly state: 'idle' }
  | { readonly state: 'running'; readonly progress: Progress | null; readonly cancelling: boolean }
  | { readonly state: 'done'; readonly value: Value }
  | { readonly state: 'failed'; readonly error: ErrorBody }
  | { readonly state: 'cancelled' }

export const idle: JobView<never> = { state: 'idle' }

export interface RunningJob<Value> {
  readonly result: Promise<Result<Value>>
  cancel(): void
}

/**
 * Starts a job and tells `show` about every change of it; made to be called from a store's action:
 * `runJob('imports.run', input, (job) => set({ job }))`. Never rejects.
 */
export function runJob<Name extends OperationName>(
  name: Name,
  input: Input<Name>,
  show: (job: JobView<Output<Name>>) => void,
): RunningJob<Output<Name>> {
  const controller = new AbortController()
  let progress: Progress | null = null
  show({ state: 'running', progress, cancelling: false })
  const result = client
    .call(name, input, {
      signal: controller.signal,
      onProgress(next) {
        progress = next
        show({ state: 'running', progress, cancelling: controller.signal.aborted })
      },
    })
    .then((answer) => {
      if (answer.ok) show({ state: 'done', value: answer.value })
      else if (answer.error.code === 'cancelled') show({ state: 'cancelled' })
      else show({ state: 'failed', error: answer.error })
      return answer
    })
  return {
    result,
    cancel() {
      controller.abort()
      show({ state: 'running', progress, cancelling: true })
    },
  }
}

/**
 * A job that belongs to one component: `const [job, start, cancel] = useJob('personas.export')`. Leaving cancels it, and
 * so does starting it anew: only the latest shows itself.
 */
export function useJob<Name extends OperationName>(
  name: Name,
): readonly [JobView<Output<Name>>, (input: Input<Name>) => Promise<Result<Output<Name>>>, () => void] {
  const [view, setView] = useState<JobView<Output<Name>>>(idle)
  const running = useRef<RunningJob<Output<Name>> | null>(null)
  useEffect(() => () => running.current?.cancel(), [])
  const latest = useRef(0)
  const start = (input: Input<Name>) => {
    running.current?.cancel()
    const number = ++latest.current
    const job = runJob(name, input, (next) => {
      if (latest.current !== number) return
      if (next.state !== 'running') running.current = null
      setView(next)
    })
    running.current = job
    return job.result
  }
  return [view, start, () => running.current?.cancel()]
}
