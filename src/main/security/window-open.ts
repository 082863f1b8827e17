import type { WebContents } from 'electron'

/** No page opens another window, and none hands an address to another program. */
export function refuseNewWindows(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}
