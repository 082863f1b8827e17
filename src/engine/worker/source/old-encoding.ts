import chardet from 'chardet'
import { isEverydayText } from './common-signs.ts'
import { Transcoder } from './transcoder.ts'

/** Bytes that are looked at. */
const LOOKED = 256 * 1024
const PAGE_BYTES = 64 * 1024

/** East Asian encodings: the detector's name, and ours. */
const manyBytes: Readonly<Record<string, string>> = {
  Shift_JIS: 'shift_jis',
  'EUC-JP': 'euc-jp',
  'ISO-2022-JP': 'iso-2022-jp',
  'EUC-KR': 'euc-kr',
  Big5: 'big5',
  GB18030: 'gb18030',
}

interface Page {
  readonly encoding: string
  readonly letters: RegExp
}

const west = /[äöüßÄÖÜéèêëàâçîïôùûñáíóúÉÈÀÇÑåøæœØÅÆÁÍÓÚìòãõÂÊÎÔŒ]/
const turkish = /[çğıöşüÇĞİÖŞÜâîû]/
const polish = /[ąćęłńóśźżĄĆĘŁŃÓŚŹŻ]/
const czech = /[áčďéěíňóřšťúůýžÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ]/
const slovak = /[áäčďéíĺľňóôŕšťúýžÁÄČĎÉÍĹĽŇÓÔŔŠŤÚÝŽ]/
const croatian = /[čćđšžČĆĐŠŽ]/
const hungarian = /[áéíóöőúüűÁÉÍÓÖŐÚÜŰ]/
const romanian = /[ăâîșțşţĂÂÎȘȚŞŢ]/
const cyrillic = /[а-яёА-ЯЁіїєґІЇЄҐ]/
const greek = /[α-ωΑ-ΩάέήίόύώϊϋΐΰςΆΈΉΊΌΎΏ]/
const hebrew = /[א-ת]/
const arabic = /[ء-ي]/
const thai = /[ก-ฺเ-๎]/
const baltic = /[āčēģīķļņšūžąęėįųĀČĒĢĪĶĻŅŠŪŽĄĘĖĮŲõäöüÕÄÖÜ]/

/** The letters of one language at a time: those of two seldom stand in one file. Of two that fit alike, the first. */
const pages: readonly Page[] = [
  { encoding: 'windows-1252', letters: west },
  { encoding: 'iso-8859-15', letters: west },
  { encoding: 'windows-1254', letters: turkish },
  ...['windows-1250', 'iso-8859-2', 'cp852'].flatMap((encoding) =>
    [polish, czech, slovak, croatian, hungarian, romanian].map((letters) => ({ encoding, letters })),
  ),
  { encoding: 'windows-1251', letters: cyrillic },
  { encoding: 'koi8-r', letters: cyrillic },
  { encoding: 'ibm866', letters: cyrillic },
  { encoding: 'iso-8859-5', letters: cyrillic },
  { encoding: 'windows-1253', letters: greek },
  { encoding: 'windows-1255', letters: hebrew },
  { encoding: 'windows-1256', letters: arabic },
  { encoding: 'windows-874', letters: thai },
  { encoding: 'windows-1257', letters: baltic },
  { encoding: 'cp850', letters: west },
  { encoding: 'cp857', letters: turkish },
  { encoding: 'macintosh', letters: west },
]

/**
 * The encoding of text that is neither UTF-8 nor UTF-16, under the name that the web has for it (and `cp850`, `cp852`, `cp857`). East Asian
 * ones are told by chardet, code pages of one byte a letter by which letters stand beside which.
 */
export function oldEncoding(bytes: Uint8Array): string {
  const looked = bytes.subarray(0, LOOKED)
  const ranked = chardet.analyse(looked)
  for (const { name, confidence } of ranked.slice(0, 2)) {
    const encoding = manyBytes[name]
    if (encoding === undefined || confidence < 30) continue
    // Each letter beyond ASCII is two bytes; a code page seldom reads as that without a fault.
    if (faults(looked, encoding) <= 2 + looked.length / 2000) return encoding
  }
  // Names and addresses alone hold few of the signs that it counts.
  for (const { name } of ranked) {
    const encoding = manyBytes[name]
    if (encoding !== undefined && isEverydayText(looked, encoding) && faults(looked, encoding) === 0) return encoding
  }
  let best = pages[0]!.encoding
  let bestScore = -Infinity
  // A few thousand letters say as much as many.
  const few = looked.subarray(0, PAGE_BYTES)
  let encoding = ''
  let text = ''
  for (const page of pages) {
    if (page.encoding !== encoding) text = Buffer.from(new Transcoder(page.encoding).push(few)).toString('utf8')
    encoding = page.encoding
    const score = scoreOf(text, page)
    if (score > bestScore + 1e-9) {
      best = page.encoding
      bestScore = score
    }
  }
  return best
}

/** ISO-2022-JP is all ASCII, switched by escapes. */
export function hasJapaneseEscapes(bytes: Uint8Array): boolean {
  for (let at = bytes.indexOf(0x1b); at >= 0; at = bytes.indexOf(0x1b, at + 1))
    if (bytes[at + 1] === 0x24 && (bytes[at + 2] === 0x42 || bytes[at + 2] === 0x40)) return true
  return false
}

function faults(bytes: Uint8Array, encoding: string): number {
  let count = 0
  for (const byte of new Transcoder(encoding).push(bytes)) if (byte === 0xff) count++
  return count
}

/** How much a text looks as if it were written in that code page: its letters in words, its signs beside them. */
function scoreOf(text: string, { encoding, letters }: Page): number {
  let score = 0
  const isLatin = letters.test('é') || letters.test('ş') || letters.test('ł') || letters.test('č') || letters.test('ă')
  for (const match of text.matchAll(/\P{ASCII}/gu)) {
    const char = match[0]
    const before = text[match.index - 1] ?? ' '
    const after = text[match.index + 1] ?? ' '
    const besideLetters = /\p{L}/u.test(before) || /\p{L}/u.test(after)
    if (letters.test(char)) {
      // A letter beside a digit, or alone, is more likely a sign of another code page.
      // Slovak has ž and š more often than these.
      score += /[ľĺŕĽĹŔ]/.test(char) ? 0.8 : besideLetters ? 1 : /\d/.test(before + after) ? -1 : 0.2
      // KOI8 and Windows have capitals and small letters the other way round.
      if (/\p{Lu}/u.test(char) && /\p{Ll}/u.test(before)) score -= 1.5
      if (isLatin && /\P{ASCII}/u.test(before) && /\p{L}/u.test(before)) score -= 0.4
      if (!isLatin && (/[a-z]/i.test(before) || /[a-z]/i.test(after))) score -= 1
    }
    // Nº, Mª, 1º: the same bytes are ş and Ş in Central Europe, where no word is a letter and one of these.
    else if (
      /[ºª°]/.test(char) &&
      /(?:^|\P{L})[NnDdMm\d]$/u.test(text.slice(Math.max(0, match.index - 2), match.index))
    )
      score += 1.2
    else if (/\p{L}/u.test(char)) score -= 0.5
    else if (/[\p{Cc}\ufffd]/u.test(char)) score -= 2
    else if (/[\u2500-\u259f]/.test(char)) score -= 1
    else if (/[€£¥§°©®«»“”„‘’–—…•·×½¼¾±µº²³№\u00a0¢]/.test(char))
      score += /\p{L}/u.test(before) && /\p{L}/u.test(after) && !/[’‘–·\u00a0]/.test(char) ? -1 : 0.6
    else score -= besideLetters ? 1 : 0.3
  }
  // Hebrew has no capitals: read as Cyrillic or Greek it is all small letters, read as KOI8 all capitals.
  if (letters !== cyrillic && letters !== greek) return score
  const others = text.replace(/\p{ASCII}/gu, '')
  return (encoding === 'koi8-r' ? /\p{Ll}/u : /\p{Lu}/u).test(others) ? score : score * 0.9
}
