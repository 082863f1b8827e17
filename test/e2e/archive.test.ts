import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { zipArchive } from '../support/zip-archive.ts'
import { text } from './texts.ts'
import { ServedApp, dropFiles, launchBrowser, visit, type Visit } from './app.ts'

let browser: Browser
let folder: string
let app: ServedApp
let seen: Visit
beforeAll(async () => {
  browser = await launchBrowser()
  folder = mkdtempSync(join(tmpdir(), 'segmento-e2e-archive-'))
  app = await ServedApp.start(join(folder, 'data'))
  seen = await visit(browser, app)
})
afterAll(async () => {
  await seen.close()
  await browser.close()
  await app.stop()
  rmSync(folder, { recursive: true, force: true })
})

const heading = (page: Page, name: RegExp) => page.getByRole('heading', { name })
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })
const importButton = /^Import .*rows?$/
const queue = (page: Page) =>
  page.getByRole('group', { name: text('import.queue') }).getByRole('button', { name: text('import.queue.item') })

it('puts each table of an archive into the queue, keeps them when the page is loaded anew, and imports them one by one', async () => {
  const { page } = seen
  const row = (month: number, n: number) => `${month}${n},C${n % 20},2025-0${month}-${10 + (n % 18)},${n}.50\n`
  const orders = (month: number, rows: number) =>
    `order,customer,date,amount\n${Array.from({ length: rows }, (_, n) => row(month, n)).join('')}`
  const path = join(folder, 'export.zip')
  const parts = [
    { name: 'orders-02.csv', content: orders(2, 70) },
    { name: 'orders-01.csv', content: orders(1, 60) },
    { name: 'products.csv', content: 'sku,title\nA1,Cup\nA2,Plate\nA3,Bowl\n' },
    { name: 'terms.pdf', content: '%PDF-1.7' },
  ]
  writeFileSync(path, zipArchive(parts))
  await dropFiles(page, path)
  await heading(page, /^export\.zip › orders-01\.csv holds 60 rows/).waitFor()
  const names = ['export.zip › orders-01.csv', 'export.zip › orders-02.csv', 'export.zip › products.csv']
  expect(await queue(page).allTextContents()).toEqual(names)
  await page.getByText('Left aside in export.zip, being no tables: terms.pdf.').waitFor()

  await page.reload()
  await heading(page, /^export\.zip › orders-01\.csv holds 60 rows/).waitFor()
  await queue(page).nth(2).waitFor()
  expect(await queue(page).allTextContents()).toEqual(names)

  await button(page, importButton).click()
  await heading(page, /^export\.zip › orders-02\.csv holds 70 rows/).waitFor()
  await queue(page).nth(1).click()
  await heading(page, /^export\.zip › products\.csv holds 3 rows/).waitFor()
  await button(page, text('import.discard')).click()
  await heading(page, /^export\.zip › orders-02\.csv holds 70 rows/).waitFor()
  await button(page, importButton).click()
  await heading(page, /^export\.zip › orders-02\.csv adds 70 orders/).waitFor()
  await button(page, 'Add 70 orders').and(page.locator(':enabled')).click()
  await heading(page, /brought/).waitFor()
  expect(seen.complaints).toEqual([])
})
