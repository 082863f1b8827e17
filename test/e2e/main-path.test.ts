import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { writeOrders } from '../support/orders-file.ts'
import { readPdf } from '../support/pdf.ts'
import { text, within } from './texts.ts'
import { dropFiles, pasteCells } from './app.ts'
import { useDesk } from './desk.ts'

const samples = fileURLToPath(new URL('../../resources/samples', import.meta.url))
const orders = join(samples, 'online-retail-sample.csv')
const people = join(samples, 'customers-sample.csv')
const rowsOfSample = 35_636

const desk = useDesk()

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name })
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })
const screenLink = (page: Page, name: string) =>
  page.getByRole('navigation', { name: text('app.screens') }).getByRole('button', { name })
const answers = (page: Page) => heading(page, /brought/)
const importButton = /^Import .*rows?$/

async function importBySight(page: Page, path: string): Promise<void> {
  await dropFiles(page, path)
  await button(page, importButton).click()
}

/** Imports a file of orders into a new project; the answers open by themselves. */
async function reachAnswers(page: Page, path = orders): Promise<void> {
  await importBySight(page, path)
  await answers(page).waitFor()
}

async function reachCards(page: Page): Promise<Locator> {
  await reachAnswers(page)
  await screenLink(page, 'Personas').click()
  const title = heading(page, within('personas.head.title'))
  await title.waitFor()
  return title
}

describe('from a spreadsheet to printed cards', () => {
  it('shows a dropped file before it imports it, and then what came in', async () => {
    const { page } = desk.seen
    await heading(page, text('firstRun.title')).waitFor()
    await dropFiles(page, orders)

    await heading(page, text('import.preview.orders')).waitFor()
    await page.getByText('536374,21258,VICTORIAN SEWING BOX LARGE').waitFor()
    for (const [column, role] of [
      ['CustomerID', 'Customer number'],
      ['InvoiceDate', 'Date'],
      ['UnitPrice', 'Price of one'],
      ['Quantity', 'Quantity'],
      ['InvoiceNo', 'Order number'],
    ] as const) {
      await button(page, new RegExp(`${role}.*Role of ${column}|Role of ${column}.*${role}`)).waitFor()
    }
    await button(page, importButton).click()
    await answers(page).waitFor()

    await screenLink(page, 'Import').click()
    const result = page.getByRole('region', { name: 'online-retail-sample.csv is in' })
    await result.getByText(`${rowsOfSample.toLocaleString('en')} rows read`).waitFor()
    await result.getByText('10,588').waitFor()
    await result.getByText(text('import.done.rejected.none')).waitFor()
  })

  it('goes from the cards to a PDF that holds them', async () => {
    const { page } = desk.seen
    await reachCards(page)
    const board = page.getByRole('article')
    await board.first().waitFor()
    const cards = await board.evaluateAll((articles) => articles.map(({ ariaLabel }) => ariaLabel))
    expect(cards.length).toBeGreaterThanOrEqual(2)

    const downloading = page.waitForEvent('download')
    await button(page, text('personas.take.pdf')).click()
    const download = await downloading
    expect(download.suggestedFilename()).toMatch(/\.pdf$/)
    const path = join(desk.files, 'cards.pdf')
    await download.saveAs(path)

    const pages = readPdf(readFileSync(path))
    expect(pages).toHaveLength(cards.length)
    for (const { width, height } of pages) {
      expect(Math.round(width)).toBe(595)
      expect(Math.round(height)).toBe(842)
    }
    for (const [index, { text }] of pages.entries()) {
      expect(text).toContain(cards[index])
      expect(text).toContain('What to do next')
    }
  })

  it('takes a file that is dropped while the app still starts', async () => {
    const { page, context } = desk.seen
    const session = await context.newCDPSession(page)
    await session.send('Emulation.setCPUThrottlingRate', { rate: 8 })
    await page.goto(new URL(page.url()).origin, { waitUntil: 'domcontentloaded' })
    await dropFiles(page, orders)
    await button(page, importButton).waitFor()
  })

  it('takes cells that are pasted from a spreadsheet', async () => {
    const { page } = desk.seen
    await heading(page, text('firstRun.title')).waitFor()
    await pasteCells(page)
    await page.getByRole('heading', { name: /Pasted table\.csv holds 2 rows of orders in 4 columns/ }).waitFor()
    await button(page, importButton).waitFor()
  })

  it('saves the cards as Markdown, HTML and JSON', async () => {
    const { page } = desk.seen
    await reachCards(page)
    for (const [name, ending, mark] of [
      ['Markdown', '.md', '# '],
      ['HTML', '.html', '<!doctype html>'],
      ['JSON', '.json', '"psychographic"'],
    ] as const) {
      const downloading = page.waitForEvent('download')
      await button(page, name).click()
      const download = await downloading
      expect(download.suggestedFilename().endsWith(ending)).toBe(true)
      const path = join(desk.files, `cards${ending}`)
      await download.saveAs(path)
      expect(readFileSync(path, 'utf8').toLowerCase()).toContain(mark)
    }
    // One file without outside links.
    expect(readFileSync(join(desk.files, 'cards.html'), 'utf8')).not.toMatch(/(?:src|href)="(?!data:|#)/)
  })

  it('takes a correction of the mapping before the import', async () => {
    const { page } = desk.seen
    const path = join(desk.files, 'kunden.csv')
    const lines = ['Kunde;Beleg;Tag;Summe;Wert']
    for (let i = 1; i <= 40; i++) lines.push(`K${i % 12};B${i};${(i % 28) + 1}.03.2025;${i},50;${i * 2},00`)
    writeFileSync(path, `${lines.join('\n')}\n`)
    await dropFiles(page, path)
    await heading(page, text('import.preview.orders')).waitFor()

    await button(page, /Role of Wert/).click()
    await page.getByRole('option', { name: 'Amount of the line' }).click()
    await button(page, /Role of Wert.*Amount of the line|Amount of the line.*Role of Wert/).waitFor()
    await page.getByText(text('import.column.chosen')).first().waitFor()
    await button(page, importButton).click()
    await answers(page).waitFor()
    // 2 + 4 + … + 80: the chosen column, not the one that was guessed.
    await page.getByText(/1,640/).first().waitFor()
  })

  it('joins a file of customers by their number', async () => {
    const { page } = desk.seen
    await reachAnswers(page)
    await screenLink(page, 'Import').click()
    await importBySight(page, people)
    await answers(page).waitFor()
    await screenLink(page, 'Customers').click()
    await page
      .getByText(/@example\.com/)
      .first()
      .waitFor()
  })

  it('undoes an import and takes it back', async () => {
    const { page } = desk.seen
    await reachAnswers(page)
    await screenLink(page, 'Import').click()
    await button(page, text('import.done.undo')).click()
    await heading(page, text('import.title.layersOff')).waitFor()
    await page.getByRole('switch', { name: text('import.layer.active.about') }).press(' ')
    await page.getByRole('heading', { level: 1, name: within('import.title.layers') }).waitFor()
    await page.getByText(text('import.title.layersOff')).waitFor({ state: 'detached' })
  })

  it('keeps everything over a restart', async () => {
    const { page } = desk.seen
    const title = await (await reachCards(page)).innerText()
    await desk.restart()
    await screenLink(desk.seen.page, 'Personas').click()
    expect(await heading(desk.seen.page, within('personas.head.title')).innerText()).toBe(title)
    await screenLink(desk.seen.page, 'Import').click()
    await desk.seen.page.getByText('online-retail-sample.csv').first().waitFor()
  })

  it('tries the sample offline, with one click', async () => {
    const { page } = desk.seen
    await button(page, text('firstRun.sample')).click()
    await answers(page).waitFor()
    for (const name of ['Segments', 'Customers', 'Personas', 'Import', 'Settings']) {
      await screenLink(page, name).click()
      await page.getByRole('main').getByRole('heading').first().waitFor()
    }
  })

  it('takes a chosen time without purchases back', async () => {
    const { page } = desk.seen
    await button(page, text('firstRun.sample')).click()
    await answers(page).waitFor()
    await screenLink(page, 'Settings').click()
    const from = page.getByRole('textbox', { name: text('settings.window.from'), exact: true })
    await from.fill('2031-01-01')
    await from.press('Enter')
    await button(page, text('app.stale.run')).click()
    const nobody = page.getByText(text('error.analysis.no_customers'))
    await nobody.waitFor()
    await button(page, text('settings.window.clear')).click()
    await nobody.waitFor({ state: 'detached' })
    await screenLink(page, 'Overview').click()
    await answers(page).waitFor()
  })

  it('leaves nothing behind when an import is cancelled', async () => {
    const { page } = desk.seen
    // Compressed, so that one thread reads it: long enough to be met in the middle wherever this runs.
    const block = readFileSync(writeOrders(join(desk.files, 'block.csv'), 400_000, 60_000))
    const body = gzipSync(block.subarray(block.indexOf('\n') + 1), { level: 1 })
    const large = join(desk.files, 'large.csv.gz')
    writeFileSync(large, Buffer.concat([gzipSync(block), ...Array.from({ length: 14 }, () => body)]))
    await importBySight(page, large)
    await button(page, text('ui.cancel')).click()
    await page.getByText(text('import.cancelled')).waitFor()
    // Nor when the page is loaded anew in the middle, and the file then discarded.
    await button(page, importButton).click()
    await page.getByRole('heading', { name: text('import.running') }).waitFor()
    await page.reload()
    await button(page, text('import.discard')).click()
    await button(page, text('firstRun.sample')).waitFor()
    await dropFiles(page, large)
    await button(page, text('import.discard')).waitFor()
    await desk.restart()
    await screenLink(desk.seen.page, 'Import')
      .or(button(desk.seen.page, text('firstRun.sample')))
      .first()
      .waitFor()
    // It is said that the file still waited; nothing else knows of it.
    const said = desk.seen.page.getByText(text('import.lost'))
    await said.waitFor()
    expect(await desk.seen.page.getByText('large.csv.gz').count()).toBe(await said.count())
  })

  it('says in a sentence why a file cannot be imported', async () => {
    const { page } = desk.seen
    writeFileSync(join(desk.files, 'empty.csv'), '')
    writeFileSync(join(desk.files, 'colours.csv'), 'colour,size\nred,1\nblue,2\n')
    copyFileSync(process.execPath, join(desk.files, 'program.csv'))
    for (const [name, sentence] of [
      ['empty.csv', within('error.file.empty')],
      ['program.csv', within('error.file.format')],
    ] as const) {
      await dropFiles(page, join(desk.files, name))
      await page.getByText(sentence).first().waitFor()
      await button(page, text('import.discard')).click()
    }
    await dropFiles(page, join(desk.files, 'colours.csv'))
    await page
      .getByText(/customer/i)
      .first()
      .waitFor()
    expect(await button(page, importButton).isDisabled()).toBe(true)
  })

  it('can be used with the keyboard alone', async () => {
    const { page } = desk.seen
    const focusOn = async (name: string | RegExp) => {
      const target = button(page, name)
      await target.waitFor()
      for (let i = 0; i < 60; i++) {
        if (await target.evaluate((element) => element === document.activeElement)) return
        await page.keyboard.press('Tab')
      }
      throw new Error(`${name} cannot be reached with Tab`)
    }
    const choosing = page.waitForEvent('filechooser')
    await focusOn(text('firstRun.choose'))
    await page.keyboard.press('Enter')
    await (await choosing).setFiles(orders)
    await focusOn(importButton)
    await page.keyboard.press('Enter')
    await answers(page).waitFor()

    // g, then the letter of the screen; p: personas.
    await page.keyboard.press('g')
    await page.keyboard.press('p')
    await heading(page, within('personas.head.title')).waitFor()
    const downloading = page.waitForEvent('download')
    await focusOn(text('personas.take.md'))
    await page.keyboard.press('Enter')
    expect((await downloading).suggestedFilename()).toMatch(/\.md$/)
  })
})
