import { ByteDictionary } from './dictionary.ts'
import { currencyCode } from './number.ts'
import type { RejectList } from './rows.ts'
import type { Standing } from './status.ts'

/** Standing of each distinct text of a status or type column. */
export class Standings {
  private readonly texts = new ByteDictionary(64)
  private readonly standings: Standing[] = []
  private readonly judge: (text: string) => Standing

  constructor(judge: (text: string) => Standing) {
    this.judge = judge
  }

  of(buffer: Uint8Array, start: number, end: number, decoder: RejectList): Standing {
    const code = this.texts.code(buffer, start, end)
    return (this.standings[code] ??= this.judge(decoder.text(buffer, start, end)))
  }
}

/** ISO code of each distinct text of a currency column; '' where the cell is blank. */
export class CurrencyCells {
  private readonly texts = new ByteDictionary(64)
  private readonly codes: string[] = []

  of(buffer: Uint8Array, start: number, end: number, decoder: RejectList): string {
    const code = this.texts.code(buffer, start, end)
    const known = this.codes[code]
    if (known !== undefined) return known
    const text = decoder.text(buffer, start, end).trim()
    const read = currencyCode(text) ?? text.toUpperCase()
    this.codes[code] = read
    return read
  }
}
