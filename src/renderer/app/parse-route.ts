/** Screens there are, in the order of the rail. */
export const screens = [
  'import',
  'health',
  'overview',
  'segments',
  'customers',
  'personas',
  'predict',
  'settings',
] as const
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
  return { screen, rest: decoded(rest.join('/')) }
}

/** An address somebody typed may hold a broken escape; it then names nothing. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}
