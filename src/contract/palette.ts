/**
 * The eight categorical colours: the same cluster or segment wears the same one on every screen and on paper.
 *
 * Found by a seeded search for the largest smallest distance (OKLab) between any two, as seen with normal, red-weak,
 * green-weak and blue-weak eyes (Machado, Oliveira & Fernandes 2009), each at least 3:1 against its background. They
 * are for marks, bars and stripes; text is never set in them. Figures: palette.test.ts.
 */
export const palette = [
  { name: 'blue', light: '#2767b7', dark: '#5a9dfd' },
  { name: 'orange', light: '#df753c', dark: '#fe855c' },
  { name: 'teal', light: '#00a494', dark: '#6ff2e3' },
  { name: 'red', light: '#851108', dark: '#cf432c' },
  { name: 'mauve', light: '#69516a', dark: '#b598b3' },
  { name: 'indigo', light: '#2e249a', dark: '#7265dd' },
  { name: 'ochre', light: '#a35d04', dark: '#facc6b' },
  { name: 'plum', light: '#541b5a', dark: '#a16191' },
] as const

/** The colour of an index; indices beyond the eighth, or below the first, wrap around. */
export function paletteColour(index: number): (typeof palette)[number] {
  const size = palette.length
  return palette[((Math.trunc(index) % size) + size) % size] ?? palette[0]
}
