/** Four ascending numbers from what a person typed (separated by blanks or semicolons; decimal point or comma), or null. */
export function parseCuts(text: string): [number, number, number, number] | null {
  const parts = text.split(/[\s;]+/).filter((part) => part !== '')
  const numbers = parts.map((part) => Number(part.replace(',', '.')))
  const [a, b, c, d] = numbers
  if (numbers.length !== 4 || a === undefined || b === undefined || c === undefined || d === undefined) return null
  if (!numbers.every(Number.isFinite) || !(a < b && b < c && c < d)) return null
  return [a, b, c, d]
}
