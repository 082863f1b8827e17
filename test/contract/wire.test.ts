import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createClient, type Client } from '../../src/contract/client.ts'
import type { Progress } from '../../src/contract/progress.ts'
import type { ServerMessage } from '../../src/contract/wire.ts'
import { openTestCore, valueOf, type TestCore } from '../support/core.ts'
import { writeOrders } from '../support/orders-file.ts'
import { carriers, type Wire } from './transports.ts'

const files = mkdtempSync(join(tmpdir(), 'segmento-wire-'))
const large = join(files, 'large.csv')

beforeAll(() => void writeOrders(large, 600_000, 20_000))
afterAll(() => rmSync(files, { recursive: true, force: true }))

/** A client that is nothing but messages. */
interface Bare {
  readonly send: (message: unknown) => void
  readonly next: () => Promise<ServerMessage>
}

describe.each(carriers)('the wire over $name', (carrier) => {
  let host: TestCore
  let way: Awaited<ReturnType<typeof carrier.open>>
  let wire: Wire
  let client: Client
  const extra: Wire[] = []

  beforeAll(async () => {
    host = await openTestCore()
    way = await carrier.open(host.core)
    wire = await way.connect()
    client = createClient(wire)
  })

  afterEach(() => {
    for (const each of extra.splice(0)) each.close()
    expect(host.faults).toEqual([])
  })

  afterAll(async () => {
    wire.close()
    await way.close()
    await host.close()
  })

  async function another(): Promise<{ wire: Wire; client: Client }> {
    const connected = await way.connect()
    extra.push(connected)
    return { wire: connected, client: createClient(connected) }
  }

  async function bare(): Promise<Bare> {
    const connected = await way.connect()
    extra.push(connected)
    const received: ServerMessage[] = []
    const waiting: ((message: ServerMessage) => void)[] = []
    connected.onMessage((message) => {
      const waiter = waiting.shift()
      if (waiter === undefined) received.push(message)
      else waiter(message)
    })
    return {
      send: (message) => connected.sendRaw(message),
      next: () => {
        const message = received.shift()
        return message === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(message)
      },
    }
  }

  const newProject = async (name: string) => valueOf(await client.call('projects.create', { name })).id

  it('answers a call with ok and its value', async () => {
    const result = await client.call('projects.create', { name: '  Käufer 🧺  ' })
    expect(result).toMatchObject({ ok: true, value: { name: 'Käufer 🧺', currency: null, counts: { layers: 0 } } })
  })

  it('answers calls that overlap each with its own value', async () => {
    const names = Array.from({ length: 20 }, (_, index) => `project ${index}`)
    const made = await Promise.all(names.map((name) => client.call('projects.create', { name })))
    expect(made.map((result) => valueOf(result).name)).toEqual(names)
  })

  it('refuses an operation it does not know, by name', async () => {
    const { send, next } = await bare()
    for (const [id, name] of ['projects.explode', 'constructor', '__proto__', 'toString', ''].entries()) {
      send({ type: 'call', id, name, input: {} })
      expect(await next()).toMatchObject({ type: 'err', id, error: { code: 'operation.unknown', params: { name } } })
    }
  })

  it('refuses an input that does not fit, and says where', async () => {
    const { send, next } = await bare()
    send({ type: 'call', id: 1, name: 'projects.create', input: { name: 7 } })
    const wrongType = await next()
    expect(wrongType).toMatchObject({ type: 'err', id: 1, error: { code: 'input.invalid' } })
    expect(JSON.stringify(wrongType)).toContain('name')
    for (const input of [null, undefined, [], 'x', {}, { name: '' }, { name: 'a', more: 1 }]) {
      send({ type: 'call', id: 2, name: 'projects.create', input })
      expect(await next()).toMatchObject({ type: 'err', id: 2, error: { code: 'input.invalid' } })
    }
  })

  it('answers what is no message of it with an error and stays', async () => {
    const { send, next } = await bare()
    for (const message of [null, 7, 'call', [], {}, { type: 'call' }, { type: 'call', id: 'x', name: 'app.info' }]) {
      send(message)
      expect(await next()).toMatchObject({ type: 'err', error: { code: 'input.invalid' } })
    }
    send({ type: 'call', id: 3, name: 'projects.list', input: {} })
    expect(await next()).toMatchObject({ type: 'ok', id: 3 })
  })

  it('gives an expected error as code, parameters and trace id', async () => {
    const result = await client.call('projects.get', { projectId: 'nobody' })
    expect(result).toEqual({
      ok: false,
      error: { code: 'project.not_found', params: expect.any(Object), traceId: expect.stringMatching(/^\w+$/) },
    })
  })

  it('reports progress at most ten times a second, never backwards, and then the value', async () => {
    const projectId = await newProject('progress')
    const seen: Progress[] = []
    const started = performance.now()
    const layer = valueOf(
      await client.call(
        'imports.run',
        { projectId, fileId: host.offer(large) },
        { onProgress: (progress) => seen.push(progress) },
      ),
    )
    const seconds = (performance.now() - started) / 1000
    expect(layer.counts.read).toBe(600_000)
    expect(layer.counts.accepted + layer.counts.rejected + layer.counts.withoutCustomer).toBe(layer.counts.read)
    expect(seen.length).toBeGreaterThan(0)
    // The first word of each stage comes at once.
    const stages = new Set(seen.map(({ stage }) => stage)).size
    expect(seen.length).toBeLessThanOrEqual(Math.floor(seconds * 10) + stages)
    const fractions = seen.map(({ fraction }) => fraction).filter((fraction) => fraction !== null)
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b))
    expect(fractions.every((fraction) => fraction >= 0 && fraction <= 1)).toBe(true)
  })

  it('cancels a job and leaves the project as it was', async () => {
    const projectId = await newProject('cancel')
    const before = valueOf(await client.call('projects.get', { projectId }))
    const stop = new AbortController()
    const result = await client.call(
      'imports.run',
      { projectId, fileId: host.offer(large) },
      { signal: stop.signal, onProgress: () => stop.abort() },
    )
    expect(result).toMatchObject({ ok: false, error: { code: 'cancelled' } })
    expect(valueOf(await client.call('imports.list', { projectId }))).toEqual([])
    expect(valueOf(await client.call('projects.get', { projectId }))).toEqual(before)
  })

  it('cancels a job that was cancelled before it began', async () => {
    const projectId = await newProject('cancelled at once')
    const result = await client.call(
      'imports.run',
      { projectId, fileId: host.offer(large) },
      { signal: AbortSignal.abort() },
    )
    expect(result).toMatchObject({ ok: false, error: { code: 'cancelled' } })
    expect(valueOf(await client.call('imports.list', { projectId }))).toEqual([])
  })

  it('ignores a cancel for a call that is over or never was', async () => {
    const { send, next } = await bare()
    send({ type: 'cancel', id: 99 })
    send({ type: 'call', id: 1, name: 'projects.list', input: {} })
    expect(await next()).toMatchObject({ type: 'ok', id: 1 })
    send({ type: 'cancel', id: 1 })
    send({ type: 'call', id: 2, name: 'projects.list', input: {} })
    expect(await next()).toMatchObject({ type: 'ok', id: 2 })
  })

  it('brings news to those who subscribed, until they unsubscribe', async () => {
    const { client: listener } = await another()
    const news: unknown[] = []
    const end = listener.subscribe('projects.changed', (event) => news.push(event))
    await listener.call('projects.list', {})
    const projectId = await newProject('news')
    await expect.poll(() => news).toContainEqual({ projectId })

    end()
    await listener.call('projects.list', {})
    const heard = news.length
    await newProject('no news')
    await listener.call('projects.list', {})
    expect(news).toHaveLength(heard)
  })

  it('refuses a subscription to a topic it does not know', async () => {
    const { send, next } = await bare()
    send({ type: 'subscribe', id: 5, topic: 'projects.exploded' })
    expect(await next()).toMatchObject({ type: 'err', id: 5 })
  })

  it('cancels the calls of a connection that closes', async () => {
    const projectId = await newProject('gone')
    const leaving = await another()
    const started = new Promise<void>((resolve) => {
      void leaving.client.call('imports.run', { projectId, fileId: host.offer(large) }, { onProgress: () => resolve() })
    })
    await started
    leaving.wire.close()
    // The same import by somebody else takes at least as long as what was left of the first.
    const stays = valueOf(await client.call('imports.run', { projectId, fileId: host.offer(large) }))
    await sleep(300)
    expect(valueOf(await client.call('imports.list', { projectId })).map(({ id }) => id)).toEqual([stays.id])
  })

  it('tells open calls when the connection is lost', async () => {
    const projectId = await newProject('lost')
    const { wire: lost, client: lonely } = await another()
    const started = Promise.withResolvers<void>()
    const open = lonely.call(
      'imports.run',
      { projectId, fileId: host.offer(large) },
      { onProgress: () => started.resolve() },
    )
    await started.promise
    lost.close()
    expect(await open).toMatchObject({ ok: false, error: { code: 'bug', traceId: 'connection' } })
  })

  it('gives bad files back as sentences with what was seen', async () => {
    const projectId = await newProject('bad files')
    const cases = [
      ['empty.csv', '', 'file.empty'],
      ['header.csv', 'customer_id,date,amount\n', 'file.no_rows'],
      ['nobody.csv', 'colour,size\nred,1\nblue,2\n', 'mapping.no_customer'],
    ] as const
    for (const [name, text, code] of cases) {
      writeFileSync(join(files, name), text)
      const fileId = host.offer(join(files, name))
      const result = await client.call('imports.run', { projectId, fileId })
      expect(result, name).toMatchObject({ ok: false, error: { code, params: { name } } })
    }
    expect(valueOf(await client.call('imports.list', { projectId }))).toEqual([])
  })
})
