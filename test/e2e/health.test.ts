import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { webPaths } from '../../src/contract/shell.ts'
import type { ClientMessage, ServerMessage } from '../../src/contract/wire.ts'
import { writeDirtyOrders } from '../support/dirty-orders.ts'
import { text } from './texts.ts'
import { dropFiles } from './app.ts'
import { useDesk } from './desk.ts'

const desk = useDesk()

const openHealth = (page: Page): Promise<void> =>
  page
    .getByRole('navigation', { name: text('app.screens') })
    .getByRole('button', { name: text('app.screen.health') })
    .click()

it('where nothing is imported yet it says what would be here', async () => {
  const { page } = desk.seen
  const path = join(desk.files, 'waiting.csv')
  writeDirtyOrders(path)
  await dropFiles(page, path)
  await page.getByRole('button', { name: text('import.discard') }).waitFor()
  await openHealth(page)
  await page.getByRole('heading', { name: text('health.none.title') }).waitFor()
})

it('every count of a dirty file is exact and opens its rows', async () => {
  const { page } = desk.seen
  const path = join(desk.files, 'dirty.csv')
  const planted = writeDirtyOrders(path)
  await dropFiles(page, path)
  await page.getByRole('button', { name: /^Import .*rows?$/ }).click()
  await page.getByRole('heading', { name: /brought/ }).waitFor()
  // Where it came in, every reason has its number, and a reason shows its rows alone.
  await page
    .getByRole('navigation', { name: text('app.screens') })
    .getByRole('button', { name: 'Import' })
    .click()
  await page.getByRole('button', { name: text('import.done.rejected.see') }).click()
  const listed = page.getByRole('table', { name: text('import.rejected.table') })
  await listed
    .getByText(/^byte [1-9]/)
    .first()
    .waitFor()
  await page.getByRole('button', { name: /^Reason Every reason/ }).click()
  const reason = page.getByRole('option', { name: /^A value does not fit its column \(\d+\)$/ })
  const casts = Number(/\d+/.exec((await reason.textContent()) ?? '')?.[0])
  await reason.click()
  await expect.poll(() => listed.getByRole('row').count()).toBe(casts + 1)
  await page.keyboard.press('Escape')
  await openHealth(page)
  const usable = planted.rows - planted.rejected.length - planted.without_customer.length
  await page.getByText(`${usable} usable + ${planted.rejected.length} could not be read`).waitFor()

  const opened = async (words: RegExp): Promise<{ count: string; rows: string[][] }> => {
    const button = page.getByRole('button', { name: words })
    const count = (await button.textContent()) ?? ''
    await button.click()
    const drawer = page.getByRole('complementary')
    await drawer.getByRole('table').waitFor()
    const rows = await drawer
      .getByRole('table')
      .locator('tbody tr')
      .evaluateAll((lines) => lines.map((line) => [...line.children].map((cell) => cell.textContent ?? '')))
    await page.keyboard.press('Escape')
    await drawer.waitFor({ state: 'detached' })
    return { count, rows }
  }
  const orders = { row: 0, order: 1 }
  for (const [check, words] of [
    ['outliers', /unusually small or large/],
    ['future', /in the future/],
    ['placeholder_date', /stands for none/],
    ['repeats', /equal to an earlier row/],
    ['shared_orders', /more than one customer/],
    ['returns', /are returns/],
    ['missing_product', /names? no product/],
    ['void', /cancelled, unpaid/],
  ] as const) {
    const found = await opened(words)
    const wanted = planted.checks[check]!
    expect([check, found.count, found.rows.map((row) => row[orders.order])]).toEqual([
      check,
      `${wanted.length}`,
      wanted,
    ])
  }
  const [city] = (await opened(/^One customer without City$/)).rows
  expect([planted.withoutCity, city![0]]).toEqual([1, 'C7'])
  const rejected = await opened(/could not be read/)
  expect(rejected.rows.map(([line]) => Number(line))).toEqual(planted.rejected)
  expect(rejected.rows[0]![2]).toContain('31.02.2024')
})

it('a look at the rows that was cancelled is begun again when asked', async () => {
  const { page } = desk.seen
  const path = join(desk.files, 'cancelled.csv')
  writeDirtyOrders(path)
  await dropFiles(page, path)
  await page.getByRole('button', { name: /^Import .*rows?$/ }).click()
  await page.getByRole('heading', { name: /brought/ }).waitFor()
  // The first question never reaches the core, so that there is time to cancel it; what is said then is what the core says.
  let held: number | null = null
  await page.routeWebSocket(new RegExp(webPaths.socket), (socket) => {
    const server = socket.connectToServer()
    socket.onMessage((data) => {
      const message = JSON.parse(String(data)) as ClientMessage
      if (message.type === 'call' && message.name === 'health.report' && held === null) held = message.id
      else if (message.type === 'cancel' && message.id === held) {
        const error = { code: 'cancelled', params: {}, traceId: 'held' } as const
        socket.send(JSON.stringify({ type: 'err', id: held, error } satisfies ServerMessage))
      } else server.send(data)
    })
  })
  await page.reload()
  await openHealth(page)
  await page.getByRole('button', { name: text('ui.cancel') }).click()
  await page.getByRole('heading', { name: text('health.cancelled') }).waitFor()
  await page.getByRole('button', { name: text('ui.retry') }).click()
  await page.getByText(/usable \+ /).waitFor()
})
