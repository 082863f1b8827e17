import { CancelledError } from '../../../contract/errors.ts'

/** One shared word: not 0 means "stop". */
export type Stop = Int32Array

export function throwIfStopped(stop: Stop): void {
  if (Atomics.load(stop, 0) !== 0) throw new CancelledError()
}

/** Runs a generator to its end, looking for "stop" between its steps. */
export function drive<Step, Result>(steps: Generator<Step, Result>, stop: Stop, onStep?: (step: Step) => void): Result {
  for (;;) {
    throwIfStopped(stop)
    const step = steps.next()
    if (step.done === true) return step.value
    onStep?.(step.value)
  }
}
