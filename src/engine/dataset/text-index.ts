import { stringAt, stringColumn } from '../columns/strings.ts'
import type { StringColumn } from '../columns/types.ts'

/** Strings to codes, in order of first appearance. A dictionary taken over whole is only looked into when asked. */
export class TextIndex {
  private readonly codes = new Map<string, number>()
  private taken: StringColumn | null = null

  /** Takes over a dictionary of distinct values with its codes; false where there are values already. */
  takeOver(column: StringColumn): boolean {
    if (this.size > 0) return false
    this.taken = column
    return true
  }

  code(value: string): number {
    const codes = this.known()
    const found = codes.get(value)
    if (found !== undefined) return found
    codes.set(value, codes.size)
    return codes.size - 1
  }

  find(value: string): number | undefined {
    return this.known().get(value)
  }

  entries(): IterableIterator<[string, number]> {
    return this.known().entries()
  }

  get size(): number {
    return Math.max(this.codes.size, this.taken?.count ?? 0)
  }

  column(): StringColumn {
    return this.taken !== null && this.taken.count === this.size ? this.taken : stringColumn(this.codes.keys())
  }

  /** Codes of this index for every value of a dictionary. */
  codesOf(column: StringColumn): Uint32Array {
    const codes = new Uint32Array(column.count)
    for (let i = 0; i < column.count; i++) codes[i] = this.code(stringAt(column, i))
    return codes
  }

  private known(): Map<string, number> {
    const { taken, codes } = this
    if (taken !== null && codes.size === 0) {
      for (let i = 0; i < taken.count; i++) codes.set(stringAt(taken, i), i)
    }
    return codes
  }
}
