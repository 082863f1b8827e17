import { afterEach, beforeEach, expect, it } from 'vitest'
import { openTestCore, valueOf, type TestCore } from '../../../test/support/core.ts'
import type { Client } from '../../contract/client.ts'

let opened: TestCore
let client: Client
let projectId: string

beforeEach(async () => {
  opened = await openTestCore()
  client = opened.client
  projectId = valueOf(await client.call('projects.create', { name: 'History' })).id
})

afterEach(() => opened.close())

async function importText(name: string, text: string | Uint8Array): Promise<void> {
  const path = opened.write(name, text)
  valueOf(await client.call('imports.run', { projectId, fileId: opened.offer(path) }))
}

const historyOf = async (customerId: string, page: { offset?: number; limit?: number } = {}) =>
  valueOf(await client.call('customers.history', { projectId, customerId, ...page }))

const head = 'order_id,customer_id,date,amount,product,product_name,category\n'

it('shows every order of one customer with its id and lines, newest first, over all files', async () => {
  await importText(
    'first.csv',
    `${head}O-0007,Ann,2024-01-05,10.00,P1,Green tea,tea\nO-0007,Ann,2024-01-05,2.50,P2,,\nO-8,Bob,2024-01-06,1,P1,Green tea,tea\n` +
      'O-9,Ann,2024-03-01,-10.00,P1,Green tea,tea\n,Ann,2024-02-01,4,P3,Jam,jam\n',
  )
  await importText('second.csv', `${head}O-0007,Ann,2024-01-07,1.00,P1,Green tea,tea\nX,Cid,2024-04-01,3,P1,,\n`)
  valueOf(await client.call('analysis.run', { projectId, seed: 1, k: 'auto' }))

  const history = await historyOf('Ann')
  expect(history.orders).toBe(3)
  expect(history.lines).toBe(5)
  expect(history.items.map(({ lines, ...order }) => ({ ...order, lines: lines.length }))).toEqual([
    { orderId: 'O-9', date: '2024-03-01', amount: -10, kind: 'return', lines: 1 },
    { orderId: null, date: '2024-02-01', amount: 4, kind: 'purchase', lines: 1 },
    { orderId: 'O-0007', date: '2024-01-07', amount: 13.5, kind: 'purchase', lines: 3 },
  ])
  expect(history.items[2]!.lines.slice(0, 2)).toEqual([
    { product: 'P1', name: 'Green tea', category: 'tea', amount: 10, kind: 'purchase' },
    { product: 'P2', name: null, category: null, amount: 2.5, kind: 'purchase' },
  ])

  const page = await historyOf('Ann', { offset: 1, limit: 1 })
  expect([page.orders, page.items.map(({ orderId }) => orderId)]).toEqual([3, [null]])
  expect(await historyOf('nobody')).toEqual({ orders: 0, lines: 0, items: [] })
})

it('leaves out what takes no part in the run, and reads ids in the file’s own encoding', async () => {
  const rows = `${head}N\u00ba 1,Ann,2024-01-05,10.00,P1,T\u00e9,tea\nN\u00ba 2,Ann,2024-01-09,5.00,P1,T\u00e9,tea\nN\u00ba 3,Bob,2024-01-04,5.00,P1,T\u00e9,tea\n`
  await importText(
    'latin.csv',
    Uint8Array.from(rows, (letter) => letter.charCodeAt(0)),
  )
  valueOf(await client.call('projects.update', { projectId, patch: { asOf: '2024-01-06' } }))
  valueOf(await client.call('analysis.run', { projectId, seed: 1, k: 'auto' }))
  const { items } = await historyOf('Ann')
  expect(items.map(({ orderId }) => orderId)).toEqual(['Nº 1'])
  expect(items[0]!.lines[0]!.name).toBe('Té')
})
