// npm run screenshots: the pictures of the README, from the real app on the sample data, light and dark.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildIfStale } from './lib/build-if-stale.mjs'
import { requireModernNode } from './lib/node-version.mjs'

requireModernNode()
buildIfStale()

const { ServedApp, dropFiles, launchBrowser, visit } = await import('../test/e2e/app.ts')
const { text } = await import('../test/e2e/texts.ts')

const folder = fileURLToPath(new URL('../docs/screenshots', import.meta.url))
const orders = fileURLToPath(new URL('../resources/samples/online-retail-sample.csv', import.meta.url))
const screens = ['overview', 'segments', 'customers', 'predict', 'health', 'personas']
mkdirSync(folder, { recursive: true })

const app = await ServedApp.start()
const browser = await launchBrowser()
try {
  for (const colorScheme of ['light', 'dark']) {
    const { page, complaints, close } = await visit(browser, app, { colorScheme })
    const picture = async (name) => {
      await page.screenshot({ path: join(folder, `${name}-${colorScheme}.png`) })
      console.log(`${name}-${colorScheme}.png`)
    }
    if (colorScheme === 'light') {
      const sample = page.getByRole('button', { name: text('firstRun.sample') })
      await sample.waitFor()
      await picture('first-run')
      await sample.click()
    }
    await page.getByRole('heading', { name: /brought/ }).waitFor({ timeout: 60_000 })
    for (const screen of screens) {
      await page.goto(`${new URL(page.url()).origin}/#/${screen}`)
      await page.getByRole('main').getByRole('heading').first().waitFor()
      await page.locator('.skeleton').first().waitFor({ state: 'detached' })
      // Charts are drawn a moment after their numbers are there.
      await page.waitForTimeout(800)
      await picture(screen)
    }
    await dropFiles(page, orders)
    const discard = page.getByRole('button', { name: text('import.discard') })
    await discard.waitFor()
    await picture('import')
    await discard.click()
    if (complaints.length > 0) throw new Error(`the page complained:\n${complaints.join('\n')}`)
    await close()
  }
} finally {
  await browser.close()
  await app.stop()
  app.removeData()
}
