import { NO_CODE, type StringColumn } from '../../columns/types.ts'
import { encodeUtf8 } from '../text/bytes.ts'
import { ByteDictionary } from './dictionary.ts'
import { numberValues } from './number-values.ts'
import { giveBack, longer, longerBytes } from './resize.ts'
import type { NumberReader } from '../values/number.ts'
import type { RejectList } from '../text/rows.ts'

/** A cell without the blanks around it. */
export function trimmed(buffer: Uint8Array, start: number, end: number): [number, number] {
  let from = start
  let to = end
  while (from < to && buffer[from]! <= 0x20) from++
  while (from < to && buffer[to - 1]! <= 0x20) to--
  return [from, to]
}

/**
 * A value longer than this, what a cell of a workbook holds at most, is kept in part: one may come with every row. The
 * kernel leaves longer ones to the reader here (assembly/read-row.ts).
 */
export const MOST_VALUE_BYTES = 32_767

/** Where a value that is too long ends: not within a character. */
export function cutEnd(bytes: Uint8Array, start: number): number {
  let end = start + MOST_VALUE_BYTES
  for (let back = 0; back < 3 && (bytes[end]! & 0xc0) === 0x80; back++) end--
  return end
}

/** Rows after which a column is looked at: do its values repeat? */
const FIRST_LOOK = 1 << 12
/** Rows a value must stand for on average, to be kept once for all of them. */
const REPEATS = 4

/**
 * A growing column of values, one a row; an empty one is none. Values that repeat are kept once and numbered as they come;
 * of others the bytes are kept as they are, and which of them are alike is looked at at the end: a table to find values in
 * takes several times what they take.
 */
export class Codes {
  private dictionary: ByteDictionary | null = null
  /** Of each row its code, or where its bytes begin. */
  private rows = new Uint32Array(64)
  private bytes = new Uint8Array(256)
  private count = 0
  private lookAt = FIRST_LOOK

  add(bytes: Uint8Array, start: number, stop: number): void {
    const end = stop - start > MOST_VALUE_BYTES ? cutEnd(bytes, start) : stop
    if (this.count + 1 >= this.rows.length) this.rows = longer(this.rows, Math.ceil(this.rows.length * 1.5))
    if (this.dictionary !== null) {
      this.rows[this.count++] = start < end ? this.dictionary.code(bytes, start, end) : NO_CODE
      return
    }
    const from = this.rows[this.count]!
    const to = from + end - start
    if (to > this.bytes.length) this.bytes = longerBytes(this.bytes, Math.max(to, Math.ceil(this.bytes.length * 1.5)))
    for (let i = start, k = from; i < end; i++, k++) this.bytes[k] = bytes[i]!
    this.rows[++this.count] = to
    if (this.count === this.lookAt) this.look()
  }

  addText(text: string): void {
    const bytes = encodeUtf8(text)
    this.add(bytes, 0, bytes.length)
  }

  addNone(): void {
    this.add(this.bytes, 0, 0)
  }

  /** The code of each row, NO_CODE for none, and the distinct values in order of appearance; nothing may be added any more. */
  finish(): { readonly dictionary: StringColumn; readonly codes: Uint32Array } {
    const { dictionary, rows, bytes, count } = this
    const column =
      dictionary === null ? this.numbered() : { dictionary: dictionary.column(), codes: rows.slice(0, count) }
    this.rows = new Uint32Array(0)
    this.bytes = new Uint8Array(0)
    giveBack(rows)
    giveBack(bytes)
    return column
  }

  private look(): void {
    this.lookAt *= 4
    const { dictionary, codes } = this.numbered()
    if (dictionary.count * REPEATS > this.count) return
    this.dictionary = new ByteDictionary(dictionary.count)
    for (let code = 0; code < dictionary.count; code++)
      this.dictionary.code(dictionary.bytes, dictionary.offsets[code]!, dictionary.offsets[code + 1]!)
    this.rows.set(codes)
    giveBack(this.bytes)
    this.bytes = new Uint8Array(0)
  }

  private numbered(): { readonly dictionary: StringColumn; readonly codes: Uint32Array } {
    const { rows } = this
    return numberValues(this.bytes, rows, (i) => rows[i + 1]!, this.count)
  }
}

/** '1.234,50 €' as 1234.50; null where the cell is no number. */
export function plainNumber(
  number: NumberReader,
  buffer: Uint8Array,
  from: number,
  to: number,
  texts: RejectList,
): string | null {
  if (!number.read(buffer, from, to) && !number.readString(texts.text(buffer, from, Math.min(to, from + 200))))
    return null
  const digits = (number.big ?? BigInt(number.mantissa)).toString().padStart(number.decimals + 1, '0')
  const whole = digits.slice(0, digits.length - number.decimals)
  const fraction = digits.slice(digits.length - number.decimals)
  const sign = number.negative && /[1-9]/.test(digits) ? '-' : ''
  return `${sign}${whole}${fraction === '' ? '' : `.${fraction}`}`
}
