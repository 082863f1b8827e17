import type { Progress } from '../../contract/progress.ts'

const INTERVAL_MILLISECONDS = 100

/**
 * Lets at most ten reports a second through: the first at once, and the first of each stage; what else comes sooner than a
 * tenth of a second later is dropped.
 */
export function throttled(
  report: (progress: Progress) => void,
  now: () => number = () => performance.now(),
): (progress: Progress) => void {
  let last = Number.NEGATIVE_INFINITY
  let stage: Progress['stage'] | null = null
  return (progress) => {
    const time = now()
    if (progress.stage === stage && time - last < INTERVAL_MILLISECONDS) return
    last = time
    stage = progress.stage
    report(progress)
  }
}
