import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { text } from './texts.ts'
import { dropFiles } from './app.ts'
import { useDesk } from './desk.ts'

const desk = useDesk()
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })
const screenLink = (page: Page, name: string) =>
  page.getByRole('navigation', { name: text('app.screens') }).getByRole('button', { name })
const importButton = /^Import .*rows?$/
const heading = (page: Page, name: RegExp) => page.getByRole('heading', { name })

/** Invoice lines in the manner of Online Retail: two lines an invoice, some cancelled by an invoice with a C. */
const head = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n'
const invoice = (number: number, customer: number) =>
  [1, 2]
    .map(
      (line) =>
        `${number},8512${line},CANDLE ${line},${line},12/${1 + (number % 28)}/2010 8:26,${10 * line}.00,${customer},United Kingdom\n`,
    )
    .join('')
const december = head + Array.from({ length: 300 }, (_, i) => invoice(536_000 + i, 12_000 + (i % 60))).join('')
/** Its last fifty invoices again, and twenty new ones of ten new customers. */
const january =
  head +
  Array.from({ length: 50 }, (_, i) => invoice(536_250 + i, 12_000 + ((250 + i) % 60))).join('') +
  Array.from({ length: 20 }, (_, i) => invoice(537_000 + i, 13_000 + (i % 10))).join('')

async function overview(page: Page, customers: number, orders: number): Promise<void> {
  await screenLink(page, 'Overview').click()
  const stale = button(page, text('app.stale.run'))
  const answers = heading(page, new RegExp(`^${customers} customers brought`))
  // The analysis that follows an import may take the button away while it is reached for.
  const answered = async () => {
    if (await stale.isVisible()) await stale.click({ timeout: 2000 }).catch(() => undefined)
    return !(await stale.isVisible()) && (await answers.isVisible())
  }
  await expect.poll(answered, { timeout: 300_000 }).toBe(true)
  await page.getByText(`${orders}`, { exact: true }).first().waitFor()
}

it('shows what a second file changes before it is counted, and gives everything back', async () => {
  const { page } = desk.seen
  for (const [name, rows] of [
    ['december.csv', december],
    ['december and january.csv', january],
  ] as const)
    writeFileSync(join(desk.files, name), rows)
  await dropFiles(page, join(desk.files, 'december.csv'))
  await button(page, importButton).click()
  await heading(page, /brought/).waitFor()
  await overview(page, 60, 300)

  await dropFiles(page, join(desk.files, 'december and january.csv'))
  await button(page, importButton).click()
  await heading(page, /^december and january\.csv adds 20 orders and 10 new customers$/).waitFor()
  const effect = page.getByRole('region', { name: text('change.figures') })
  const figures = async () => (await effect.getByRole('definition').allTextContents()).slice(0, 5)
  expect(await figures()).toEqual(
    ['+20', '+10', '+£1,000', '100', '0'].map((each) => expect.stringContaining(each.replace('£', ''))),
  )
  await page.getByText('100 of its lines stand in an earlier import already').waitFor()
  expect(await page.getByRole('radio', { name: /^Leave those lines out/ }).isChecked()).toBe(true)

  await button(page, 'See the 100 lines').click()
  await page.getByRole('cell', { name: '536250' }).first().waitFor()
  await expect.poll(() => page.getByRole('complementary').getByRole('row').count()).toBe(101)
  await page.keyboard.press('Escape')

  await page.getByRole('radio', { name: /^Count them again/ }).click()
  await expect.poll(figures).toEqual(['+20', '+10', '+3,500', '0', '0'])
  await page.getByRole('radio', { name: /^Leave those lines out/ }).click()
  await expect.poll(figures).toEqual(['+20', '+10', '+1,000', '100', '0'])
  await button(page, 'Add 20 orders').click()
  await heading(page, /^70 customers brought/).waitFor()
  await overview(page, 70, 320)

  await screenLink(page, 'Import').click()
  await page
    .getByRole('region', { name: 'december and january.csv is in' })
    .getByRole('button', { name: text('import.done.undo') })
    .click()
  await overview(page, 60, 300)
})

it('goes back from a change to the file, and discards it without a trace', async () => {
  const { page } = desk.seen
  writeFileSync(join(desk.files, 'december.csv'), december)
  await dropFiles(page, join(desk.files, 'december.csv'))
  await button(page, importButton).click()
  await heading(page, /brought/).waitFor()
  await dropFiles(page, join(desk.files, 'december.csv'))
  await button(page, importButton).click()
  await heading(page, /^december\.csv brings nothing that is not there already$/).waitFor()
  await page.getByText('This is the same file as').waitFor()
  await button(page, text('change.back')).click()
  await button(page, importButton).click()
  await button(page, text('change.drop')).click()
  await heading(page, /^One import holds 600 rows$/).waitFor()
})

it('is said anew where another file came in since, instead of bringing other figures than were shown', async () => {
  const { page } = desk.seen
  /** Of the twenty new invoices of January the last ten again, and fifteen that are new. */
  const february = head + Array.from({ length: 25 }, (_, i) => invoice(537_010 + i, 13_000 + (i % 10))).join('')
  for (const [name, rows] of [
    ['december.csv', december],
    ['january.csv', january],
    ['february.csv', february],
  ] as const)
    writeFileSync(join(desk.files, name), rows)
  await dropFiles(page, join(desk.files, 'december.csv'))
  await button(page, importButton).click()
  await heading(page, /brought/).waitFor()

  const inQueue = (name: RegExp) =>
    page.getByRole('group', { name: text('import.queue') }).getByRole('button', { name })
  await dropFiles(page, join(desk.files, 'january.csv'))
  await button(page, importButton).click()
  await heading(page, /^january\.csv adds 20 orders/).waitFor()
  await dropFiles(page, join(desk.files, 'february.csv'))
  await inQueue(/february/).click()
  await button(page, importButton).click()
  await heading(page, /^february\.csv adds 25 orders and 10 new customers$/).waitFor()

  await inQueue(/january/).click()
  await button(page, 'Add 20 orders').click()
  await heading(page, /^february\.csv adds 25 orders/).waitFor()
  await button(page, 'Add 25 orders').click()
  await page.getByText('february.csv was not taken over').waitFor()
  await heading(page, /^february\.csv adds 15 orders of customers you have$/).waitFor()
  await button(page, 'Add 15 orders').click()
  await overview(page, 70, 335)
})
