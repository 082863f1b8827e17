import { stringAt } from '../columns/strings.ts'
import { NO_CODE, type StringColumn } from '../columns/types.ts'
import type { Dataset } from '../dataset/dataset.ts'

/** One switched-on rule that leaves rows out. */
export interface Exclusion {
  readonly field: 'customer' | 'product' | 'category'
  readonly op: 'eq' | 'contains' | 'starts_with'
  readonly value: string
}

/** Which codes are left out; a row is out where any of its codes is. */
export interface Mask {
  readonly customer: Uint8Array
  readonly product: Uint8Array
  readonly category: Uint8Array
}

/** What takes part in an analysis: days from … asOf, less what the exclusions leave out. */
export interface Scope {
  readonly from: number
  readonly asOf: number
  readonly mask: Mask
}

/** Whether a row of these codes and this day is left out. */
export function isOut(scope: Scope, day: number, product: number, category: number): boolean {
  if (day > scope.asOf || day < scope.from) return true
  if (product !== NO_CODE && scope.mask.product[product] === 1) return true
  return category !== NO_CODE && scope.mask.category[category] === 1
}

type Dictionaries = Pick<Dataset, 'customers' | 'products' | 'productNames' | 'categories'>

/** Letter case and outer blanks do not count; a product rule looks at the code and at the name. */
export function exclusionMask(dataset: Dictionaries, exclusions: readonly Exclusion[]): Mask {
  const rulesFor = (field: Exclusion['field']) => exclusions.filter((rule) => rule.field === field).map(matcher)
  const mark = (columns: readonly StringColumn[], rules: ((value: string) => boolean)[]): Uint8Array => {
    const mask = new Uint8Array(columns[0]!.count)
    if (rules.length === 0) return mask
    for (const column of columns) {
      for (let i = 0; i < column.count; i++) {
        const value = normalise(stringAt(column, i))
        if (value !== '' && rules.some((matches) => matches(value))) mask[i] = 1
      }
    }
    return mask
  }
  return {
    customer: mark([dataset.customers], rulesFor('customer')),
    product: mark([dataset.products, dataset.productNames], rulesFor('product')),
    category: mark([dataset.categories], rulesFor('category')),
  }
}

export function matcher(rule: Exclusion): (normalised: string) => boolean {
  const value = normalise(rule.value)
  if (rule.op === 'eq') return (text) => text === value
  if (rule.op === 'starts_with') return (text) => text.startsWith(value)
  return (text) => text.includes(value)
}

export function normalise(text: string): string {
  return text.trim().toLowerCase()
}
