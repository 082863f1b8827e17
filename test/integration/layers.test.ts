import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { utils, write } from 'xlsx'
import type { ImportDecision } from '../../src/contract/changes.ts'
import type { Client } from '../../src/contract/client.ts'
import type { ReadOptions } from '../../src/contract/imports.ts'
import { plainDecision } from '../../src/contract/plain-decision.ts'
import { openTestCore, valueOf, type TestCore } from '../support/core.ts'
import { seeded } from '../support/seeded.ts'

let host: TestCore
let client: Client
beforeEach(async () => {
  host = await openTestCore()
  client = host.client
})
afterEach(() => host.close())

const create = async () => valueOf(await client.call('projects.create', { name: 'Shop' })).id
const offer = (name: string, content: string | Uint8Array) => host.offer(host.write(name, content))
const stage = async (projectId: string, fileId: string, options: ReadOptions = {}) =>
  valueOf(await client.call('changes.stage', { projectId, fileId, options }))
const commit = async (importId: string, decision: ImportDecision = plainDecision) =>
  valueOf(await client.call('changes.commit', { importId, decision }))
const switchTo = async (importId: string, active: boolean) =>
  valueOf(await client.call('imports.setActive', { importId, active }))
const analyse = async (projectId: string) => valueOf(await client.call('analysis.run', { projectId, maxK: 2 }))

const head = 'order_id,customer_id,date,product,amount\n'
const twenty =
  head + Array.from({ length: 20 }, (_, n) => `${n},K${n % 7},2025-01-${10 + (n % 9)},P1,${n + 1}.00\n`).join('')

describe('layers', () => {
  it('switched, deleted and decided about in any sequence are what importing the rest afresh gives', async () => {
    for (const seed of [1, 2, 3]) {
      const random = seeded(seed)
      const pick = <T>(list: readonly T[]): T => list[random(list.length)]!
      const row = () =>
        `${pick(['1', '2', '3', '']) || `s${random(3)}`},${pick(['A', 'B', 'C', ''])},2025-01-0${1 + random(3)},${pick(['p', 'q'])},${pick([10, 10, 5, -10, 0])}.00\n`
      const layers: { id: string; text: string; active: boolean; decision: ImportDecision }[] = []
      const decisionOf = (): ImportDecision => ({
        mode: pick(['append', 'append', 'update', 'replace']),
        replaces: pick(['all' as const, layers.filter(() => random(2) === 0).map(({ id }) => id)]),
        repeats: pick(['keep', 'once']),
        known: pick(['keep', 'leave_out', 'newest']),
      })
      const options: ReadOptions = {
        kind: 'orders',
        roles: { 0: 'order_id', 1: 'customer_id', 2: 'date', 3: 'product', 4: 'amount' },
      }
      const projectId = await create()
      const bring = async (into: string, text: string, decision: ImportDecision) => {
        const { layer } = await stage(into, offer('orders.csv', text), options)
        await commit(layer.id, decision)
        return layer.id
      }
      for (let step = 0; step < 10; step++) {
        const act = step < 3 ? 0 : random(5)
        if (act <= 1) {
          const text = `${head}9,A,2025-01-01,p,1.00\n${Array.from({ length: 4 + random(10) }, row).join('')}`
          const decision = layers.length === 0 ? plainDecision : decisionOf()
          layers.push({ id: await bring(projectId, text, decision), text, active: true, decision })
        } else if (act === 2) {
          const layer = pick(layers)
          await switchTo(layer.id, (layer.active = !layer.active))
        } else if (act === 3) {
          const layer = pick(layers)
          layer.decision = decisionOf()
          valueOf(await client.call('changes.decide', { importId: layer.id, decision: layer.decision }))
        } else if (layers.length > 2) {
          const [layer] = layers.splice(random(layers.length), 1)
          valueOf(await client.call('imports.delete', { importId: layer!.id }))
        }
      }
      const afresh = await create()
      const idOf = new Map<string, string>()
      for (const { id, text, decision } of layers.filter(({ active }) => active)) {
        const { replaces } = decision
        const those = replaces === 'all' ? replaces : replaces.flatMap((each) => idOf.get(each) ?? [])
        idOf.set(id, await bring(afresh, text, { ...decision, replaces: those }))
      }
      const figures = async (project: string) => {
        const answer = await client.call('analysis.run', { projectId: project, maxK: 2 })
        return answer.ok ? answer.value.overview : answer.error.code
      }
      expect(await figures(projectId), `seed ${seed}`).toEqual(await figures(afresh))
    }
  })

  it('read twice from one file come in once', async () => {
    const projectId = await create()
    const fileId = offer('orders.csv', twenty)
    const [one, two] = await Promise.all([stage(projectId, fileId), stage(projectId, fileId)])
    const answers = await Promise.all(
      [one, two].map(({ layer }) => client.call('changes.commit', { importId: layer.id, decision: plainDecision })),
    )
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect((await analyse(projectId)).overview).toMatchObject({ rowsRead: 20, revenueNet: 210 })
  })

  it('that come back beside a copy of theirs are said to count twice', async () => {
    const projectId = await create()
    const first = await commit((await stage(projectId, offer('a.csv', twenty))).layer.id)
    await switchTo(first.id, false)
    const second = await stage(projectId, offer('b.csv', twenty))
    expect(second.findings.known).toBe(0)
    await commit(second.layer.id)
    await switchTo(first.id, true)
    const twice = {
      severity: 'warning',
      code: 'analysis.known_lines',
      params: { rows: 20, orders: 20, file: 'b.csv' },
    }
    expect((await analyse(projectId)).warnings).toContainEqual(twice)
    // What is decided about needs no word.
    valueOf(
      await client.call('changes.decide', {
        importId: second.layer.id,
        decision: { ...plainDecision, known: 'leave_out' },
      }),
    )
    const { overview, warnings } = await analyse(projectId)
    expect([overview.revenueNet, warnings.map(({ code }) => code).includes(twice.code)]).toEqual([210, false])
  })

  it('of two sheets are not the same file', async () => {
    const projectId = await create()
    const book = utils.book_new()
    for (const name of ['January', 'February'])
      utils.book_append_sheet(
        book,
        utils.aoa_to_sheet(twenty.split('\n').map((line) => [name + line, ...line.split(',').slice(1)])),
        name,
      )
    const bytes = write(book, { type: 'buffer', bookType: 'xlsx' }) as Uint8Array
    const roles = { 0: 'order_id', 1: 'customer_id', 2: 'date', 4: 'amount' } as const
    const read = (sheet: string) => stage(projectId, offer('book.xlsx', bytes), { sheet, roles })
    await commit((await read('January')).layer.id)
    expect((await read('February')).sameFileAs).toBeNull()
    expect((await read('January')).sameFileAs).toBe('book.xlsx')
  })

  it('are as they were where an analysis that compared their lines again is cancelled', async () => {
    const projectId = await create()
    await commit((await stage(projectId, offer('first.csv', twenty))).layer.id)
    const second = await stage(projectId, offer('second.csv', twenty.replaceAll('P1', 'P2')))
    await commit(second.layer.id)
    await analyse(projectId)
    await switchTo(second.layer.id, false)
    await switchTo(second.layer.id, true)
    const list = async () => valueOf(await client.call('imports.list', { projectId }))
    const before = await list()
    const stop = new AbortController()
    const cancelled = await client.call(
      'analysis.run',
      { projectId, maxK: 2 },
      { signal: stop.signal, onProgress: ({ stage: at }) => void (at === 'profile' && stop.abort()) },
    )
    expect(cancelled).toMatchObject({ error: { code: 'cancelled' } })
    expect(await list()).toEqual(before)
    await analyse(projectId)
    expect((await list()).map(({ change }) => change?.outdated ?? false)).toEqual([false, false])
  })
})
