import type { Note, NoteParams } from '../../../contract/messages.ts'
import { en, type MessageCode } from '../../../contract/messages/en.ts'
import { fillTemplate, formatNote, integer, money, type FormatContext } from '../../../contract/messages/format.ts'
import { isolateParams } from '../../../contract/messages/typography.ts'
import type { CardFigure } from '../../../contract/personas.ts'

/** Everything a card says as plain text, in one language and currency. */
export interface CardText {
  readonly note: (note: Note) => string
  readonly say: (code: MessageCode, params?: NoteParams) => string
  readonly figure: (figure: CardFigure) => string
  /** "everyone 4.27", or an empty string where there is nothing to compare with. */
  readonly overall: (figure: CardFigure) => string
  /** The same without the word: "4.27". */
  readonly overallValue: (figure: CardFigure) => string
}

/** From here on an amount in a figure is written short (12.3M), so that it fits. */
const SHORT_FROM = 10_000_000

export function cardText(context: FormatContext): CardText {
  const note = (value: Note): string =>
    formatNote({ code: value.code, params: isolateParams(value.params ?? {}) }, context)
  const say = (code: MessageCode, params: NoteParams = {}): string => note({ code, params })
  const shown = (key: CardFigure['key'], value: number): string => {
    switch (key) {
      case 'size':
        return integer(value, context)
      case 'share_of_revenue':
        return fillTemplate('{value:pct}', { value }, context)
      case 'return_rate':
      case 'churn':
        return fillTemplate('{value:pct}', { value: 100 * value }, context)
      case 'avg_spend':
      case 'median_spend':
      case 'clv':
        return Math.abs(value) >= SHORT_FROM ? shortMoney(value, context) : money(value, context)
      case 'avg_frequency':
        return fillTemplate('{value:num}', { value }, context)
      case 'median_recency':
        return integer(value, context)
    }
  }
  return {
    note,
    say,
    figure: (figure) => shown(figure.key, figure.value),
    overallValue: (figure) => (figure.overall === null ? '' : shown(figure.key, figure.overall)),
    overall: (figure) =>
      figure.overall === null ? '' : say('card.figure.overall', { value: shown(figure.key, figure.overall) }),
  }
}

/** A figure's name; its short form where a card is narrow. */
export const figureName = (key: CardFigure['key'], short = false): string =>
  short && key === 'median_recency' ? en['card.figure.median_recency.short'] : en[`card.figure.${key}`]

function shortMoney(value: number, { locale, currency }: FormatContext): string {
  const short = { notation: 'compact', maximumSignificantDigits: 3 } as const
  return new Intl.NumberFormat(locale, currency === null ? short : { ...short, style: 'currency', currency }).format(
    value,
  )
}
