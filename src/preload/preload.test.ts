import { readFileSync } from 'node:fs'
import { describe, expect, it, vi } from 'vitest'
import { windowChannels, type WindowShell } from '../contract/shell.ts'

const exposed: Record<string, WindowShell> = {}
const sent: unknown[][] = []
const listeners: ((event: unknown, message: unknown) => void)[] = []

vi.mock('electron', () => ({
  contextBridge: { exposeInMainWorld: (name: string, api: WindowShell) => (exposed[name] = api) },
  ipcRenderer: {
    send: (...words: unknown[]) => sent.push(words),
    on: (_channel: string, listener: (event: unknown, message: unknown) => void) => listeners.push(listener),
    invoke: (...words: unknown[]) => Promise.resolve(words),
  },
  webUtils: { getPathForFile: (file: { path?: string }) => file.path ?? '' },
}))
await import('./index.ts')

describe('the preload script', () => {
  it('stays small', () => {
    const lines = readFileSync(new URL('index.ts', import.meta.url), 'utf8').split('\n').length
    expect(lines).toBeLessThan(60)
  })

  it('exposes exactly what the contract says', () => {
    expect(Object.keys(exposed)).toEqual(['segmento'])
    expect(Object.keys(exposed['segmento'] ?? {}).sort()).toEqual(['offerFile', 'onMessage', 'saveOutput', 'send'])
  })

  it('takes no channel and passes no event on', async () => {
    const shell = exposed['segmento'] as WindowShell
    shell.send({ type: 'cancel', id: 1 })
    expect(sent).toEqual([[windowChannels.message, { type: 'cancel', id: 1 }]])

    const received: unknown[][] = []
    shell.onMessage((...words) => received.push(words))
    listeners[0]?.({ sender: 'an event' }, { type: 'ok', id: 1, value: null })
    expect(received).toEqual([[{ type: 'ok', id: 1, value: null }]])

    expect(await shell.offerFile({ path: '/data/orders.csv' })).toEqual([windowChannels.offerFile, '/data/orders.csv'])
    expect(await shell.offerFile({})).toEqual([windowChannels.offerFile, ''])
    expect(await shell.saveOutput('a', 'b.pdf')).toEqual([windowChannels.saveOutput, 'a', 'b.pdf'])
  })
})
