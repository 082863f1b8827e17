import type { CardSentence, PersonaCard } from '../../../contract/personas.ts'
import type { Maker } from '../../../contract/projects.ts'
import { cardText, figureName, type CardText } from './card-text.ts'
import { trendLine } from './card.ts'
import { escapeMarkdown } from './escape.ts'
import type { CardsContext } from './html.ts'

export interface MarkdownOptions extends CardsContext {
  readonly maker: Maker
}

/** All cards as Markdown that pastes cleanly into Notion, Confluence or a README. */
export function renderCardsMarkdown(cards: readonly PersonaCard[], options: MarkdownOptions): string {
  const text = cardText(options)
  const { maker, projectName, asOf } = options
  const source = [
    maker.name?.trim() ?? '',
    maker.date === null ? '' : text.say('card.date', { date: maker.date }),
    text.say('card.source', { project: projectName, asOf }),
  ].filter((part) => part !== '')
  const blocks = [
    `# ${escapeMarkdown(`${text.say('card.title')}: ${projectName}`)}`,
    source.map(escapeMarkdown).join(' · '),
    ...(cards.length === 0 ? [escapeMarkdown(text.say('card.empty'))] : cards.map((card) => cardMarkdown(card, text))),
  ]
  return `${blocks.join('\n\n')}\n`
}

function cardMarkdown(card: PersonaCard, text: CardText): string {
  const found = card.name === card.label ? '' : text.say('card.label', { label: card.label })
  const about = [found, trendLine(card, text)].filter((part) => part !== '').map(escapeMarkdown)
  const note = card.note?.trim() ?? ''
  return [
    `## ${escapeMarkdown(card.name)}`,
    escapeMarkdown(text.note(card.portrait)),
    ...(about.length > 0 ? [about.join(' · ')] : []),
    ...(note === '' ? [] : [`> ${escapeMarkdown(note)}`]),
    figureTable(card, text),
    heading(text.say('card.section.buys')) + categories(card, text),
    heading(text.say('card.section.together')) +
      card.together.map((sentence) => `- ${withWhy(sentence, text)}`).join('\n'),
    heading(text.say('card.section.action')) + withWhy(card.action, text),
    heading(text.say('card.section.brief')) +
      (['headline', 'angle', 'offer', 'channel'] as const)
        .map((key) => `- **${escapeMarkdown(text.say(`card.brief.${key}`))}:** ${withWhy(card.brief[key], text)}`)
        .join('\n'),
  ].join('\n\n')
}

function figureTable(card: PersonaCard, text: CardText): string {
  const rows = card.figures.map(
    (figure) =>
      `| ${escapeMarkdown(figureName(figure.key))} | ${escapeMarkdown(text.figure(figure))} | ${escapeMarkdown(text.overallValue(figure))} |`,
  )
  const head = `| | ${escapeMarkdown(text.say('card.column.group'))} | ${escapeMarkdown(text.say('card.column.everyone'))} |`
  return [head, '| :-- | --: | --: |', ...rows].join('\n')
}

function categories({ topCategories }: PersonaCard, text: CardText): string {
  if (topCategories.length === 0) return escapeMarkdown(text.say('card.buys.none'))
  return topCategories
    .map(
      ({ name, rows, lift }, index) =>
        `${index + 1}. ${escapeMarkdown(name)} (${text.say('card.buys.row', { rows, lift })})`,
    )
    .join('\n')
}

function heading(title: string): string {
  return `### ${escapeMarkdown(title)}\n\n`
}

function withWhy({ text: sentence, why }: CardSentence, text: CardText): string {
  return `${escapeMarkdown(text.note(sentence))} *(${escapeMarkdown(text.note(why))})*`
}
