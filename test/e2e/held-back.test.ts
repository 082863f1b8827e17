import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { dropFiles } from './app.ts'
import { useDesk } from './desk.ts'
import { text, within } from './texts.ts'

const desk = useDesk()

const screen = (page: Page, name: 'app.screen.import' | 'app.screen.overview') =>
  page.getByRole('navigation', { name: text('app.screens') }).getByRole('button', { name: text(name) })

/** Orders in two currencies, with a line of postage. */
function orders(): string {
  const lines = Array.from({ length: 80 }, (_, n) => {
    const day = `2024-${String((n % 8) + 1).padStart(2, '0')}-${String((n % 27) + 1).padStart(2, '0')}`
    return `O${n},C${n % 13},${day},${n % 9 === 0 ? 'POSTAGE' : 'Mug'},${n + 1}.00,${n % 10 === 6 ? 'USD' : 'EUR'}`
  })
  return `Order ID,Customer ID,Date,Product,Total,Currency\n${lines.join('\n')}\n`
}

it('rows without a rate are said above the figures until somebody decides about them', async () => {
  const { page } = desk.seen
  const path = join(desk.files, 'orders.csv')
  writeFileSync(path, orders())
  await dropFiles(page, path)
  await page.getByRole('button', { name: /^Import .*rows?$/ }).click()
  await page.getByRole('heading', { name: /brought/ }).waitFor()
  const note = page.getByText('8 rows are in USD, not in EUR')
  await note.waitFor()
  await page.getByRole('button', { name: text('overview.heldBack.decide') }).click()
  // What may not be hers to count is said here too.
  await page
    .getByRole('heading', { name: within('question.exclusions.title') })
    .or(page.getByText('postage line'))
    .first()
    .waitFor()
  await page.getByRole('button', { name: text('question.exclusions.look') }).click()
  await page.getByRole('button', { name: text('settings.exclusions.use.about') }).click()
  await page.getByText('Left out: Product is “POSTAGE”.').waitFor()
  await page.getByLabel('EUR for 1 USD').fill('0,92')
  await page.getByRole('button', { name: text('question.currency.use') }).click()
  await page.getByText('Counted at 1 USD = 0.92 EUR.').waitFor()
  await screen(page, 'app.screen.overview').click()
  await page.getByRole('button', { name: text('app.stale.run') }).click()
  await note.waitFor({ state: 'detached' })
})

it('a window at double size keeps everything within reach', async () => {
  const { page } = desk.seen
  await page.setViewportSize({ width: 640, height: 400 })
  const path = join(desk.files, 'orders.csv')
  writeFileSync(path, orders())
  await dropFiles(page, path)
  await page.getByRole('button', { name: /^Import .*rows?$/ }).click()
  await page.getByRole('heading', { name: /brought/ }).waitFor()
  await screen(page, 'app.screen.import').click()
  await page.getByRole('region', { name: text('import.done.title') }).waitFor()
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(width).toBeLessThanOrEqual(640)
  const bar = page.getByRole('banner')
  for (const control of [bar.getByRole('button').first(), bar.getByRole('button', { name: within('app.search') })]) {
    const box = (await control.boundingBox())!
    expect(box.x).toBeGreaterThanOrEqual(0)
    expect(box.x + box.width).toBeLessThanOrEqual(640)
  }
  // Project, search and the way to the settings can be pressed, the rail by its names.
  await page
    .getByRole('navigation', { name: text('app.screens') })
    .getByRole('button', { name: text('app.screen.settings') })
    .click()
  await page.getByRole('heading', { name: text('app.screen.settings') }).waitFor()
})
