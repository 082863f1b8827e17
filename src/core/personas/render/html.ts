import type { FormatContext } from '../../../contract/messages/format.ts'
import type { PageSetup, PersonaCard } from '../../../contract/personas.ts'
import type { Maker } from '../../../contract/projects.ts'
import { cardHtml } from './card.ts'
import { cardText, type CardText } from './card-text.ts'
import { escapeHtml } from './escape.ts'
import { fontFaces, type CardFonts } from './fonts.ts'
import { shapeOf } from './shapes.ts'
import { cardStyles, gridFor } from './styles.ts'

export interface CardsContext extends FormatContext {
  readonly projectName: string
  /** Day everything is measured from, YYYY-MM-DD. */
  readonly asOf: string
}

export interface HtmlOptions extends CardsContext {
  readonly page: PageSetup
  readonly maker: Maker
  /** Embedded in the file; null: the reader's own sans-serif. */
  readonly fonts: CardFonts | null
}

/** No scripts, nothing from anywhere else: the file shows the same on any machine and asks nothing of it. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"
const LOGO = /^data:image\/(?:png|jpeg|webp);base64,[A-Za-z0-9+/=]+$/

/** All cards as one self-contained HTML file: sheets on a desk on screen, exactly one sheet per page in print. */
export function renderCardsHtml(cards: readonly PersonaCard[], options: HtmlOptions): string {
  const { page } = options
  const text = cardText(options)
  const shape = shapeOf(page)
  const pages = Math.max(1, Math.ceil(cards.length / page.perPage))
  const sheets = Array.from({ length: pages }, (_, index) => {
    const own = cards.slice(index * page.perPage, (index + 1) * page.perPage)
    const body =
      own.length > 0
        ? own.map((card) => cardHtml(card, shape, text)).join('')
        : `<p class="empty">${escapeHtml(text.say('card.empty'))}</p>`
    return (
      `<section class="page">${runningHead(options)}<main class="cards">${body}</main>` +
      `${runningFoot(options, text, index + 1, pages)}</section>`
    )
  })
  const title = `${text.say('card.title')} · ${options.projectName}`
  return (
    `<!doctype html>\n<html lang="${escapeHtml(options.locale)}"><head><meta charset="utf-8">` +
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">` +
    `<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">` +
    `<title>${escapeHtml(title)}</title>` +
    `<style>${fontFaces(options.fonts)}${cardStyles(page, shape)}${gridFor(page)}</style></head>\n<body>` +
    `${sheets.join('\n')}</body></html>\n`
  )
}

function runningHead({ maker, projectName, ...context }: HtmlOptions): string {
  const logo = maker.logo !== null && LOGO.test(maker.logo) ? `<img src="${maker.logo}" alt="">` : ''
  const name = maker.name?.trim() || projectName
  const date = maker.date === null ? '' : cardText(context).say('card.date', { date: maker.date })
  return (
    `<header class="running"><span class="who">${logo}<b dir="auto">${escapeHtml(name)}</b></span>` +
    `<span>${escapeHtml(date)}</span></header>`
  )
}

function runningFoot({ projectName, asOf }: HtmlOptions, text: CardText, page: number, pages: number): string {
  return (
    `<footer class="running foot"><span>${escapeHtml(text.say('card.source', { project: projectName, asOf }))}</span>` +
    `<span>${escapeHtml(text.say('card.legend'))}</span>` +
    `<span>${escapeHtml(text.say('card.page', { page, pages }))}</span></footer>`
  )
}
