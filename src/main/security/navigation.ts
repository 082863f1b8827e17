import type { WebContents } from 'electron'
import { isPreview, isStartPage } from './origin.ts'

/**
 * The window shows its one page and goes nowhere: not by a link, not by a dropped file, not by a redirect. Frames show
 * previews of our own outputs.
 */
export function restrictNavigation(contents: WebContents): void {
  contents.on('will-navigate', (event) => {
    if (!isStartPage(event.url)) event.preventDefault()
  })
  contents.on('will-frame-navigate', (event) => {
    if (!(event.isMainFrame ? isStartPage(event.url) : isPreview(event.url))) event.preventDefault()
  })
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
}
