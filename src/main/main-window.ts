import { join } from 'node:path'
import { app, BrowserWindow, screen } from 'electron'
import { restrictNavigation } from './security/navigation.ts'
import { startPage } from './security/origin.ts'
import { refuseNewWindows } from './security/window-open.ts'
import { fitToDisplays, readWindowState, smallestSize, usualSize, writeWindowState } from './window-state.ts'

export interface MainWindowOptions {
  readonly preload: string
  readonly icon: string
  /** Where its place on the screen is kept. */
  readonly stateFile: string
}

/** The one window. Loading begins at once; it shows itself with its first picture. */
export function openMainWindow({ preload, icon, stateFile }: MainWindowOptions): BrowserWindow {
  const state = readWindowState(stateFile)
  const bounds = fitToDisplays(
    state.bounds,
    screen.getAllDisplays().map(({ workArea }) => workArea),
  )
  const window = new BrowserWindow({
    ...usualSize,
    ...bounds,
    minWidth: smallestSize.width,
    minHeight: smallestSize.height,
    title: app.name,
    show: false,
    ...(process.platform === 'linux' && { icon }),
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      // Its dictionaries would be fetched from elsewhere.
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  })
  restrictNavigation(window.webContents)
  refuseNewWindows(window.webContents)
  if (state.maximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('close', () =>
    writeWindowState(stateFile, { bounds: window.getNormalBounds(), maximized: window.isMaximized() }),
  )
  void window.loadURL(startPage)
  return window
}

export const preloadFile = (root: string) => join(root, 'out', 'preload', 'index.cjs')
