/** Longest piece of somebody's own text inside a sentence, in characters. */
const LONGEST = 48

/**
 * A category or product name as it reads inside a sentence: one line, at most 48 characters, and not shouting:
 * "WHITE HANGING HEART" becomes "White hanging heart". Names in mixed case, and codes with digits, stay as they are.
 */
export function inProse(name: string): string {
  // A full stop at its end would double the sentence's own.
  const line = name
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[.,;:]+$/, '')
  const shouting =
    line.length > 4 && line !== line.toLowerCase() && line === line.toUpperCase() && /\p{Lu}{3}/u.test(line)
  const quiet = shouting && !/^\S*\d\S*$/.test(line) ? line[0]! + line.slice(1).toLowerCase() : line
  return clip(quiet, LONGEST)
}

/** Cuts after `limit` characters (code points), at a blank where one is near, and says so with an ellipsis. */
export function clip(text: string, limit: number): string {
  const characters = Array.from(text)
  if (characters.length <= limit) return text
  const cut = characters.slice(0, limit - 1).join('')
  const blank = cut.lastIndexOf(' ')
  return `${(blank > cut.length * 0.6 ? cut.slice(0, blank) : cut).trimEnd()}…`
}

/** An amount as a shop would print it, two digits at most and the second a 5: 10, 15, 20 … 95, 100, 150 … */
export function roundAmount(value: number): number {
  if (!(value > 0)) return 0
  const magnitude = 10 ** Math.floor(Math.log10(value))
  const halves = Math.max(2, Math.round((2 * value) / magnitude))
  return Number(((halves / 2) * magnitude).toPrecision(6))
}
