import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createClient } from '../../contract/client.ts'
import { createBridge } from './bridge.ts'
import { connectionTraceId } from './connection.ts'

/** A socket whose other end is the test. */
class FakeSocket extends EventTarget {
  static readonly OPEN = 1
  static all: FakeSocket[] = []
  readonly sent: unknown[] = []
  readyState = 0
  readonly address: string
  constructor(address: URL) {
    super()
    this.address = address.href
    FakeSocket.all.push(this)
  }
  send(text: string) {
    this.sent.push(JSON.parse(text))
  }
  open() {
    this.readyState = FakeSocket.OPEN
    this.dispatchEvent(new Event('open'))
  }
  answer(message: unknown) {
    this.dispatchEvent(Object.assign(new Event('message'), { data: JSON.stringify(message) }))
  }
  drop() {
    this.readyState = 3
    this.dispatchEvent(new Event('close'))
  }
}

const page = { location: { href: 'http://127.0.0.1:4000/#/overview' }, setTimeout: globalThis.setTimeout }
const socket = (index: number): FakeSocket => {
  const found = FakeSocket.all[index]
  if (found === undefined) throw new Error(`there is no connection ${index}`)
  return found
}

beforeEach(() => {
  vi.useFakeTimers()
  FakeSocket.all = []
  vi.stubGlobal('WebSocket', FakeSocket)
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const open = () => createBridge({ ...page, setTimeout: globalThis.setTimeout } as unknown as Window)

it('sends what was asked before the connection stood once it does', async () => {
  const bridge = open()
  const client = createClient(bridge.transport)
  const answer = client.call('projects.list', {})
  expect(socket(0).address).toBe('ws://127.0.0.1:4000/socket')
  expect(socket(0).sent).toEqual([])
  socket(0).open()
  expect(socket(0).sent).toEqual([{ type: 'call', id: 1, name: 'projects.list', input: {} }])
  socket(0).answer({ type: 'ok', id: 1, value: [] })
  expect(await answer).toEqual({ ok: true, value: [] })
  expect(bridge.connection()).toBe('open')
})

it('ends what was running when the connection breaks, says so, and subscribes again on the next one', async () => {
  const bridge = open()
  const client = createClient(bridge.transport)
  const states: string[] = []
  bridge.onConnection((state) => states.push(state))
  const news: unknown[] = []
  client.subscribe('projects.changed', (event) => news.push(event))
  const kept = client.subscribe('files.offered', () => {})
  socket(0).open()
  kept()
  const call = client.call('settings.get', {})
  socket(0).drop()
  expect(await call).toMatchObject({ ok: false, error: { traceId: connectionTraceId } })

  vi.advanceTimersByTime(250)
  socket(1).open()
  expect(socket(1).sent).toEqual([{ type: 'subscribe', id: 1, topic: 'projects.changed' }])
  socket(1).answer({ type: 'event', id: 1, payload: { projectId: null } })
  expect(news).toEqual([{ projectId: null }])
  expect(states).toEqual(['open', 'lost', 'open'])
})

it('waits longer each time it fails, and never longer than four seconds', () => {
  open()
  const waits: number[] = []
  for (let attempt = 0; attempt < 7; attempt++) {
    socket(attempt).drop()
    let waited = 0
    while (FakeSocket.all.length === attempt + 1) {
      vi.advanceTimersByTime(50)
      waited += 50
    }
    waits.push(waited)
  }
  expect(waits).toEqual([250, 500, 1000, 2000, 4000, 4000, 4000])
})

it('hands calls to the window where there is one', () => {
  const send = vi.fn()
  const segmento = { send, onMessage: () => {}, offerFile: vi.fn(), saveOutput: vi.fn() }
  const bridge = createBridge({ ...page, segmento } as unknown as Window)
  bridge.transport.send({ type: 'cancel', id: 1 })
  expect(send).toHaveBeenCalledWith({ type: 'cancel', id: 1 })
  expect(bridge.shell).toBe('window')
  expect(FakeSocket.all).toEqual([])
})
