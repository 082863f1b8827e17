import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Client } from '../../src/contract/client.ts'
import { formatNote } from '../../src/contract/messages/format.ts'
import { openTestCore, valueOf, type TestCore } from '../support/core.ts'

let host: TestCore
let client: Client
beforeEach(async () => {
  host = await openTestCore()
  client = host.client
})
afterEach(() => host.close())

const shop = async (name: string, rows: readonly string[]) => {
  const projectId = valueOf(await client.call('projects.create', { name })).id
  await add(projectId, 'orders.csv', rows)
  return projectId
}
const add = async (projectId: string, name: string, rows: readonly string[]) => {
  return valueOf(
    await client.call('imports.run', {
      projectId,
      fileId: host.offer(host.write(name, `customer_id,date,amount,category\n${rows.join('\n')}\n`)),
    }),
  )
}
const analyse = async (projectId: string) => valueOf(await client.call('analysis.run', { projectId }))

/** Twenty bakers who buy often and lately, sixty readers who bought once, by month. */
const rows = [
  ...Array.from({ length: 20 }, (_, c) =>
    Array.from({ length: 8 }, (__, m) => `baker${c},2024-${String(m + 3).padStart(2, '0')}-${10 + c},${90 + m},Flour`),
  ).flat(),
  ...Array.from({ length: 60 }, (_, c) => `reader${c},2024-0${(c % 6) + 1}-${10 + (c % 18)},${20 + c},Books`),
]

describe('customers who are alike', () => {
  it('come with the reasons, page after page, and as a file', async () => {
    const projectId = await shop('Shop', rows)
    await analyse(projectId)
    const page = valueOf(await client.call('customers.page', { projectId, filter: { search: 'baker3' } }))
    const { index } = page.rows[0]!
    const found = valueOf(await client.call('similar.customers', { projectId, index, limit: 5 }))
    expect(found.compared).toBe(80)
    expect(found.neighbours).toHaveLength(5)
    for (const { row, similarity, reasons } of found.neighbours) {
      expect(row.customer_id).toMatch(/^baker/)
      expect(similarity).toBeGreaterThan(0.8)
      expect(reasons.length).toBeGreaterThan(0)
      for (const reason of reasons) expect(formatNote(reason)).not.toMatch(/[{}]|^similar\./)
    }
    const like = { search: 'baker1' }
    const first = valueOf(await client.call('similar.lookalikes', { projectId, like, count: 30, limit: 9 }))
    expect([first.members, first.compared, first.total]).toEqual([11, 69, 30])
    expect(first.rows.map(({ row }) => row.customer_id.startsWith('baker'))).toEqual(new Array(9).fill(true))
    const second = valueOf(await client.call('similar.lookalikes', { projectId, like, count: 30, offset: 9, limit: 9 }))
    expect(second.rows.map(({ rank }) => rank)).toEqual([10, 11, 12, 13, 14, 15, 16, 17, 18])
    expect(second.rows.every(({ row }) => row.customer_id.startsWith('reader'))).toBe(true)
    const output = valueOf(await client.call('similar.exportLookalikes', { projectId, like, count: 30 }))
    const lines = readFileSync(host.core.output(output.outputId).path, 'utf8').trim().split('\r\n')
    expect(lines).toHaveLength(31)
    expect(lines[1]!.split(',')[0]).toBe(first.rows[0]!.row.customer_id)
  })

  it('are refused in words for whom there is not, and are nobody for a group of nobody', async () => {
    const projectId = await shop('Shop', rows)
    expect(await client.call('similar.customers', { projectId, index: 0 })).toMatchObject({
      ok: false,
      error: { code: 'analysis.none' },
    })
    await analyse(projectId)
    expect(await client.call('similar.customers', { projectId, index: 5000 })).toMatchObject({
      ok: false,
      error: { code: 'input.invalid' },
    })
    const nobody = await client.call('similar.lookalikes', { projectId, like: { search: 'nobody' } })
    expect(valueOf(nobody)).toMatchObject({ members: 0, total: 0, rows: [] })
  })

  it('are found again after one who waited went away', async () => {
    const projectId = await shop('Shop', rows)
    await analyse(projectId)
    const controller = new AbortController()
    const signal = controller.signal as never
    const gone = client.call('similar.customers', { projectId, index: 0 }, { signal })
    const stays = client.call('similar.customers', { projectId, index: 1 })
    controller.abort()
    expect(await gone).toMatchObject({ ok: false, error: { code: 'cancelled' } })
    expect(valueOf(await stays).neighbours).toHaveLength(10)
  })
})

describe('what changed since the previous run', () => {
  it('is counted from group to group, and the customers behind each number can be asked for', async () => {
    const projectId = await shop('Shop', rows)
    await analyse(projectId)
    expect(valueOf(await client.call('segments.drift', { projectId }))).toBeNull()
    // Ten readers come back, five strangers come.
    await add(projectId, 'more.csv', [
      ...Array.from({ length: 10 }, (_, c) => `reader${c},2024-11-0${(c % 9) + 1},60,Books`),
      ...Array.from({ length: 5 }, (_, c) => `new${c},2024-11-05,10,Books`),
    ])
    await analyse(projectId)
    const drift = valueOf(await client.call('segments.drift', { projectId }))!
    expect(drift.from).toEqual(drift.to)
    expect(drift.moved + drift.stayed).toBe(80)
    expect(drift.moved).toBeGreaterThan(0)
    expect(drift.appeared.reduce((a, b) => a + b, 0)).toBe(5)
    expect(drift.gone.reduce((a, b) => a + b, 0)).toBe(0)
    const total = async (filter: object) => valueOf(await client.call('customers.page', { projectId, filter })).total
    for (const [f, from] of drift.from.entries()) {
      for (const [t, to] of drift.to.entries()) {
        const filter = { previousSegments: [from], segments: [to] }
        expect(await total(filter), `${from} → ${to}`).toBe(drift.counts[f]![t])
      }
    }
    expect(await total({ previousSegments: ['new'] })).toBe(5)
    const clusters = valueOf(await client.call('segments.drift', { projectId, by: 'cluster' }))!
    const moved = clusters.counts.flat().reduce((a, b) => a + b, 0)
    expect(moved).toBe(80)
    const [from, to] = [Number(clusters.from[0]), Number(clusters.to[0])]
    expect(await total({ previousClusters: [from], clusters: [to] })).toBe(clusters.counts[0]![0])
  })

  it('is nothing where nothing changed', async () => {
    const projectId = await shop('Shop', rows)
    await analyse(projectId)
    await analyse(projectId)
    const drift = valueOf(await client.call('segments.drift', { projectId }))!
    expect([drift.moved, drift.stayed, drift.note.code]).toEqual([0, 80, 'drift.same'])
  })
})

it('clusters say how far they hold, customers why they are where they are and what would move them', async () => {
  const projectId = await shop('Shop', rows)
  const analysis = await analyse(projectId)
  const stability = valueOf(await client.call('analysis.stability', { projectId }))!
  expect(stability.k).toBe(analysis.kChoice.k)
  expect(stability.mean).toBeGreaterThan(0.3)
  expect(stability.low).toBeLessThanOrEqual(stability.mean)
  expect(formatNote(stability.note)).not.toMatch(/[{}]/)

  const moves = valueOf(await client.call('segments.moves', { projectId }))
  const orders = moves.filter(({ by }) => by === 'order')
  expect(orders.length).toBeGreaterThan(0)
  for (const { note, customers } of moves) {
    expect(formatNote(note)).not.toMatch(/[{}]/)
    expect(customers).toBeGreaterThan(0)
  }
  for (const { by, from, to, orders: needed, customers } of moves) {
    const filter = { segments: [from], near: { by, to, orders: needed } }
    expect(valueOf(await client.call('customers.page', { projectId, filter })).total, `${from} → ${to}`).toBe(customers)
  }
  const page = valueOf(await client.call('customers.page', { projectId, limit: 500 }))
  for (const row of page.rows) {
    const found = valueOf(await client.call('customers.explain', { projectId, index: row.index }))
    const sentences = [...found.why, ...found.moves.map(({ note }) => note), ...found.cluster!.why].map((note) =>
      formatNote(note),
    )
    for (const sentence of sentences) expect(sentence).not.toMatch(/[{}]|^explain\./)
    expect(sentences[0]).toContain(row.segment_label)
    expect(found.cluster!.clusterId).toBe(row.cluster_id)
    expect(found.cluster!.margin).toBeGreaterThanOrEqual(0)
    for (const move of found.moves) if (move.field === 'segment_label') expect(move.from).toBe(row.segment_label)
  }
  // Everyone who is an order away from somewhere is counted once.
  const away = page.rows.length - orders.reduce((sum, { customers }) => sum + customers, 0)
  expect(away).toBeGreaterThanOrEqual(0)
})
