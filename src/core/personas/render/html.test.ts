import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { hostile, sampleCards } from '../../../../test/support/persona-samples.ts'
import type { PersonaCard } from '../../../contract/personas.ts'
import { loadCardFonts, type CardFonts } from './fonts.ts'
import { renderCardsHtml, type HtmlOptions } from './html.ts'

const options: HtmlOptions = {
  page: { size: 'A4', orientation: 'portrait', perPage: 1 },
  maker: { name: null, logo: null, date: null },
  projectName: 'Gift shop 2011',
  currency: 'GBP',
  locale: 'en',
  asOf: '2011-12-09',
  fonts: null,
}
const base = sampleCards()
const cards = (n: number): PersonaCard[] => Array.from({ length: n }, (_, i) => base[i % base.length]!)
const count = (html: string, pattern: RegExp): number => html.match(pattern)?.length ?? 0

describe('renderCardsHtml', () => {
  it.each([
    [1, 1, 1],
    [3, 1, 3],
    [3, 2, 2],
    [3, 3, 1],
    [3, 4, 1],
    [10, 4, 3],
    [10, 3, 4],
    [0, 2, 1],
  ] as const)('puts %i cards, %i a page, on %i sheets', (n, perPage, pages) => {
    const html = renderCardsHtml(cards(n), { ...options, page: { ...options.page, perPage } })
    expect(count(html, /<section class="page">/g)).toBe(pages)
    expect(count(html, /<article /g)).toBe(n)
    expect(html).toContain(`Page ${pages} of ${pages}`)
  })

  it.each([
    ['A4', 'portrait', 'size:210mm 297mm'],
    ['A4', 'landscape', 'size:297mm 210mm'],
    ['Letter', 'portrait', 'size:8.5in 11in'],
    ['Letter', 'landscape', 'size:11in 8.5in'],
  ] as const)('sets up %s %s', (size, orientation, rule) => {
    expect(renderCardsHtml(base, { ...options, page: { size, orientation, perPage: 2 } })).toContain(rule)
  })

  it('says on a card what stands in its data', () => {
    const html = renderCardsHtml(base.slice(2), options)
    for (const text of [
      'Champions',
      'REGENCY CAKESTAND 3 TIER',
      'What to do next',
      '17 of your best customers who spent £167,000',
      'Creative brief',
      '66\u00A0% of revenue',
      'Gift shop 2011 · figures as of December 9, 2011',
    ]) {
      expect(html).toContain(text)
    }
  })

  it('carries name, logo and date of its maker, and no logo that is not a picture', () => {
    const logo = 'data:image/png;base64,iVBORw0KGgo='
    const made = renderCardsHtml(base, { ...options, maker: { name: 'Nordlicht & Co', logo, date: '2011-12-12' } })
    expect(made).toContain('Nordlicht &amp; Co')
    expect(made).toContain(`<img src="${logo}" alt="">`)
    expect(made).toContain('December 12, 2011')
    for (const bad of ['https://example.org/x.png', 'data:image/svg+xml;base64,PHN2Zz4=', `${logo}" onerror="x`]) {
      expect(renderCardsHtml(base, { ...options, maker: { ...options.maker, logo: bad } })).not.toContain('<img')
    }
  })

  it.each([
    '<img src=x onerror=alert(1)>',
    '"><script>alert(1)</script>',
    "' style='x",
    '</style><b>',
    '${7*7}{{7*7}}',
  ])('lets %s be text wherever somebody can type it', (attack) => {
    const html = renderCardsHtml(
      base.map((card) => hostile(card, attack)),
      { ...options, projectName: attack, maker: { name: attack, logo: attack, date: attack } },
    )
    const plain = renderCardsHtml(
      base.map((card) => hostile(card, 'harmless')),
      { ...options, projectName: 'harmless', maker: { name: 'harmless', logo: null, date: 'harmless' } },
    )
    // The same tags with and without the attack, whatever it tries to open or to close.
    expect(html.match(/<\/?[a-z][^>]*>/gi)).toEqual(plain.match(/<\/?[a-z][^>]*>/gi))
    expect(html).not.toMatch(/<script/i)
  })

  it('is one file: no scripts, no links, nothing from anywhere else', () => {
    const html = renderCardsHtml(base, options)
    expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"`)
    expect(html).not.toMatch(
      /<(script|link|iframe|object|embed|base|form|a)\b|https?:|url\((?!data:)|@import|\son\w+=/i,
    )
  })

  describe('with its fonts', () => {
    let fonts: CardFonts
    beforeAll(async () => {
      fonts = await loadCardFonts(fileURLToPath(new URL('../../../../resources', import.meta.url)))
    })

    it('embeds the typeface', () => {
      const html = renderCardsHtml(base, { ...options, fonts })
      expect(count(html, /@font-face/g)).toBe(2)
      expect(Buffer.from(fonts.latin, 'base64').subarray(0, 4).toString()).toBe('wOF2')
      expect(html.length).toBeLessThan(400_000)
    })
  })

  it('draws zero and negative figures without a broken bar', () => {
    const [card] = base
    const odd = { ...card!, figures: card!.figures.map((figure) => ({ ...figure, value: -5, overall: 0 })) }
    expect(renderCardsHtml([odd], options)).not.toMatch(/NaN|Infinity|width:-/)
  })
})
