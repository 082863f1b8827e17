/** First bytes of the signs that everyday text is made of: kana and common kanji, hanzi or syllables, and their punctuation. */
const everyday: Readonly<Record<string, readonly (readonly [from: number, to: number])[]>> = {
  shift_jis: [
    [0x81, 0x83],
    [0x88, 0x97],
  ],
  'euc-jp': [
    [0xa1, 0xa5],
    [0xb0, 0xcf],
  ],
  'euc-kr': [
    [0xa1, 0xa3],
    [0xb0, 0xc8],
  ],
  big5: [[0xa1, 0xc6]],
  gb18030: [
    [0xa1, 0xa3],
    [0xb0, 0xd7],
  ],
}
/** Fewer signs prove nothing. */
const FEWEST = 6

/**
 * Whether nearly all signs beyond ASCII are everyday ones of that East Asian encoding. Read so, the letters of a code page
 * of one byte each come out as signs that hardly anybody writes, or as a few among Latin letters.
 */
export function isEverydayText(bytes: Uint8Array, encoding: string): boolean {
  const ranges = everyday[encoding]
  if (ranges === undefined) return false
  const isShiftJis = encoding === 'shift_jis'
  let signs = 0
  let common = 0
  let beside = 0
  for (let i = 0; i < bytes.length; i++) {
    const lead = bytes[i]!
    if (lead < 0x80) continue
    signs++
    const before = bytes[i - 1]
    // A katakana of half width is one byte alone: rare by now.
    const isHalf = isShiftJis && lead >= 0xa1 && lead <= 0xdf
    if (!isHalf) i++
    if (!isHalf && ranges.some(([from, to]) => lead >= from && lead <= to)) common++
    if (isLetter(before) || isLetter(bytes[i + 1])) beside++
  }
  // In the words of a code page such signs stand among Latin letters.
  return signs >= FEWEST && common >= signs * 0.95 && beside <= signs * 0.25
}

function isLetter(byte: number | undefined): boolean {
  return byte !== undefined && (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a
}
