import type { ClusterTrait } from '../../../contract/analysis.ts'
import { trendNote } from '../../../contract/messages/trend.ts'
import { paletteColour } from '../../../contract/palette.ts'
import type { CardSentence, PersonaCard } from '../../../contract/personas.ts'
import { standsOut } from '../../../contract/lift.ts'
import { figureName, type CardText } from './card-text.ts'
import { escapeHtml } from './escape.ts'
import { histogramSvg, shareBar, traitBar } from './graphics.ts'
import { figuresOf, type Section, type Shape } from './shapes.ts'

/** One card as HTML. Every piece of text is escaped here and nowhere else. */
export function cardHtml(card: PersonaCard, given: Shape, text: CardText): string {
  const shape = ownNote(card) === '' ? given : makingRoom(given)
  const part = (section: Section): string => sections[section](card, shape, text)
  const { top, columns, bottom } = shape.layout
  const column = (names: readonly Section[]): string => `<div class="column">${names.map(part).join('')}</div>`
  return (
    `<article class="card${columns.length > 0 ? '' : ' single'}" style="--c:${paletteColour(card.colour).light}">` +
    top.map(part).join('') +
    (columns.length > 0 ? `<div class="columns">${columns.map(column).join('')}</div>` : '') +
    bottom.map(part).join('') +
    '</article>'
  )
}

type Render = (card: PersonaCard, shape: Shape, text: CardText) => string

const sections: Readonly<Record<Section, Render>> = {
  head: (card, shape, text) => {
    const found = card.name === card.label ? '' : text.say('card.label', { label: card.label })
    const above = [found, trendLine(card, text)].filter((line) => line !== '')
    return (
      '<header class="head">' +
      (above.length > 0 ? `<p class="above">${clamped(above.join(' · '), shape.short ? 1 : 2)}</p>` : '') +
      `<h2 dir="auto">${clamped(card.name, shape.lines.name)}</h2>` +
      `<p class="portrait">${clamped(text.note(card.portrait), shape.lines.portrait)}</p></header>`
    )
  },

  weight: (card, shape, text) => {
    const size = card.figures.find((figure) => figure.key === 'size')
    const share = card.figures.find((figure) => figure.key === 'share_of_revenue')
    if (size === undefined || share === undefined) return ''
    const ofCustomers = size.overall !== null && size.overall > 0 ? (100 * size.value) / size.overall : 0
    const line = (big: string, small: string, bar: string): string =>
      `<div class="share"><p><b>${escapeHtml(big)}</b> <span>${escapeHtml(small)}</span></p>${bar}</div>`
    return (
      '<div class="weight">' +
      line(
        text.figure(size),
        text.say(shape.short ? 'card.figure.of_customers.short' : 'card.figure.of_customers', {
          customers: size.value,
          share: ofCustomers,
        }),
        shareBar(ofCustomers, false),
      ) +
      line(text.figure(share), text.say('card.figure.of_revenue'), shareBar(share.value, true)) +
      '</div>'
    )
  },

  figures: (card, shape, text) => {
    const cells = figuresOf(shape, card).flatMap((key) => {
      const figure = card.figures.find((candidate) => candidate.key === key)
      if (figure === undefined) return []
      return [
        `<div class="figure"><p class="label">${escapeHtml(figureName(key, shape.short))}</p>` +
          `<p class="value">${escapeHtml(text.figure(figure))}</p>` +
          `${histogramSvg(figure.histogram)}<p class="overall">${escapeHtml(text.overall(figure))}</p></div>`,
      ]
    })
    return `<div class="figures n${cells.length}">${cells.join('')}</div>`
  },

  buys: (card, shape, text) => {
    const top = card.topCategories.slice(0, shape.categories)
    const most = Math.max(1, ...top.map((category) => category.rows))
    const rows = top.map(
      (category) =>
        `<li><span class="name" dir="auto">${escapeHtml(category.name)}</span>` +
        `<span class="lift">${standsOut(category.lift) ? escapeHtml(text.say('card.buys.lift', { lift: Math.round(category.lift * 10) / 10 })) : ''}</span>` +
        `${shareBar((100 * category.rows) / most, true)}</li>`,
    )
    const list =
      rows.length > 0 ? `<ul>${rows.join('')}</ul>` : `<p class="none">${escapeHtml(text.say('card.buys.none'))}</p>`
    return `<section class="buys"><h3>${escapeHtml(text.say('card.section.buys'))}</h3>${list}</section>`
  },

  together: (card, shape, text) => {
    const items = card.together
      .slice(0, shape.sentences)
      .map((sentence) => `<li>${sentenceHtml(sentence, shape.lines.sentence, shape, text)}</li>`)
    return (
      `<section class="together"><h3>${escapeHtml(text.say('card.section.together'))}</h3>` +
      `<ul class="sentences">${items.join('')}</ul>` +
      '</section>'
    )
  },

  traits: (card, shape, text) => {
    const traits = card.traits
      .filter(telling)
      .slice(0, shape.traits)
      .map((trait) => {
        const name =
          trait.feature === 'recency' || trait.feature === 'frequency' || trait.feature === 'monetary'
            ? text.say(`card.trait.${trait.feature}`)
            : trait.feature
        return `<li><span class="name" dir="auto">${escapeHtml(name)}</span>${traitBar(trait)}</li>`
      })
    if (traits.length === 0) return ''
    return (
      `<section class="traits"><h3>${escapeHtml(text.say('card.section.traits'))}</h3>` +
      `<ul>${traits.join('')}<li class="axis"><span></span><span><i>${escapeHtml(text.say('card.traits.less'))}</i>` +
      `<i>${escapeHtml(text.say('card.traits.more'))}</i></span></li></ul></section>`
    )
  },

  aside: (card, shape, text) => sections[ownNote(card) === '' ? 'together' : 'note'](card, shape, text),

  action: (card, shape, text) =>
    `<section class="action"><h3>${escapeHtml(text.say('card.section.action'))}</h3>` +
    `${sentenceHtml(card.action, shape.lines.action, shape, text)}</section>`,

  brief: (card, shape, text) => {
    const items = shape.brief
      .filter((key) => key !== 'headline')
      .map(
        (key) =>
          `<div class="cue"><dt>${escapeHtml(text.say(`card.brief.${key}`))}</dt>` +
          `<dd>${sentenceHtml(card.brief[key], shape.lines.brief, shape, text)}</dd></div>`,
      )
    return (
      `<section class="brief"><div><h3>${escapeHtml(text.say('card.section.brief'))}</h3>` +
      `<p class="headline">${clamped(text.note(card.brief.headline.text), shape.lines.headline)}</p></div>` +
      (items.length > 0 ? `<dl>${items.join('')}</dl>` : '') +
      '</section>'
    )
  },

  note: (card, shape, text) => {
    const note = ownNote(card)
    if (note === '' || shape.lines.note === 0) return ''
    return (
      `<section class="note"><h3>${escapeHtml(text.say('card.section.note'))}</h3>` +
      `<p dir="auto">${clamped(note, shape.lines.note)}</p></section>`
    )
  },
}

/** A bar too short to be seen says nothing. */
const telling = ({ effect }: ClusterTrait): boolean => Math.abs(effect) >= 0.05

function makingRoom(shape: Shape): Shape {
  const { categories, name = shape.lines.name, portrait = shape.lines.portrait } = shape.besideNote
  return { ...shape, categories, lines: { ...shape.lines, name, portrait } }
}

/** Her own note, or an empty string. */
function ownNote(card: PersonaCard): string {
  return card.note?.trim() ?? ''
}

/** A text of at most so many lines; what is longer ends in an ellipsis. */
function clamped(text: string, lines: number): string {
  return `<span class="clamp" style="--n:${lines}">${escapeHtml(text)}</span>`
}

function sentenceHtml(sentence: CardSentence, lines: number, shape: Shape, text: CardText): string {
  const why = shape.whys ? `<span class="why">${clamped(text.note(sentence.why), shape.lines.why)}</span>` : ''
  return `<p class="sentence">${clamped(text.note(sentence.text), lines)}${why}</p>`
}

/** How the group changed since the run before, in words; an empty string where there was none. */
export function trendLine({ trend }: PersonaCard, text: CardText): string {
  return trend === null ? '' : text.note(trendNote(trend))
}
