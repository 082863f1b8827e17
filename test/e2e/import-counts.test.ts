import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { dropFiles } from './app.ts'
import { useDesk } from './desk.ts'
import { text, within } from './texts.ts'

const desk = useDesk()

/** Sixty purchases; every tenth row is a return, every fifteenth free of charge, every twelfth in another currency. */
function orders(): string {
  const lines = Array.from({ length: 60 }, (_, n) => {
    const amount = n % 10 === 9 ? `-${n}.50` : n % 15 === 7 ? '0.00' : `${n + 1}.00`
    const status = n % 20 === 4 ? 'cancelled' : 'paid'
    const day = `2024-${String((n % 6) + 1).padStart(2, '0')}-${String((n % 27) + 1).padStart(2, '0')}`
    return `O${n},${n % 25 === 3 ? '' : `C${n % 11}`},${day},Mug,${amount},${n % 12 === 6 ? 'USD' : 'EUR'},${status}`
  })
  return `Order ID,Customer ID,Date,Product,Total,Currency,Status\n${lines.join('\n')}\n`
}

it('each number of an import opens as many rows, in the order asked for, and saves them', async () => {
  const { page } = desk.seen
  const path = join(desk.files, 'orders.csv')
  writeFileSync(path, orders())
  await dropFiles(page, path)
  await page.getByRole('button', { name: /^Import .*rows?$/ }).click()
  await page.getByRole('heading', { name: /brought/ }).waitFor()
  await page
    .getByRole('navigation', { name: text('app.screens') })
    .getByRole('button', { name: text('app.screen.import') })
    .click()
  const card = page.getByRole('region', { name: text('import.done.title') })
  const drawer = page.getByRole('complementary')
  const rows = drawer.getByRole('table').locator('tbody tr')
  const opened: Record<string, number> = {}
  for (const part of ['purchases', 'returns', 'with amount 0', 'cancelled or unpaid', 'in USD']) {
    const number = card.getByRole('button', { name: new RegExp(`^\\d+ ${part}: `) })
    opened[part] = Number(/^\d+/.exec((await number.textContent())!)![0])
    await number.click()
    await drawer.getByRole('heading', { name: new RegExp(`^${opened[part]} rows$`) }).waitFor()
    await expect.poll(() => rows.count()).toBe(opened[part])
    if (part === 'in USD') expect(await rows.first().textContent()).toMatch(/USD/)
    await page.keyboard.press('Escape')
    await drawer.waitFor({ state: 'detached' })
  }
  expect(opened).toEqual({ purchases: 44, returns: 6, 'with amount 0': 4, 'cancelled or unpaid': 3, 'in USD': 5 })

  await card.getByRole('button', { name: /^44 purchases/ }).click()
  await drawer.getByRole('heading', { name: /^44 rows$/ }).waitFor()
  await drawer.getByRole('button', { name: within('health.rows.order.label') }).click()
  await page.getByRole('option', { name: text('health.rows.order.amount') }).click()
  await expect.poll(() => rows.first().textContent()).toContain('O58')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    drawer.getByRole('button', { name: text('health.rows.save') }).click(),
  ])
  const lines = readFileSync(await download.path(), 'utf8')
    .trimEnd()
    .split('\r\n')
  expect([download.suggestedFilename(), lines.length]).toEqual(['purchases rows.csv', 45])
  expect(lines[1]).toMatch(/^orders\.csv,,O58,/)
})
