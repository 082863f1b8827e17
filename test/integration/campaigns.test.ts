import { readFileSync } from 'node:fs'
import Papa from 'papaparse'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Client } from '../../src/contract/client.ts'
import { formatNote } from '../../src/contract/messages/format.ts'
import { createRandom } from '../../src/engine/cluster/random.ts'
import { sharedData, skipNote } from '../shared-data.ts'
import { openTestCore, valueOf, type TestCore } from '../support/core.ts'

const hillstrom = sharedData('hillstrom/hillstrom.csv')

let host: TestCore
let client: Client
beforeEach(async () => {
  host = await openTestCore()
  client = host.client
})
afterEach(() => host.close())

const newProject = async () => valueOf(await client.call('projects.create', { name: 'Shop' })).id
const importFile = async (projectId: string, path: string) =>
  valueOf(await client.call('imports.run', { projectId, fileId: host.offer(path) }))
const write = (name: string, lines: readonly string[], end = '\n') => {
  return host.write(name, lines.join(end))
}
const refusal = async (answer: Promise<{ ok: boolean }>) => (await answer) as { ok: false; error: { code: string } }

describe('campaign files', () => {
  it.skipIf(hillstrom === null)(`Hillstrom comes in whole and answers${skipNote(hillstrom)}`, async () => {
    const projectId = await newProject()
    const layer = await importFile(projectId, hillstrom!)
    expect(layer).toMatchObject({ kind: 'campaign', customers: 64_000, firstDate: null, currency: null })
    expect(layer.counts).toMatchObject({ read: 64_000, accepted: 64_000, rejected: 0, withoutCustomer: 0 })
    const [campaign] = valueOf(await client.call('uplift.campaigns', { projectId }))
    expect(campaign!.arms).toEqual([
      { name: 'No E-Mail', people: 21_306, proposedControl: true },
      { name: 'Womens E-Mail', people: 21_387, proposedControl: false },
      { name: 'Mens E-Mail', people: 21_307, proposedControl: false },
    ])
    expect(campaign!.outcomes.map(({ column, type }) => [column, type])).toEqual([
      ['visit', 'binary'],
      ['conversion', 'binary'],
      ['spend', 'amount'],
    ])
    expect(campaign!.outcomes[0]!.mean).toBeCloseTo(0.146781, 6)
    expect(campaign!.attributes).toEqual([
      'recency',
      'history_segment',
      'history',
      'mens',
      'womens',
      'zip_code',
      'newbie',
      'channel',
    ])

    const stages: string[] = []
    const result = valueOf(
      await client.call('uplift.run', { importId: layer.id }, { onProgress: ({ stage }) => stages.push(stage) }),
    )
    expect(stages).toContain('predict')
    expect(result).toMatchObject({ arm: 'Womens E-Mail', control: 'No E-Mail', outcome: 'visit', stale: false })
    expect(result.treated.people + result.controls.people).toBe(42_693)
    expect(result.averageEffect.value).toBeCloseTo(0.045233106587052985, 9)
    expect(result.verdicts).toEqual({ effect: 'proven', targeting: 'proven' })
    expect(result.metrics.qini.value).toBeGreaterThan(0.6)
    // Nobody is known by a number, and there are no orders to know them by.
    expect(result.matched).toBe(0)
    for (const note of result.notes) expect(formatNote(note)).not.toMatch(/[{}]|^uplift\./)
    expect(valueOf(await client.call('uplift.list', { projectId })).map(({ resultId }) => resultId)).toEqual([
      result.resultId,
    ])

    const { resultId } = result
    const profit = valueOf(await client.call('uplift.profit', { resultId, cost: 0.1, margin: 2 }))
    expect(profit.people).toBe(42_693)
    expect(profit.best.profit).toBeGreaterThanOrEqual(profit.everybody.profit)
    const page = valueOf(
      await client.call('uplift.customers', { resultId, groups: ['persuadable'], offset: 5, limit: 20 }),
    )
    expect(page.total).toBe(result.groups.find(({ group }) => group === 'persuadable')!.people)
    expect(page.rows).toHaveLength(20)
    for (const person of page.rows) {
      expect(person.group).toBe('persuadable')
      expect(person.low).toBeLessThan(person.upliftScore)
      expect(person.high).toBeGreaterThan(person.upliftScore)
    }
  })

  /** Baskets bought in the spring; a mail in June that moves only people who had spent much before it. */
  function shop(): { orders: string[]; campaign: string[] } {
    const random = createRandom(5)
    const orders = ['customer_id,date,amount']
    const campaign = ['customer_id,date,treatment,converted,colour']
    for (let c = 0; c < 1500; c++) {
      const big = random.next() < 0.5
      for (let n = 0; n < 3; n++)
        orders.push(`c${c},2024-0${1 + n}-${10 + random.below(18)},${(big ? 200 : 20) + random.below(10)}`)
      const treated = random.next() < 0.5
      const bought = random.next() < 0.15 + (treated && big ? 0.5 : 0)
      // What the mail brought: it must not tell the model who was moved.
      if (bought) orders.push(`c${c},2024-06-15,500`)
      campaign.push(
        `c${c},2024-06-10,${treated ? 1 : 0},${bought ? 'yes' : 'no'},${random.next() < 0.5 ? 'red' : 'blue'}`,
      )
    }
    return { orders, campaign }
  }

  it('learns from orders up to the day before, whatever was bought after', async () => {
    const { orders, campaign } = shop()
    const projectId = await newProject()
    await importFile(projectId, write('orders.csv', orders))
    const layer = await importFile(projectId, write('mail.csv', campaign, '\r\n'))
    expect(layer).toMatchObject({ kind: 'campaign', customers: 1500, firstDate: '2024-06-10', lastDate: '2024-06-10' })
    const [offered] = valueOf(await client.call('uplift.campaigns', { projectId }))
    expect(offered!.arms[0]).toMatchObject({ name: '0', proposedControl: true })
    const result = valueOf(await client.call('uplift.run', { importId: layer.id }))
    expect(result.matched).toBe(1500)
    expect(result.features).toContain('rfm_spend')
    expect(result.verdicts).toEqual({ effect: 'proven', targeting: 'proven' })
    expect(result.metrics.top30.value).toBeGreaterThan(0.4)

    // The same without a single order from the campaign on: not a figure changes.
    const earlier = await newProject()
    await importFile(
      earlier,
      write(
        'before.csv',
        orders.filter((line) => !line.includes('2024-06-')),
      ),
    )
    const again = await importFile(earlier, write('mail2.csv', campaign))
    const other = valueOf(await client.call('uplift.run', { importId: again.id }))
    expect(other.metrics).toEqual(result.metrics)
    expect(other.groups).toEqual(result.groups)

    // The campaign alone takes part in no analysis, and a switched-off one answers no more.
    const analysis = valueOf(await client.call('analysis.run', { projectId }))
    expect(analysis.overview.rowsRead).toBe(orders.length - 1)
    expect(analysis.warnings.map(({ code }) => code)).not.toContain('analysis.no_uplift')
    const { rows } = valueOf(await client.call('customers.page', { projectId, filter: { search: 'c7' }, limit: 1 }))
    const { total, rows: people } = valueOf(
      await client.call('uplift.customers', { resultId: result.resultId, limit: 500 }),
    )
    expect(total).toBe(1500)
    const known = people.find(({ customerId }) => customerId === rows[0]!.customer_id)
    if (known !== undefined) expect(rows[0]!.uplift_score).toBeCloseTo(known.upliftScore, 12)
    expect(rows[0]!.uplift_low!).toBeLessThan(rows[0]!.uplift_score!)
    // Three orders in a spring are no history to score churn from: nothing to explain.
    expect(valueOf(await client.call('predictions.explain', { projectId, index: rows[0]!.index }))).toBeNull()
    const csv = valueOf(await client.call('customers.export', { projectId }))
    const written = readFileSync(host.core.output(csv.outputId).path, 'utf8')
    const [first] = Papa.parse<Record<string, string>>(written, { header: true }).data
    expect(first!['uplift_score']).toMatch(/^-?\d\.\d{4}$/)
    await client.call('imports.setActive', { importId: layer.id, active: false })
    expect(valueOf(await client.call('uplift.get', { resultId: result.resultId })).stale).toBe(true)
    expect(valueOf(await client.call('uplift.campaigns', { projectId }))).toEqual([])
    await client.call('imports.delete', { importId: layer.id })
    expect((await refusal(client.call('uplift.get', { resultId: result.resultId }))).error.code).toBe(
      'uplift.not_found',
    )
  })

  it('says what is missing', async () => {
    const projectId = await newProject()
    const people = (arms: readonly string[]) =>
      Array.from({ length: 90 }, (_, i) => `${arms[i % arms.length]},${i % 3 === 0 ? 1 : 0},${i}`)
    const small = await importFile(projectId, write('small.csv', ['arm,converted,age', ...people(['A', 'control'])]))
    expect((await refusal(client.call('uplift.run', { importId: small.id }))).error.code).toBe('uplift.too_few')
    const unnamed = await importFile(projectId, write('ab.csv', ['arm,converted,age', ...people(['A', 'B'])]))
    expect((await refusal(client.call('uplift.run', { importId: unnamed.id }))).error.code).toBe('uplift.no_control')
    const asked = client.call('uplift.run', { importId: small.id, arm: 'C' })
    expect((await refusal(asked)).error.code).toBe('uplift.no_group')
    const nothing = client.call('uplift.run', { importId: small.id, outcome: 'clicks' })
    expect((await refusal(nothing)).error.code).toBe('uplift.no_outcome')
    const fileId = host.offer(write('none.csv', ['treatment,colour', '1,red', '0,blue']))
    const preview = valueOf(await client.call('imports.preview', { projectId, fileId, options: { kind: 'campaign' } }))
    expect(preview.problems.map(({ code }) => code)).toEqual(['import.problem.no_outcome'])
  })
})
