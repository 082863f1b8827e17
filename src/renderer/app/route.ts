import { useSyncExternalStore } from 'react'

/** Screens there are, in the order of the rail. */
export const screens = ['import', 'overview', 'segments', 'customers', 'personas', 'settings'] as const
export type Screen = (typeof screens)[number]

/** `#/segments/found` → screen `segments`, rest `found`. */
export interface Route {
  readonly screen: Screen | null
  readonly rest: string
}

/** @returns the route of a hash; screen null for an unknown or empty one. */
export function parseRoute(hash: string): Route {
  const [first = '', ...rest] = hash.replace(/^#\/?/, '').split('/')
  const screen = screens.find((name) => name === first) ?? null
  return { screen, rest: decodeURIComponent(rest.join('/')) }
}

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
