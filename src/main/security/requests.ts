import type { Session } from 'electron'

const local = new Set(['app:', 'data:', 'blob:', 'devtools:'])

/** Whether a page may load an address at all. Nothing leaves this machine, so there is nothing to load from elsewhere. */
export function isLocal(address: string): boolean {
  try {
    return local.has(new URL(address).protocol)
  } catch {
    return false
  }
}

export function refuseNetwork(session: Session): void {
  session.webRequest.onBeforeRequest((request, answer) => answer({ cancel: !isLocal(request.url) }))
}
