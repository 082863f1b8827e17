import { INPUT_BYTES, MOST_ATTRIBUTES, MOST_COLUMNS, OrdersKernel } from '../../kernel/orders-kernel.ts'
import type { Letters } from '../../kernel/orders-kernel.ts'
import { minorDigits } from '../../money/minor-units.ts'
import { LF } from '../text/bytes.ts'
import type { ZoneOffset } from '../values/date.ts'
import { orderPlaces } from './order-places.ts'
import type { OrderTally } from './order-tally.ts'
import type { ReadPlan } from '../plan.ts'
import type { Tokenizer } from '../text/tokenizer.ts'

const HASH = 0x23
/** Bytes that the kernel must manage before it stops for its look at them to have been worth it. */
const WORTH_BYTES = 64

/** A kernel for the file; null where its rows depend on each other, its records are not the usual ones or there is none. */
export function kernelFor(plan: ReadPlan, maxRecordBytes: number, zoneOffset: ZoneOffset): OrdersKernel | null {
  const { columns, delimiter, quote } = plan
  const money = columns.amount ?? columns.unit_price
  const isUsual =
    plan.kind === 'orders' &&
    money !== undefined &&
    delimiter.length === 1 &&
    delimiter[0]! < 0x80 &&
    plan.escape < 0 &&
    !plan.collapse &&
    !plan.isGrid &&
    plan.textMarks.length === 0 &&
    !plan.repeatedTotals &&
    !plan.headTotals &&
    !plan.dailyOrders &&
    !plan.totalsOnFirstLine &&
    !plan.orderOnFirstLine &&
    plan.fillDown === undefined &&
    plan.adjustments.length === 0 &&
    !plan.encoding.startsWith('utf-16') &&
    plan.columnNames.length <= MOST_COLUMNS &&
    plan.attributes.length <= MOST_ATTRIBUTES &&
    // Which currency's smallest coin it is must be known before the first row.
    (money.isMinor !== true || columns.currency === undefined || plan.currency !== null)
  if (!isUsual) return null
  const at = orderPlaces(plan)
  return OrdersKernel.start({
    delimiter: delimiter[0]!,
    quote,
    columnCount: plan.columnNames.length,
    maxRecordBytes,
    remarkByte: plan.hasRemarks ? HASH : -1,
    headerLength: plan.repeatedHeader?.length ?? -1,
    columns: {
      customer: at.customer_id,
      email: at.email,
      order: at.order_id,
      date: at.date,
      amount: at.amount,
      price: at.unit_price,
      quantity: at.quantity,
      product: at.product,
      name: at.product_name,
      category: at.category,
      status: at.status,
      type: at.type,
      currency: at.currency,
      cancelled: at.cancelled,
    },
    attributes: plan.attributes.map(({ index }) => index),
    dateOrder: plan.dateOrder,
    pivot: plan.dateForm.pivot,
    customerPointZero: columns.customer_id?.dropPointZero ?? false,
    orderPointZero: columns.order_id?.dropPointZero ?? false,
    cancelMark: plan.cancelMark,
    moneyComma: money.decimal === ',',
    moneyDigits: money.isMinor === true ? minorDigits(plan.currency) : 0,
    quantityComma: columns.quantity?.decimal === ',',
    zoneOffset,
  })
}

/**
 * Shares the bytes of a file between the kernel and the tokenizer: the kernel takes whole rows until one is not for it,
 * the tokenizer that one, and so on. Which of them reads a row makes no difference to what is read.
 */
export class FastPath {
  /** Rows that the kernel took. */
  rows = 0
  private readonly kernel: OrdersKernel
  private readonly tokenizer: Tokenizer
  private readonly tally: OrderTally
  /** Bytes that the tokenizer gets at least where it is needed; more with every row that it is needed for. */
  private share = 0

  constructor(kernel: OrdersKernel, tokenizer: Tokenizer, tally: OrderTally) {
    this.kernel = kernel
    this.tokenizer = tokenizer
    this.tally = tally
  }

  /** @param letters asked before each run: what bytes beyond ASCII are may be seen in the row before */
  push(bytes: Uint8Array, letters: () => Letters): void {
    const { kernel, tokenizer } = this
    let from = 0
    while (from < bytes.length) {
      if (kernel.left === 0 && !tokenizer.isBetweenRecords) {
        const feed = tokenizer.isSkipping ? -1 : bytes.indexOf(LF, Math.min(bytes.length, from + this.share))
        const to = feed < 0 ? bytes.length : feed + 1
        tokenizer.push(bytes.subarray(from, to))
        from = to
        continue
      }
      const part = bytes.subarray(from, from + INPUT_BYTES)
      // A row without an end: it is looked at elsewhere, however long it grows.
      if (!kernel.give(part)) {
        this.flush()
        continue
      }
      from += part.length
      this.read(letters)
    }
  }

  /** Hands what the kernel has not read to the tokenizer. */
  flush(): void {
    if (this.kernel.left > 0) this.tokenizer.push(this.kernel.takeLines(Infinity))
  }

  private read(letters: () => Letters): void {
    const { kernel, tokenizer } = this
    for (;;) {
      const { isThrough, bytes, lines } = kernel.run(letters())
      tokenizer.advance(bytes, lines)
      const written = kernel.written()
      if (written !== null) {
        this.tally.add(written)
        this.rows += written.accepted + written.withoutCustomer
      }
      if (isThrough) return
      this.share = bytes > WORTH_BYTES ? this.share >> 1 : Math.min(INPUT_BYTES, this.share * 2 + 64)
      do tokenizer.push(kernel.takeLines(this.share))
      while (kernel.left > 0 && !tokenizer.isBetweenRecords)
      if (kernel.left === 0) return
    }
  }
}
