import { decodeUtf8, encodeUtf8 } from '../text/bytes.ts'
import { shapeOf } from './cell-shape.ts'
import { isKnownHeader } from '../meaning/headers.ts'

const LOOKED_BYTES = 32 * 1024
const LOOKED_LINES = 100
const LONGEST_LINE = 10_000
/** Fewer lines prove nothing. */
const FEWEST_LINES = 4
/** What values, names and sentences are made of, and the usual delimiters. */
const usual = /[\p{L}\p{M}\p{N}\s,;|:~^"'`.@+()[\]{}?¿¡’‘“”„«»€£¥₺°º¬]/u
/** What dates, fractions, paths and codes hold as well: the names between them have to be known ones. */
const risky = /[/\\_-]/
/** Two signs of one byte each, neither of them a quote or a part of a word. */
const pairs = /(?=([!#$%&*+,/:;<=>?@\\^|~]{2}))/g

/** Three to five signs between names, or one of the usual ones between blanks. */
const several = /(?<=[\p{L}\p{N})"])([^\p{L}\p{M}\p{N}\s"'()]{3,5}| [,;|:~^] )(?=[\p{L}\p{N}("])/gu

/**
 * Signs, or several of them, that no table is expected to use and this one does: each line has the same number of them, and
 * what the first line has between them are names.
 */
export function oddDelimiters(bytes: Uint8Array, isWhole: boolean): string[] {
  const text = decodeUtf8(bytes, 0, Math.min(bytes.length, LOOKED_BYTES))
  const all = text.split(/\r\n|\r|\n/)
  // The last one may be cut.
  const whole = isWhole && bytes.length <= LOOKED_BYTES ? all : all.slice(0, -1)
  const lines = whole.filter((line) => line.trim() !== '').slice(0, LOOKED_LINES)
  const [names] = lines
  if (names === undefined || names.length > LONGEST_LINE || lines.length < FEWEST_LINES) return []
  const signs = [...new Set(names)].filter((sign) => !usual.test(sign) && encodeUtf8(sign).length <= 2)
  const doubled = new Set(Array.from(names.matchAll(pairs), ([, pair]) => pair!))
  const longer = new Set(Array.from(names.matchAll(several), ([run]) => run))
  return [...signs, ...doubled, ...longer].filter((sign) => {
    const cells = names.split(sign)
    if (cells.length < 3 || !cells.every((cell) => cell.trim() !== '' && shapeOf(cell) === 'text')) return false
    if (risky.test(sign) && cells.filter((cell) => isKnownHeader(cell)).length < 3) return false
    const alike = lines.filter((line) => line.split(sign).length === cells.length)
    return alike.length >= lines.length * 0.95
  })
}
