import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { text, within } from './texts.ts'
import { dropFiles } from './app.ts'
import { useDesk } from './desk.ts'

const desk = useDesk()

/** Days and months up to 12, and a tax beside the total. */
function orders(name: string, from: number): string {
  const lines = Array.from({ length: 60 }, (_, n) => {
    const day = `${String((n % 12) + 1).padStart(2, '0')}/${String((n % 3) + 3).padStart(2, '0')}/2024`
    return `${from + n},C${n % 15},${day},${(10 + n).toFixed(2)},1.90`
  })
  const path = join(desk.files, name)
  writeFileSync(path, `Order ID,Customer ID,Order Date,Total,Tax\n${lines.join('\n')}\n`)
  return path
}

it('what a file leaves open is answered with one click, and the next file is read the same way', async () => {
  const { page } = desk.seen
  await dropFiles(page, orders('march.csv', 100))
  const dates = page.getByRole('group', { name: /day or the month/ })
  await dates.getByText('March 1, 2024 to May 12, 2024').waitFor()
  const month = dates.getByRole('radio', { name: /Month first/ })
  expect(await month.isChecked()).toBe(false)
  await month.check()
  await page.getByText('You chose this.').first().waitFor()
  await page.getByRole('button', { name: 'Dates are written' }).getByText(text('import.dateOrder.mdy')).waitFor()

  const tax = page.getByRole('group', { name: /Tax.* belong to the revenue/ })
  await tax.getByRole('radio', { name: /Take .*Tax.* off/ }).check()
  await tax.getByText('revenue 2,260').waitFor()
  await page.getByRole('button', { name: /^Import .*rows?$/ }).click()
  await page.getByRole('heading', { name: /brought/ }).waitFor()
  await page.getByRole('heading', { name: /brought .*2[,.]2[56]/ }).waitFor()

  await dropFiles(page, orders('april.csv', 200))
  await page.getByText(/Read as .*march\.csv.* was on/).waitFor()
  expect(await dates.getByRole('radio', { name: /Month first/ }).isChecked()).toBe(true)
  expect(await tax.getByRole('radio', { name: /Take .*Tax.* off/ }).isChecked()).toBe(true)
  await page.getByRole('button', { name: text('import.remembered.afresh') }).click()
  await page.getByText(/Read as .*march\.csv/).waitFor({ state: 'detached' })
  await dates
    .getByRole('radio', { name: /Day first/ })
    .and(page.locator(':checked'))
    .waitFor()
  await page.getByRole('button', { name: text('import.discard') }).click()

  await page.getByRole('button', { name: text('app.screen.settings') }).click()
  await page.getByText(/Order ID, Customer ID, Order Date/).waitFor()
  await page.getByRole('button', { name: within('settings.mappings.forget') }).click()
  await page.getByText(text('settings.mappings.none')).waitFor()
})

it('what is answered for one of several files dropped together holds for the others', async () => {
  const { page } = desk.seen
  const many = ['july.csv', 'august.csv', 'september.csv'].map((name, n) => orders(name, 500 + 100 * n))
  await dropFiles(page, orders('may.csv', 300), orders('june.csv', 400), ...many, orders('again.csv', 500))
  const dates = page.getByRole('group', { name: /day or the month/ })
  await page.getByRole('heading', { name: /^may\.csv holds/ }).waitFor()
  await dates.getByRole('radio', { name: /Month first/ }).check()
  await page.getByText('You chose this.').first().waitFor()
  await page.getByRole('button', { name: /^Import .*rows?$/ }).click()
  await page.getByRole('heading', { name: /^june\.csv holds/ }).waitFor()
  await page.getByText(/Read as .*may\.csv.* was on/).waitFor()
  expect(await dates.getByRole('radio', { name: /Month first/ }).isChecked()).toBe(true)

  // The rest in one go, up to the file whose orders are there already.
  await page.getByRole('button', { name: 'Import all 5' }).click()
  await page.getByRole('heading', { name: /^again\.csv/ }).waitFor()
  await page
    .getByText(/^Every line of this file is in the project already|60 of its/)
    .first()
    .waitFor()
  await page.getByRole('button', { name: text('change.drop') }).click()
  await page.getByRole('heading', { name: /brought/ }).waitFor()
})
