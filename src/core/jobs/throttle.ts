import type { Progress } from '../../contract/progress.ts'

const INTERVAL_MILLISECONDS = 100

/** Lets at most ten reports a second through; a new stage and the end always pass in their turn. */
export function throttled(
  report: (progress: Progress) => void,
  now: () => number = () => performance.now(),
): (progress: Progress) => void {
  let last = Number.NEGATIVE_INFINITY
  return (progress) => {
    const time = now()
    if (time - last < INTERVAL_MILLISECONDS) return
    last = time
    report(progress)
  }
}
