// npm run screenshots: the pictures of the README, from the real app on the sample data, light and dark.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildIfStale } from './lib/build-if-stale.mjs'
import { requireModernNode } from './lib/node-version.mjs'

requireModernNode()
buildIfStale()

const { ServedApp, launchBrowser, visit } = await import('../test/e2e/app.ts')

const folder = fileURLToPath(new URL('../docs/screenshots', import.meta.url))
const screens = ['import', 'overview', 'segments', 'customers', 'personas']
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
      await page.getByRole('button', { name: 'Try it with sample data' }).waitFor()
      await picture('first-run')
      await page.getByRole('button', { name: 'Try it with sample data' }).click()
    }
    await page.getByRole('navigation', { name: 'Screens' }).waitFor({ timeout: 60_000 })
    for (const screen of screens) {
      await page.goto(`${new URL(page.url()).origin}/#/${screen}`)
      await page.getByRole('main').getByRole('heading').first().waitFor()
      await page.locator('.skeleton').first().waitFor({ state: 'detached' })
      // Charts are drawn a moment after their numbers are there.
      await page.waitForTimeout(800)
      await picture(screen)
    }
    if (complaints.length > 0) throw new Error(`the page complained:\n${complaints.join('\n')}`)
    await close()
  }
} finally {
  await browser.close()
  await app.stop()
  app.removeData()
}
