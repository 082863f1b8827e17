import { minorDigits } from '../../money/minor-units.ts'
import { isPlaceholder } from '../values/cell-bytes.ts'
import { MAX_AMOUNT, MAX_SCALE, NumberReader, POWERS } from '../values/number.ts'
import type { Money } from '../values/number.ts'
import type { AdjustmentPlan, ReadPlan } from '../plan.ts'
import type { RejectList, Row } from '../text/rows.ts'

/** What became of the money of one row; `failed`: the row was rejected, `free`: nothing is left of the price. */
export const Adjusted = { ok: 0, failed: 1, refunded: 2, free: 3 } as const
export type Adjusted = (typeof Adjusted)[keyof typeof Adjusted]

/**
 * Adds discount, tax, shipping and refunds to the money of a row, exactly. Columns are taken without their sign: a
 * discount is taken off whether it is written as 5 or as −5. An empty cell is nothing.
 */
export class Adjustments {
  private readonly plans: readonly AdjustmentPlan[]
  private readonly readers: readonly NumberReader[]
  private readonly currency: string | null
  private readonly rejects: RejectList

  constructor({ adjustments, currency }: Pick<ReadPlan, 'adjustments' | 'currency'>, rejects: RejectList) {
    this.plans = adjustments
    this.currency = currency
    this.readers = adjustments.map(({ column }) => new NumberReader(column.decimal))
    this.rejects = rejects
  }

  /** Some stand once for a whole order. */
  get perOrder(): boolean {
    return this.plans.some(({ perOrder }) => perOrder)
  }

  /**
   * @param money the row's, without its sign; what is left of it may be below zero where an order's discount stands on
   *   its first line
   * @param isFirst the first line of its order
   * @param foreign ISO code of the row where that is another than the file's, else empty
   */
  apply(row: Row, byteOffset: () => number, money: Money, isFirst: boolean, foreign: string): Adjusted {
    if (this.plans.length === 0) return Adjusted.ok
    let refunded = false
    let changed = false
    for (const [i, plan] of this.plans.entries()) {
      if (plan.perOrder && !isFirst) continue
      let from = row.starts[plan.column.index]!
      let to = row.ends[plan.column.index]!
      while (from < to && row.buffer[from]! <= 0x20) from++
      while (from < to && row.buffer[to - 1]! <= 0x20) to--
      if (from === to || (to - from <= 4 && isPlaceholder(row.buffer, from, to))) continue
      const number = this.readers[i]!
      if (!number.read(row.buffer, from, to)) {
        const text = this.rejects.text(row.buffer, from, Math.min(to, from + 200))
        if (!number.readString(text)) return this.reject(row, byteOffset, plan, 'number', text)
      }
      if (number.mantissa === 0) continue
      if (plan.column.isMinor === true) number.decimals += minorDigits(foreign || this.currency)
      changed = true
      if (!add(money, number, plan.sign))
        return this.reject(row, byteOffset, plan, 'too_large', this.rejects.text(row.buffer, from, to))
      if (plan.role === 'refund') refunded = true
    }
    if (!changed || money.value !== 0) return Adjusted.ok
    return refunded ? Adjusted.refunded : Adjusted.free
  }

  private reject(row: Row, byteOffset: () => number, plan: AdjustmentPlan, reason: string, value: string): Adjusted {
    const column = plan.column.name
    this.rejects.add(row, byteOffset(), column, 'cast', {
      code: `import.reject.${reason}`,
      params: { column, value: value.slice(0, 80) },
    })
    return Adjusted.failed
  }
}

/** False where the integer would leave ±2^53. More than six decimals are rounded half away from zero. */
function add(money: Money, number: NumberReader, sign: 1 | -1): boolean {
  if (number.big === null && number.decimals <= MAX_SCALE) {
    const scale = Math.max(money.scale, number.decimals)
    const own = money.value * POWERS[scale - money.scale]!
    const other = number.mantissa * POWERS[scale - number.decimals]!
    if (Math.abs(own) <= MAX_AMOUNT && other <= MAX_AMOUNT && Math.abs(own + sign * other) <= MAX_AMOUNT) {
      money.value = own + sign * other
      money.scale = scale
      return true
    }
  }
  const decimals = Math.max(money.scale, number.decimals)
  const own = BigInt(money.value) * 10n ** BigInt(decimals - money.scale)
  const other = (number.big ?? BigInt(number.mantissa)) * 10n ** BigInt(decimals - number.decimals)
  let value = own + BigInt(sign) * other
  let scale = decimals
  while (scale > 0 && value % 10n === 0n) {
    value /= 10n
    scale--
  }
  if (scale > MAX_SCALE) {
    const divisor = 10n ** BigInt(scale - MAX_SCALE)
    const half = value < 0n ? -divisor / 2n : divisor / 2n
    value = (value + half) / divisor
    scale = MAX_SCALE
  }
  if (value > BigInt(MAX_AMOUNT) || value < -BigInt(MAX_AMOUNT)) return false
  money.value = Number(value)
  money.scale = scale
  return true
}
