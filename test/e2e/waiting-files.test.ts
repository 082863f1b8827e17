import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { text } from './texts.ts'
import { ServedApp, dropFiles, launchBrowser, visit, type Visit } from './app.ts'

let browser: Browser
let folder: string
let app: ServedApp
let seen: Visit
beforeAll(async () => {
  browser = await launchBrowser()
  folder = mkdtempSync(join(tmpdir(), 'segmento-e2e-waiting-'))
  app = await ServedApp.start(join(folder, 'data'))
  seen = await visit(browser, app)
})
afterAll(async () => {
  await seen.close()
  await browser.close()
  await app.stop()
  rmSync(folder, { recursive: true, force: true })
})

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') console.error(`What the page showed:\n${await seen.page.innerText('body')}`)
})

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })
const heading = (page: Page, name: RegExp) => page.getByRole('heading', { name })
const importButton = /^Import .*rows?$/
const orders = (name: string, from: number, count: number): string => {
  const path = join(folder, name)
  const row = (i: number) =>
    `${from + i},C${(from + i) % 40},${1 + (i % 12)}/${1 + ((5 * i + (i % 7)) % 12)}/2025,${10 + (i % 7)}.50\n`
  writeFileSync(path, `order_no,customer,date,amount\n${Array.from({ length: count }, (_, i) => row(i)).join('')}`)
  return path
}

it('keeps a file that is looked at, and a change that waits, when the page is loaded anew', async () => {
  const { page } = seen
  await dropFiles(page, orders('first.csv', 0, 120))
  await heading(page, /^first\.csv holds 120 rows/).waitFor()
  await page.getByRole('radio', { name: /^Day first/ }).click()
  // At once: what was chosen is kept, whether it was looked at with that or not.
  await page.reload()
  await heading(page, /^first\.csv holds 120 rows/).waitFor()
  expect(await page.getByRole('radio', { name: /^Day first/ }).isChecked()).toBe(true)
  await button(page, importButton).click()
  await heading(page, /brought/).waitFor()

  await dropFiles(page, orders('second.csv', 100, 50))
  await button(page, importButton).click()
  await heading(page, /^second\.csv adds 30 orders/).waitFor()
  await page.getByRole('radio', { name: /^Count them again/ }).click()
  await button(page, 'Add 30 orders').and(page.locator(':enabled')).waitFor()
  await page.reload()
  await heading(page, /^second\.csv adds 30 orders/).waitFor()
  expect(await page.getByRole('radio', { name: /^Count them again/ }).isChecked()).toBe(true)
  await button(page, text('change.back')).click()
  await heading(page, /^second\.csv holds 50 rows/).waitFor()
  await button(page, importButton).click()
  await page.reload()
  await heading(page, /^second\.csv (adds 30 orders|holds 50 rows)/).waitFor()
})

it('deletes an import for good where the page is closed while that could still be taken back', async () => {
  const { page } = seen
  await button(page, text('import.discard'))
    .or(button(page, text('change.drop')))
    .first()
    .click()
  await button(page, 'More about first.csv').click()
  await page.getByRole('menuitem', { name: text('import.layer.delete') }).click()
  await page.getByText(text('import.layer.deleted')).waitFor()
  await page.reload()
  await heading(page, text('import.title.empty')).waitFor()
  await page.reload()
  await heading(page, text('import.title.empty')).waitFor()
  await dropFiles(page, orders('first.csv', 0, 120))
  await button(page, importButton).click()
  await heading(page, /brought/).waitFor()
  await dropFiles(page, orders('second.csv', 100, 50))
  await heading(page, /^second\.csv holds 50 rows/).waitFor()
})

it('keeps files that were dropped together in their order, whichever of them is there first', async () => {
  const { page } = seen
  await button(page, text('import.discard')).click()
  await dropFiles(page, orders('large.csv', 0, 150_000), orders('small.csv', 0, 30))
  const queue = page
    .getByRole('group', { name: text('import.queue') })
    .getByRole('button', { name: text('import.queue.item') })
  const names = async () => (await queue.allTextContents()).join(', ')
  await heading(page, /^large\.csv holds/).waitFor()
  await queue.nth(1).click()
  await heading(page, /^small\.csv holds 30 rows/).waitFor()
  await page.reload()
  await heading(page, /^large\.csv holds/).waitFor()
  expect(await names()).toBe('large.csv, small.csv')
  await button(page, text('import.discard')).click()
  await heading(page, /^small\.csv holds 30 rows/).waitFor()
  await button(page, text('import.discard')).click()
  await dropFiles(page, orders('second.csv', 100, 50))
  await heading(page, /^second\.csv holds 50 rows/).waitFor()
})

it('says after a new start what was not imported, once, and keeps nothing of it', async () => {
  await seen.close()
  await app.stop()
  app = await ServedApp.start(join(folder, 'data'))
  seen = await visit(browser, app)
  const { page } = seen
  const said = page.getByText(/^second\.csv was not imported yet when the app ended/)
  await said.waitFor()
  await page.getByRole('navigation').getByRole('button', { name: 'Import' }).click()
  await heading(page, /^One import holds 120 rows$/).waitFor()
  await page.reload()
  await heading(page, /^One import holds 120 rows$/).waitFor()
  expect(await said.count()).toBe(0)
  expect(seen.complaints).toEqual([])
})
