import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hostile, sampleCards } from '../../../../test/support/persona-samples.ts'
import type { PageSetup, PersonaCard } from '../../../contract/personas.ts'
import { findBrowser } from '../../printing/find-browser.ts'
import { loadCardFonts, type CardFonts } from './fonts.ts'
import { renderCardsHtml } from './html.ts'

const browserPath = findBrowser()
const reason = browserPath === null ? ' (skipped: no Chromium or Chrome on this machine)' : ''

const setups = (['A4', 'Letter'] as const).flatMap((size) =>
  (['portrait', 'landscape'] as const).flatMap((orientation) =>
    ([1, 2, 3, 4] as const).map((perPage): PageSetup => ({ size, orientation, perPage })),
  ),
)

interface Fit {
  /** Texts and bars that lie partly within and partly outside their card. */
  readonly cut: string[]
  /** Sections that are on the card, whole or in part. */
  readonly shown: string[]
}

/** Runs in the page: every leaf is either wholly inside its card, or moved out of it whole. */
function measure(): Fit[] {
  return [...document.querySelectorAll('.card')].map((card) => {
    const edge = card.getBoundingClientRect()
    const cut: string[] = []
    const shown = new Set<string>()
    for (const leaf of card.querySelectorAll('h2, h3, p, li, dt, dd, .track, .hist')) {
      const box = leaf.getBoundingClientRect()
      const room = (leaf.closest('.column') ?? card).getBoundingClientRect()
      const section = leaf.closest('section, header, .figures, .weight')?.className.split(' ')[0] ?? ''
      if (box.width === 0 || box.left >= room.right) continue
      shown.add(section)
      const inside = box.bottom <= Math.min(room.bottom, edge.bottom) + 0.5 && box.right <= room.right + 0.5
      if (!inside) cut.push(`${section} ${leaf.tagName} ${leaf.textContent?.slice(0, 30)}`)
    }
    return { cut, shown: [...shown] }
  })
}

describe.skipIf(browserPath === null)(`cards on their sheets${reason}`, () => {
  let browser: Browser
  let page: Page
  let fonts: CardFonts
  const base = sampleCards()

  beforeAll(async () => {
    const { chromium } = await import('playwright-core')
    fonts = await loadCardFonts(fileURLToPath(new URL('../../../../resources', import.meta.url)))
    browser = await chromium.launch({ executablePath: browserPath!, chromiumSandbox: process.getuid?.() !== 0 })
    page = await browser.newPage()
    await page.emulateMedia({ media: 'print' })
  })
  afterAll(() => browser?.close())

  async function fitOf(cards: readonly PersonaCard[], setup: PageSetup): Promise<Fit[]> {
    await page.setContent(
      renderCardsHtml(cards, {
        page: setup,
        maker: { name: 'Nordlicht '.repeat(30), logo: null, date: '2011-12-12' },
        projectName: 'Gift shop 2011 '.repeat(30),
        currency: 'GBP',
        locale: 'en',
        asOf: '2011-12-09',
        fonts,
      }),
    )
    return page.evaluate(measure)
  }

  it.each(setups)('%o: nothing is cut, what matters is there', async (setup) => {
    const own = base.map((card) => ({
      ...card,
      note: 'Buys before Mother’s Day; ask Anna about the spring catalogue.',
    }))
    for (const fit of await fitOf([...base, ...own], setup)) {
      expect(fit.cut).toEqual([])
      expect(fit.shown).toEqual(expect.arrayContaining(['head', 'weight', 'figures', 'buys', 'action']))
    }
    for (const fit of (await fitOf([...base, ...own], setup)).slice(base.length)) {
      expect(fit.shown).toContain('note')
    }
    for (const fit of await fitOf(
      base.map((card) => hostile(card)),
      setup,
    )) {
      expect(fit.cut).toEqual([])
      expect(fit.shown).toEqual(expect.arrayContaining(['head', 'weight', 'figures', 'buys', 'action', 'note']))
    }
  })

  it.each(setups)('%o: the longest name of a maker leaves the margins as they are', async (setup) => {
    await fitOf(base, setup)
    const margins = await page.evaluate(() =>
      [...document.querySelectorAll('.page')].flatMap((sheet) => {
        const edge = sheet.getBoundingClientRect()
        return [...sheet.children].map((part) => {
          const box = part.getBoundingClientRect()
          return Math.abs(box.left - edge.left - (edge.right - box.right))
        })
      }),
    )
    for (const difference of margins) expect(difference).toBeLessThan(0.5)
  })

  it('fills exactly one sheet with each page, and none besides', async () => {
    await fitOf(base, { size: 'A4', orientation: 'portrait', perPage: 1 })
    const heights = await page.evaluate(() =>
      [...document.querySelectorAll('.page')].map((sheet) => sheet.getBoundingClientRect().height),
    )
    // 297 mm at 96 dots an inch.
    for (const height of heights) expect(height).toBeCloseTo((297 / 25.4) * 96, 0)
  })
})
