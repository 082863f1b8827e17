import { currencyCode } from '../values/number.ts'
import type { TextStore } from './order-stores.ts'
import type { RejectList } from '../text/rows.ts'
import type { Standing } from '../values/status.ts'

/** Standing of each distinct text of a status or type column. */
export class Standings {
  private readonly texts: TextStore
  private readonly standings: Standing[] = []
  private readonly judge: (text: string) => Standing

  constructor(texts: TextStore, judge: (text: string) => Standing) {
    this.texts = texts
    this.judge = judge
  }

  of(buffer: Uint8Array, start: number, end: number, decoder: RejectList): Standing {
    const code = this.texts.code(buffer, start, end)
    const known = this.standings[code]
    if (known !== undefined) return known
    const standing = this.judge(decoder.text(buffer, start, end))
    this.standings[code] = standing
    // As the kernel knows them: 0 is an unknown one.
    this.texts.note?.(code, standing + 1)
    return standing
  }
}

/** What a currency's text means to the kernel. */
const OWN = 1
const FOREIGN = 2

/** ISO code of each distinct text of a currency column; '' where the cell is blank. */
export class CurrencyCells {
  private readonly texts: TextStore
  private readonly codes: string[] = []
  private last = 0

  constructor(texts: TextStore) {
    this.texts = texts
  }

  of(buffer: Uint8Array, start: number, end: number, decoder: RejectList): string {
    const code = this.texts.code(buffer, start, end)
    this.last = code
    const known = this.codes[code]
    if (known !== undefined) return known
    const text = decoder.text(buffer, start, end).trim()
    const read = currencyCode(text) ?? text.toUpperCase()
    this.codes[code] = read
    return read
  }

  /** Whether the currency asked for last is another than the file's: that of a text stays what it is. */
  settle(isForeign: boolean): void {
    this.texts.note?.(this.last, isForeign ? FOREIGN : OWN)
  }
}
