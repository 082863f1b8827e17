/**
 * Stands in for the `electron` package in tests: importing the real one starts a download of its binary.
 * Nothing here pretends to work. A test that needs a window runs the loopback shell instead.
 */
function absent(name: string): never {
  throw new Error(`electron.${name} was used in a test, where there is no Electron`)
}

function part(name: string): unknown {
  return new Proxy(() => absent(name), { get: (_target, property) => absent(`${name}.${String(property)}`) })
}

export const app = part('app')
export const BrowserWindow = part('BrowserWindow')
export const contextBridge = part('contextBridge')
export const dialog = part('dialog')
export const ipcMain = part('ipcMain')
export const ipcRenderer = part('ipcRenderer')
export const Menu = part('Menu')
export const nativeTheme = part('nativeTheme')
export const net = part('net')
export const protocol = part('protocol')
export const safeStorage = part('safeStorage')
export const session = part('session')
export const shell = part('shell')
export const webUtils = part('webUtils')
