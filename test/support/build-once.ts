import { buildIfStale } from '../../scripts/lib/build-if-stale.mjs'

/** The tests of the whole app run what is built. */
export function setup(): void {
  buildIfStale()
}
