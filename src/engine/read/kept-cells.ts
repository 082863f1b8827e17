import { NO_CODE } from '../columns/types.ts'
import { encodeUtf8 } from './bytes.ts'
import { ByteDictionary, grown } from './dictionary.ts'
import type { NumberReader } from './number.ts'
import type { RejectList } from './rows.ts'

/** A cell without the blanks around it. */
export function trimmed(buffer: Uint8Array, start: number, end: number): [number, number] {
  let from = start
  let to = end
  while (from < to && buffer[from]! <= 0x20) from++
  while (from < to && buffer[to - 1]! <= 0x20) to--
  return [from, to]
}

/** A growing column of dictionary codes. */
export class Codes {
  private readonly dictionary = new ByteDictionary()
  private codes = new Uint32Array(1024)
  private count = 0

  add(bytes: Uint8Array, start: number, end: number): void {
    this.put(this.dictionary.code(bytes, start, end))
  }

  addText(text: string): void {
    const bytes = encodeUtf8(text)
    this.put(this.dictionary.code(bytes, 0, bytes.length))
  }

  addNone(): void {
    this.put(NO_CODE)
  }

  finish(): { dictionary: ByteDictionary; codes: Uint32Array } {
    return { dictionary: this.dictionary, codes: this.codes.slice(0, this.count) }
  }

  private put(code: number): void {
    if (this.count === this.codes.length) this.codes = grown(this.codes, this.codes.length * 2)
    this.codes[this.count++] = code
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
