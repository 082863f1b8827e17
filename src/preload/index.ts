import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { windowChannels, type WindowShell } from '../contract/shell.ts'
import type { Result, ServerMessage } from '../contract/wire.ts'

/** Everything a page can reach. No function takes a channel, and listeners are given data, never Electron's event. */
const shell: WindowShell = {
  send: (message) => ipcRenderer.send(windowChannels.message, message),
  onMessage: (listener) => {
    ipcRenderer.on(windowChannels.message, (_event, message: ServerMessage) => listener(message))
  },
  // A File that a script has made has no path: the empty one is refused on the other side.
  offerFile: (file) =>
    ipcRenderer.invoke(windowChannels.offerFile, webUtils.getPathForFile(file as File)) as Promise<
      Result<{ readonly fileId: string }>
    >,
  saveOutput: (outputId, fileName) =>
    ipcRenderer.invoke(windowChannels.saveOutput, String(outputId), String(fileName)) as Promise<
      Result<{ readonly saved: boolean }>
    >,
}

contextBridge.exposeInMainWorld('segmento', shell)
