import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The typeface of the cards as base64 of WOFF2 (Inter variable, SIL Open Font License 1.1). */
export interface CardFonts {
  readonly latin: string
  readonly latinExt: string
}

/**
 * Reads the typeface from `<resources>/fonts`, which is at the same place in a checkout and beside the bundle.
 * @param resourcesFolder the app's own resources folder
 */
export async function loadCardFonts(resourcesFolder: string): Promise<CardFonts> {
  const read = (name: string): Promise<string> => readFile(join(resourcesFolder, 'fonts', name), 'base64')
  const [latin, latinExt] = await Promise.all([
    read('inter-latin-wght-normal.woff2'),
    read('inter-latin-ext-wght-normal.woff2'),
  ])
  return { latin, latinExt }
}

/** Font faces of the cards; without fonts the reader's own sans-serif takes over. */
export function fontFaces(fonts: CardFonts | null): string {
  if (fonts === null) return ''
  const face = (data: string, range: string): string =>
    `@font-face{font-family:Inter;font-style:normal;font-weight:100 900;font-display:block;` +
    `src:url(data:font/woff2;base64,${data}) format("woff2");unicode-range:${range}}`
  return (
    face(
      fonts.latin,
      'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD',
    ) +
    face(
      fonts.latinExt,
      'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF',
    )
  )
}
