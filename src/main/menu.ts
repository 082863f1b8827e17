import { app, dialog, Menu, shell, type BrowserWindow, type MenuItemConstructorOptions } from 'electron'

export interface MenuActions {
  /** Absolute paths of chosen files. */
  openFiles(paths: readonly string[]): void
  readonly logFolder: string
}

/** Only what works. The screens have their own commands; here is what belongs to a window of the system. */
export function setMenu(window: BrowserWindow, actions: MenuActions): void {
  const isMac = process.platform === 'darwin'
  const chooseFiles = async () => {
    const { filePaths } = await dialog.showOpenDialog(window, {
      properties: ['openFile', 'multiSelections'],
      filters: [
        { name: 'Tables', extensions: ['csv', 'tsv', 'txt', 'gz', 'xlsx', 'xlsm', 'xls', 'xlsb', 'ods'] },
        { name: 'All files', extensions: ['*'] },
      ],
    })
    actions.openFiles(filePaths)
  }
  const template: MenuItemConstructorOptions[] = [
    ...(isMac ? [{ role: 'appMenu' as const }] : []),
    {
      label: 'File',
      submenu: [
        { label: 'Import files…', accelerator: 'CmdOrCtrl+O', click: () => void chooseFiles() },
        { type: 'separator' },
        isMac ? { role: 'close' } : { role: 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
      label: 'View',
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
        ...(app.isPackaged ? [] : [{ role: 'reload' as const }, { role: 'toggleDevTools' as const }]),
      ],
    },
    { role: 'windowMenu' },
    {
      role: 'help',
      submenu: [
        { label: 'Show the logs', click: () => void shell.openPath(actions.logFolder) },
        ...(isMac ? [] : [{ role: 'about' as const }]),
      ],
    },
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}
