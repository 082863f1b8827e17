import { splitNumber } from '../values/number.ts'
import { decimalVote, isEmail } from '../meaning/profile.ts'

/** What one cell looks like by itself. */
export type CellShape = 'empty' | 'number' | 'date' | 'other data' | 'text'

const date =
  /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([T ,]+\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?\s*([ap]\.?m\.?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$|^\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?\s*([ap]\.?m\.?)?$|^\d{1,2}[-/. ]\p{L}{3,9}\.?[-/. ,]\s?\d{2,4}( \d{1,2}:\d{2}(:\d{2})?)?$|^\p{L}{3,9}\.? \d{1,2},? \d{4}$/iu
/** col1, Q3: a name, though any three letters may be a currency. */
const named = /^(?!eur|usd|gbp|try|tl|chf|rs)\p{L}+\d+$/iu
const link = /^(https?|ftp):\/\/\S+$|^www\.\S+\.\S+$/i
const code = /^(?=.*\d)[\p{L}\d]+(?:[-_/.:#][\p{L}\d]+)*$/u
const nothing = /^(n\/?a|#n\/a|nan|null|none|nil|-|–|—|\?|\.|\\n|true|false|yes|no)$/i

export function shapeOf(cell: string): CellShape {
  const text = cell.trim()
  if (text === '') return 'empty'
  if (text.length > 80) return 'text'
  const hasDigit = /\d/.test(text)
  if (hasDigit) {
    if (date.test(text)) return 'date'
    const digits = splitNumber(text.replace(/\s*%$/, ''))?.digits
    if (digits !== undefined && decimalVote(digits) !== null && !named.test(text)) return 'number'
    if (/^[-+]?\d+([.,]\d+)?e[-+]?\d+$/i.test(text)) return 'number'
  }
  return isEmail(text) || link.test(text) ? 'other data' : 'text'
}

/** A value of a kind that headers and prose are not made of, among them what tools write for nothing. */
export function isTyped(cell: string): boolean {
  const text = cell.trim()
  if (shapeOf(text) !== 'text') return true
  return text.length <= 40 && (nothing.test(text) || code.test(text))
}

/** Letters as a, digits as 9, runs as one: what the codes of one column have in common. */
export function pattern(cell: string): string {
  return cell
    .trim()
    .slice(0, 40)
    .replace(/\d+/g, '9')
    .replace(/\p{L}+/gu, 'a')
    .replace(/\s+/g, ' ')
}
