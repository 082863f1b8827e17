import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Client } from '../../src/contract/client.ts'
import type { PersonaBody } from '../../src/contract/personas.ts'
import { dayNumber, dayText } from '../../src/engine/rfm/dates.ts'
import { buyingShop } from '../support/buying-shop.ts'
import { openTestCore, valueOf, type TestCore } from '../support/core.ts'

let host: TestCore
let client: Client
let projectId: string

beforeAll(async () => {
  host = await openTestCore()
  client = host.client
  const first = dayNumber('2024-01-01')
  const events = buyingShop({ customers: 1200, days: 600, seed: 8 })
  const lines = events.map(({ customer, day, amount }) => `${customer},${dayText(first + day)},${amount.toFixed(2)}`)
  const file = join(host.folder, 'orders.csv')
  writeFileSync(file, `customer_id,date,amount\n${lines.join('\n')}\n`)
  projectId = valueOf(await client.call('projects.create', { name: 'Shop' })).id
  valueOf(await client.call('imports.run', { projectId, fileId: host.offer(file) }))
})

afterAll(() => host.close())

const latest = async () => valueOf(await client.call('predictions.latest', { projectId }))
const rowsOf = async () => {
  const ref = valueOf(await client.call('customers.export', { projectId }))
  const text = readFileSync(host.core.output(ref.outputId).path, 'utf8')
  return Papa.parse<Record<string, string>>(text.trim(), { header: true }).data
}

it('predicts with every analysis, and the same again to the last digit', async () => {
  expect(await latest()).toBeNull()
  const stages = new Set<string>()
  const run = () =>
    client.call('analysis.run', { projectId }, { onProgress: ({ stage }: { stage: string }) => stages.add(stage) })
  const analysis = valueOf(await run())
  expect(stages).toContain('predict')
  expect(analysis.timings.predict).toBeGreaterThan(0)
  const codes = analysis.warnings.map(({ code }) => code)
  expect(codes).toContain('analysis.no_uplift')
  expect(codes).not.toContain('analysis.no_churn')
  expect(codes).not.toContain('analysis.no_value')
  const predicted = (await latest())!
  expect(predicted).toMatchObject({
    stale: false,
    runId: analysis.runId,
    churn: { reason: null },
    value: { reason: null },
  })
  expect(predicted.churn.report!.logLoss).toBeLessThan(predicted.churn.report!.logLossOfRate)
  const before = await rowsOf()
  valueOf(await run())
  const again = (await latest())!
  expect({ ...again, runId: '', milliseconds: 0 }).toEqual({ ...predicted, runId: '', milliseconds: 0 })
  expect(await rowsOf()).toEqual(before)
})

it('every customer who bought has scores; table, filter and file say the same', async () => {
  const rows = await rowsOf()
  const { churn } = (await latest())!
  expect(rows.every((row) => row['churn_score'] !== '' && row['clv'] !== '' && row['persona_group'] !== '')).toBe(true)
  for (const risk of ['low', 'medium', 'high'] as const) {
    const page = valueOf(await client.call('customers.page', { projectId, filter: { churnRisk: [risk] } }))
    expect(page.total).toBe(churn.risk[risk])
    expect(rows.filter((row) => row['churn_risk'] === risk)).toHaveLength(page.total)
    expect(page.rows.every((row) => row.churn_risk === risk)).toBe(true)
  }
  const sort = { field: 'clv', descending: true }
  const page = valueOf(await client.call('customers.page', { projectId, sort, limit: 500 }))
  const values = page.rows.map(({ clv }) => clv!)
  expect(values).toEqual(values.toSorted((a, b) => b - a))
  expect(values[0]).toBe(Math.max(...rows.map((row) => Number(row['clv']))))
  const group = { personaGroups: ['growth'] }
  expect(valueOf(await client.call('customers.page', { projectId, filter: group })).total).toBe(
    rows.filter((row) => row['persona_group'] === 'growth').length,
  )
})

it('persona bodies are by persona group with churn; cards show churn and the next year', async () => {
  const ref = valueOf(await client.call('personas.export', { projectId, format: 'json' }))
  const bodies = JSON.parse(readFileSync(host.core.output(ref.outputId).path, 'utf8')) as PersonaBody[]
  expect(bodies.length).toBeGreaterThan(1)
  const rows = await rowsOf()
  for (const { psychographic } of bodies) {
    const members = rows.filter((row) => row['persona_group'] === psychographic.cluster)
    expect(members.length).toBeGreaterThanOrEqual(3)
    const churn = members.reduce((sum, row) => sum + Number(row['churn_score']), 0) / members.length
    expect(psychographic.avg_churn_risk).toBeCloseTo(churn, 3)
  }
  for (const card of valueOf(await client.call('personas.cards', { projectId }))) {
    expect(card.figures.map(({ key }) => key)).toEqual(expect.arrayContaining(['churn', 'clv']))
  }
})

it('another number of clusters keeps the scores', async () => {
  const before = await rowsOf()
  valueOf(await client.call('analysis.setK', { projectId, k: 2 }))
  const after = await rowsOf()
  expect(after.map((row) => row['churn_score'])).toEqual(before.map((row) => row['churn_score']))
  const cards = valueOf(await client.call('personas.cards', { projectId }))
  expect(cards).toHaveLength(2)
  expect(cards[0]!.figures.map(({ key }) => key)).toContain('churn')
})

it('thresholds of the churn risk are the project’s', async () => {
  const { tiers } = valueOf(await client.call('projects.get', { projectId }))
  const patch = { tiers: { ...tiers, churn: { medium: 0.01, high: 0.02 } } }
  valueOf(await client.call('projects.update', { projectId, patch }))
  expect((await latest())!.stale).toBe(true)
  valueOf(await client.call('analysis.run', { projectId }))
  const { churn } = (await latest())!
  expect(churn.thresholds).toEqual({ medium: 0.01, high: 0.02 })
  expect(churn.risk.high).toBeGreaterThan(churn.risk.medium)
})

it('stopped while predicting, nothing is kept', async () => {
  const before = await latest()
  const stop = new AbortController()
  const ended = await client.call(
    'analysis.run',
    { projectId, seed: 5 },
    { signal: stop.signal, onProgress: ({ stage }) => stage === 'predict' && stop.abort() },
  )
  expect(ended).toMatchObject({ ok: false, error: { code: 'cancelled' } })
  expect(await latest()).toEqual(before)
})
