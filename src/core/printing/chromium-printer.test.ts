import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readPdf, type PdfPage } from '../../../test/support/pdf.ts'
import { hostile, sampleCards, threeGroups } from '../../../test/support/persona-samples.ts'
import { CancelledError, ExpectedError } from '../../contract/errors.ts'
import type { PageSetup, PersonaCard } from '../../contract/personas.ts'
import { loadCardFonts, type CardFonts } from '../personas/render/fonts.ts'
import { renderCardsHtml } from '../personas/render/html.ts'
import { createChromiumPrinter } from './chromium-printer.ts'
import { findBrowser } from './find-browser.ts'

const browser = findBrowser()
const reason = browser === null ? ' (skipped: no Chromium or Chrome on this machine)' : ''

let folder = ''
let fonts: CardFonts
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'print-'))
  fonts = await loadCardFonts(fileURLToPath(new URL('../../../resources', import.meta.url)))
})
afterAll(() => rmSync(folder, { recursive: true }))

const printer = createChromiumPrinter()
const never = new AbortController().signal

const base = sampleCards()
const many = (n: number, change: (card: PersonaCard) => PersonaCard = (card) => card): PersonaCard[] =>
  Array.from({ length: n }, (_, i) => change({ ...base[i % base.length]!, colour: i }))

async function print(cards: readonly PersonaCard[], page: PageSetup): Promise<PdfPage[]> {
  const html = renderCardsHtml(cards, {
    page,
    maker: { name: 'Nordlicht', logo: null, date: '2011-12-12' },
    projectName: 'Gift shop 2011',
    currency: 'GBP',
    locale: 'en',
    asOf: '2011-12-09',
    fonts,
  })
  const file = join(folder, `cards-${page.size}-${page.orientation}-${page.perPage}-${cards.length}.html`)
  writeFileSync(file, html)
  return readPdf(await printer.print(file, { size: page.size, landscape: page.orientation === 'landscape' }, never))
}

describe.skipIf(browser === null)(`printing with the machine's Chromium${reason}`, () => {
  it.each([
    ['A4', 'portrait', 595.28, 841.89],
    ['A4', 'landscape', 841.89, 595.28],
    ['Letter', 'portrait', 612, 792],
    ['Letter', 'landscape', 792, 612],
  ] as const)('prints %s %s at its size', async (size, orientation, width, height) => {
    const pages = await print(base, { size, orientation, perPage: 1 })
    expect(pages).toHaveLength(3)
    for (const page of pages) {
      expect(Math.abs(page.width - width)).toBeLessThan(1)
      expect(Math.abs(page.height - height)).toBeLessThan(1)
    }
    expect(pages.map((page) => page.text)).toEqual([
      expect.stringContaining('Hibernating'),
      expect.stringContaining('Potential Loyalist'),
      expect.stringMatching(/Champions.*17 of your best customers who spent £167,000/),
    ])
  })

  it.each([
    [1, 10],
    [2, 5],
    [3, 4],
    [4, 3],
  ] as const)('prints ten cards, %i a page, on %i pages', async (perPage, expected) => {
    const pages = await print(many(10), { size: 'A4', orientation: 'portrait', perPage })
    expect(pages).toHaveLength(expected)
    expect(pages.at(-1)!.text).toContain(`Page ${expected} of ${expected}`)
    expect(
      pages
        .map((page) => page.text)
        .join(' ')
        .match(/What to do next/g),
    ).toHaveLength(10)
  })

  it('prints the longest texts within their sheet', async () => {
    const pages = await print(many(4, hostile), { size: 'Letter', orientation: 'portrait', perPage: 4 })
    expect(pages).toHaveLength(1)
    expect(pages[0]!.text).toContain('What to do next')
  })

  it('prints one customer', async () => {
    const pages = await print(sampleCards([{ ...threeGroups[0]!, customers: 1 }]), {
      size: 'A4',
      orientation: 'portrait',
      perPage: 4,
    })
    expect(pages).toHaveLength(1)
    expect(pages[0]!.text).toContain('One customer in a single group')
  })

  it('lets the page reach nothing and run nothing', async () => {
    const asked: string[] = []
    const server = createServer((request, response) => {
      asked.push(request.url ?? '')
      response.end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const file = join(folder, 'curious.html')
    writeFileSync(
      file,
      `<!doctype html><link rel="stylesheet" href="${address}/a.css"><img src="${address}/b.png">` +
        `<p>before</p><script>document.body.innerHTML='changed';fetch('${address}/c')</script>`,
    )
    const [page] = readPdf(await printer.print(file, { size: 'A4', landscape: false }, never))
    server.close()
    expect(page!.text).toBe('before')
    expect(asked).toEqual([])
  })

  it('can be cancelled before it starts, while the browser starts and while it prints', async () => {
    const file = join(folder, 'cancelled.html')
    writeFileSync(file, renderLarge())
    for (const wait of [null, 5, 400]) {
      const stop = new AbortController()
      if (wait === null) stop.abort()
      else setTimeout(() => stop.abort(), wait)
      await expect(printer.print(file, { size: 'A4', landscape: false }, stop.signal)).rejects.toThrow(CancelledError)
    }
  })
})

it('says what helps where there is no browser', async () => {
  const file = join(folder, 'none.html')
  writeFileSync(file, '<p>x</p>')
  const none = createChromiumPrinter(() => [])
  await expect(none.print(file, { size: 'A4', landscape: false }, never)).rejects.toThrow(
    new ExpectedError('print.no_browser'),
  )
})

/** A page that takes seconds to lay out. */
function renderLarge(): string {
  return `<!doctype html>${'<p style="break-after:page">a sheet with a few words on it</p>'.repeat(20_000)}`
}
