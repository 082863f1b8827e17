import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { text, within } from './texts.ts'
import { dropFiles } from './app.ts'
import { useDesk } from './desk.ts'

/** Twenty who buy bread every month, forty who bought a book once. */
const first = [
  ...Array.from({ length: 20 }, (_, c) =>
    Array.from(
      { length: 8 },
      (__, m) => `baker${c},2024-${String(m + 3).padStart(2, '0')}-${10 + c},${90 + m},Flour,B${c}-${m}`,
    ),
  ).flat(),
  'baker0,2024-10-10,12,Yeast,B0-7',
  ...Array.from({ length: 40 }, (_, c) => `reader${c},2024-0${(c % 6) + 1}-${10 + (c % 18)},${20 + c},Books,R${c}`),
]
const second = Array.from({ length: 15 }, (_, c) => `reader${c},2024-11-05,60,Books,S${c}`)
const events = ['baker0,login,2024-11-01 08:00:00', 'baker0,wishlist,2024-10-30 09:30:00']

const desk = useDesk()
function write(name: string, header: string, rows: readonly string[]): string {
  const path = join(desk.files, name)
  writeFileSync(path, `${header}\n${rows.join('\n')}\n`)
  return path
}
const orders = (name: string, rows: readonly string[]) => write(name, 'customer_id,date,amount,category,order_id', rows)
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name })
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })
const screenLink = (page: Page, name: string) =>
  page.getByRole('navigation', { name: text('app.screens') }).getByRole('button', { name })

async function importBySight(page: Page, path: string): Promise<void> {
  await dropFiles(page, path)
  await button(page, /^Import .*rows?$/).click()
}
async function reachAnswers(page: Page): Promise<void> {
  await importBySight(page, orders('orders.csv', first))
  await heading(page, /brought/).waitFor()
}

it('a customer opens at the right, says why and what would move her, and leads on to those like her', async () => {
  const { page } = desk.seen
  await reachAnswers(page)
  await screenLink(page, 'Customers').click()
  await page.getByPlaceholder(text('customers.search.placeholder')).fill('baker0')
  await heading(page, /^One customer/).waitFor()
  const table = page.getByRole('grid')
  await table.focus()
  await page.keyboard.press('Enter')
  const drawer = page.getByRole('complementary')
  await drawer.getByRole('heading', { name: 'baker0' }).waitFor()
  await drawer.getByText(/Recency \d and frequency \d together are called/).waitFor()
  await drawer.getByText(/→/).first().waitFor()
  await drawer.getByText(text('customers.compare.title')).waitFor()

  // An order of two lines opens in place.
  const order = drawer.getByRole('button', { name: /2 lines/ })
  expect(await order.getAttribute('aria-expanded')).toBe('false')
  await order.click()
  await drawer.getByText('Order B0-7').waitFor()
  await drawer.getByText('Yeast').last().waitFor()

  const alike = drawer.getByRole('button', { name: /^baker\d+/ }).first()
  const name = /^baker\d+/.exec((await alike.textContent()) ?? '')![0]
  await alike.click()
  await drawer.getByRole('heading', { name, exact: true }).waitFor()
  await drawer.getByRole('button', { name: within('customers.detail.back') }).click()
  await drawer.getByRole('heading', { name: 'baker0' }).waitFor()

  await page.keyboard.press('Escape')
  await drawer.waitFor({ state: 'detached' })
  await expect.poll(() => table.evaluate((element) => element.contains(document.activeElement))).toBe(true)
})

it('events come in and stand in the drawer; who moved since the last analysis is a click away', async () => {
  const { page } = desk.seen
  await reachAnswers(page)
  await importBySight(page, orders('more.csv', second))
  await button(page, text('change.commit.orders')).click()
  await page.getByText(/more\.csv: 15 rows are in/).waitFor()
  await dropFiles(page, write('events.csv', 'customer_id,event_type,timestamp', events))
  await heading(page, text('import.preview.events')).waitFor()
  // Who moved is asked before the events make an analysis of their own.
  await button(page, text('import.discard')).click()
  await screenLink(page, 'Segments').click()
  await page.getByRole('tab', { name: text('segments.tabs.rfm') }).click()
  const matrix = page.getByRole('region', { name: text('segments.drift.title') })
  await matrix.waitFor()
  const moved = matrix.locator('td:not(.drift-stays) button').first()
  const customers = Number(await moved.textContent())
  await moved.click()
  await heading(page, new RegExp(`^(?:One|${customers}) customers? with`)).waitFor()
  await page
    .getByText(/ before$/)
    .first()
    .waitFor()

  await importBySight(page, join(desk.files, 'events.csv'))
  await page.getByText(/events\.csv: 2 rows are in/).waitFor()
  await screenLink(page, 'Customers').click()
  await button(page, text('app.filters.clear')).click()
  await page.getByPlaceholder(text('customers.search.placeholder')).fill('baker0')
  await heading(page, /^One customer/).waitFor()
  await page.getByRole('grid').focus()
  await page.keyboard.press('Enter')
  const drawer = page.getByRole('complementary')
  await drawer.getByText('wishlist').waitFor()
})

it('look-alikes of a segment are listed and taken away as a file', async () => {
  const { page } = desk.seen
  await reachAnswers(page)
  await screenLink(page, 'Segments').click()
  await button(page, within('segments.like.find')).first().click()
  const drawer = page.getByRole('complementary')
  await drawer.getByRole('heading', { name: within('segments.like.title') }).waitFor()
  await drawer.getByRole('row').nth(2).waitFor()
  const download = page.waitForEvent('download')
  await drawer.getByRole('button', { name: within('segments.like.export') }).click()
  expect((await download).suggestedFilename()).toMatch(/look-alikes\.csv$/)
})
