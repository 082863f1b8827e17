import type { Progress } from '../../contract/progress.ts'

const INTERVAL_MILLISECONDS = 100

/** Lets at most ten reports a second through: the first at once, what comes sooner than a tenth of a second later is dropped. */
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
