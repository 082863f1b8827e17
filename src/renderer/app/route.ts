import { useSyncExternalStore } from 'react'
import { parseRoute } from './parse-route.ts'
import type { Route, Screen } from './parse-route.ts'

export type { Route, Screen } from './parse-route.ts'
export { parseRoute } from './parse-route.ts'

let route = parseRoute(window.location.hash)

function subscribe(listener: () => void): () => void {
  const onHash = () => {
    route = parseRoute(window.location.hash)
    listener()
  }
  window.addEventListener('hashchange', onHash)
  return () => window.removeEventListener('hashchange', onHash)
}

/** Where the person is. */
export function useRoute(): Route {
  return useSyncExternalStore(subscribe, () => route)
}

/** Goes to a screen; `rest` is the screen's own, for instance a tab or an id. */
export function navigate(screen: Screen, rest = ''): void {
  window.location.hash = rest === '' ? `#/${screen}` : `#/${screen}/${encodeURIComponent(rest)}`
}
