/**
 * Counts the rows of one bucket of customers: the same as `Tally` in rfm/tally.ts, which says what each figure means and
 * takes what this does not (rows whose day or amount needs more than its words). Rows are as rfm/row-buckets.ts lays them.
 */

const CUSTOMERS: u32 = 512
const ROW: usize = 20
const MONTHS: u32 = 128
const TWELVE: u32 = 12
const NO_ITEM: u32 = 0xffffffff
const NO_DAY: i32 = -0x80000000
const PURCHASE: u32 = 0
const RETURN: u32 = 1
const WON_BACK: u64 = 63

// Per customer of the bucket, in the order that kernel-tally.ts reads them.
const ROWS = memory.data(512 * 4, 8)
const PURCHASES = memory.data(512 * 4, 8)
const RETURNS = memory.data(512 * 4, 8)
const ORDERS = memory.data(512 * 4, 8)
const FIRST = memory.data(512 * 4, 8)
const LAST = memory.data(512 * 4, 8)
const NET = memory.data(512 * 8, 8)
const GROSS = memory.data(512 * 8, 8)
const MONTHLY = memory.data(512 * 12 * 4, 8)
const BOUGHT = memory.data(512 * 4 * 4, 8)
const ENTRIES = memory.data(512 * 4, 8)

// Of all buckets together, by months before as-of.
const ORDERS_BY_MONTH = memory.data(128 * 4, 8)
/** States × months. */
const PEOPLE = memory.data(128 * 3 * 4, 8)
const REVENUE = memory.data(128 * 3 * 8, 8)

const STARTS = memory.data(513 * 4, 8)
const MONTH_NET = memory.data(128 * 8, 8)

let reach: i32 = -1
let asOf: i32 = 0
let unit: f64 = 1
let items: u32 = 0
let monthOf: usize = 0
let monthDays: u32 = 0
let itemRows: usize = 0
let capacity: u32 = 0
/** Rows as they come, and by customer. */
let rows: usize = 0
let sorted: usize = 0
/** Entries of the bucket: items and their rows. */
let entryItems: usize = 0
let entryRows: usize = 0
/** Orders that were seen of a customer: hash and the customer's stamp, 16 bytes each. */
let seen: usize = 0
let stamp: u32 = 0
let top: usize = 0

function take(bytes: usize): usize {
  const at = top
  top = (top + bytes + 63) & ~63
  const pages = (((top + 0xffff) >> 16) as i32) - memory.size()
  if (pages > 0 && memory.grow(pages) < 0) unreachable()
  return at
}

/** Once: what holds for all buckets. The days of `months` are laid at `monthTable` by the caller. */
export function start(day: i32, money: f64, itemCount: u32, days: u32): void {
  asOf = day
  unit = money
  items = itemCount
  monthDays = days
  top = (__heap_base + 63) & ~63
  monthOf = take(days)
  itemRows = take((itemCount as usize) << 2)
  memory.fill(itemRows, 0, (itemCount as usize) << 2)
}

export function monthTable(): usize {
  return monthOf
}

/** Makes room for a bucket of that many rows. @returns where they are to be laid */
export function room(count: u32): usize {
  if (count <= capacity) return rows
  capacity = count + (count >> 2) + 64
  let places: u32 = 64
  while (places < capacity * 2) places *= 2
  rows = take((capacity as usize) * ROW)
  sorted = take((capacity as usize) * ROW)
  entryItems = take(capacity << 2)
  entryRows = take(capacity << 2)
  seen = take((places as usize) << 4)
  memory.fill(seen, 0, (places as usize) << 4)
  return rows
}

export function itemsAt(): usize {
  return entryItems
}

export function itemRowsAt(): usize {
  return entryRows
}

export function reached(): i32 {
  return reach
}

export function figuresAt(): usize {
  return ROWS
}

export function monthsAt(): usize {
  return ORDERS_BY_MONTH
}

/** @returns how many entries of items there are */
export function countBucket(count: u32, customers: u32): u32 {
  sort(count)
  let entries: u32 = 0
  for (let customer: u32 = 0; customer < customers; customer++) {
    const from = load<u32>(STARTS + ((customer as usize) << 2))
    const to = load<u32>(STARTS + ((customer as usize) << 2), 4)
    const before = entries
    entries = countCustomer(customer, from, to, entries)
    store<u32>(ENTRIES + ((customer as usize) << 2), entries - before)
  }
  return entries
}

/** By customer, those of one in the order of the file. */
function sort(count: u32): void {
  memory.fill(STARTS, 0, 513 * 4)
  const end = rows + (count as usize) * ROW
  for (let at = rows; at < end; at += ROW) {
    const place = STARTS + (((load<u32>(at) & (CUSTOMERS - 1)) as usize) << 2)
    store<u32>(place, load<u32>(place, 4) + 1, 4)
  }
  let next: u32 = 0
  for (let customer: usize = 1; customer <= (CUSTOMERS as usize); customer++) {
    const place = STARTS + (customer << 2)
    const own = load<u32>(place)
    store<u32>(place, next)
    next += own
  }
  for (let at = rows; at < end; at += ROW) {
    const head = load<u32>(at)
    const place = STARTS + (((head & (CUSTOMERS - 1)) as usize) << 2)
    const row = load<u32>(place, 4)
    store<u32>(place, row + 1, 4)
    const to = sorted + (row as usize) * ROW
    store<u32>(to, head)
    store<u64>(to, load<u64>(at, 4), 4)
    store<u64>(to, load<u64>(at, 12), 12)
  }
}

function countCustomer(customer: u32, from: u32, to: u32, entry: u32): u32 {
  const word = (customer as usize) << 2
  let net: i64 = 0
  let gross: i64 = 0
  let purchases: u32 = 0
  let returns: u32 = 0
  let orders: u32 = 0
  let first: i32 = NO_DAY
  let last: i32 = NO_DAY
  let lastOrder: u64 = 0
  // Months with a purchase, 64 a word; the earliest with any entry.
  let bought0: u64 = 0
  let bought1: u64 = 0
  let own: i32 = -1
  let amounts = reach
  let entries = entry
  let mask: u32 = 63
  while (mask + 1 < (to - from) * 2) mask = (mask << 1) | 1
  stamp++
  const end = sorted + (to as usize) * ROW
  for (let at = sorted + (from as usize) * ROW; at < end; at += ROW) {
    const head = load<u32>(at)
    const kind = (head >> 9) & 3
    const ago = head >> 12
    const amount = load<i32>(at, 16) as i64
    const month: i32 = ago < monthDays ? load<u8>(monthOf + (ago as usize)) : (MONTHS as i32)
    const isNear = month < (MONTHS as i32)
    if (amount != 0) {
      net += amount
      if (isNear) {
        const place = MONTH_NET + ((month as usize) << 3)
        store<i64>(place, load<i64>(place) + amount)
        own = max(own, month)
        amounts = max(amounts, month)
      }
    }
    if (kind == RETURN) returns++
    else if (kind == PURCHASE) {
      gross += amount
      const day = asOf - (ago as i32)
      last = max(last, day)
      if (day < first || first == NO_DAY) first = day
      if (isNear) {
        if (month < 64) bought0 |= (1 as u64) << (month as u64)
        else bought1 |= (1 as u64) << ((month - 64) as u64)
        own = max(own, month)
      }
      const item = load<u32>(at, 12)
      if (item != NO_ITEM) {
        const place = itemRows + ((item as usize) << 2)
        const known = load<u32>(place)
        store<u32>(place, known + 1)
        if (known == 0) store<u32>(entryItems + ((entries++ as usize) << 2), item)
      }
      const order = load<u64>(at, 4)
      // Lines of one order mostly follow each other.
      if (purchases++ == 0 || order != lastOrder) {
        lastOrder = order
        if (isNew(order, mask)) {
          orders++
          if (isNear) {
            const place = ORDERS_BY_MONTH + ((month as usize) << 2)
            store<u32>(place, load<u32>(place) + 1)
          }
        }
      }
    }
  }
  reach = amounts
  endItems(entry, entries)
  store<u32>(ROWS + word, to - from)
  store<u32>(PURCHASES + word, purchases)
  store<u32>(RETURNS + word, returns)
  store<u32>(ORDERS + word, orders)
  store<i32>(FIRST + word, first)
  store<i32>(LAST + word, last)
  store<f64>(NET + (word << 1), net as f64)
  store<f64>(GROSS + (word << 1), gross as f64)
  store<u64>(BOUGHT + (word << 2), bought0)
  store<u64>(BOUGHT + (word << 2), bought1, 8)
  endMonths(MONTHLY + (customer as usize) * (TWELVE << 2), own, first, bought0, bought1)
  return entries
}

/** Whether the customer's order was not seen before. */
function isNew(order: u64, mask: u32): bool {
  let slot = (((order * 0x9e3779b97f4a7c15) >> 32) as u32) & mask
  let at = seen + ((slot as usize) << 4)
  while (load<u32>(at, 8) == stamp) {
    if (load<u64>(at) == order) return false
    slot = (slot + 1) & mask
    at = seen + ((slot as usize) << 4)
  }
  store<u64>(at, order)
  store<u32>(at, stamp, 8)
  return true
}

/** The customer's entries: items in ascending order, with their rows. */
function endItems(from: u32, to: u32): void {
  const count = to - from
  const base = entryItems + ((from as usize) << 2)
  let gap: u32 = 1
  while (gap * 3 + 1 < count) gap = gap * 3 + 1
  for (; gap > 0; gap /= 3) {
    for (let i = gap; i < count; i++) {
      const item = load<u32>(base + ((i as usize) << 2))
      let k = i
      while (k >= gap) {
        const before = load<u32>(base + (((k - gap) as usize) << 2))
        if (before <= item) break
        store<u32>(base + ((k as usize) << 2), before)
        k -= gap
      }
      store<u32>(base + ((k as usize) << 2), item)
    }
  }
  for (let i = from; i < to; i++) {
    const place = itemRows + ((load<u32>(entryItems + ((i as usize) << 2)) as usize) << 2)
    store<u32>(entryRows + ((i as usize) << 2), load<u32>(place))
    store<u32>(place, 0)
  }
}

/** Adds the customer's months to those of everybody, and empties them for the next one. */
function endMonths(monthly: usize, own: i32, first: i32, bought0: u64, bought1: u64): void {
  memory.fill(monthly, 0, TWELVE << 2)
  if (own < 0) return
  let firstAgo: i32 = -1
  if (first != NO_DAY) {
    const ago = (asOf - first) as u32
    firstAgo = ago < monthDays ? load<u8>(monthOf + (ago as usize)) : (MONTHS as i32)
  }
  for (let month: i32 = 0; month <= own; month++) {
    const net = MONTH_NET + ((month as usize) << 3)
    const amount = load<i64>(net)
    const isBuyer = ((month < 64 ? bought0 >> (month as u64) : bought1 >> ((month - 64) as u64)) & 1) == 1
    if (amount == 0 && !isBuyer) continue
    store<i64>(net, 0)
    if (month < (TWELVE as i32)) store<f32>(monthly + ((11 - month) << 2), ((amount as f64) / unit) as f32)
    // 0 first month, 1 returning (also: no purchase), 2 won back after six months of silence.
    let state: i32 = 1
    if (firstAgo >= 0 && month >= firstAgo) state = 0
    else if (firstAgo >= 0 && isBuyer && (monthsBefore(month + 1, bought0, bought1) & WON_BACK) == 0) state = 2
    const at = ((month * 3 + state) as usize) << 2
    store<i64>(REVENUE + (at << 1), load<i64>(REVENUE + (at << 1)) + amount)
    if (isBuyer) store<u32>(PEOPLE + at, load<u32>(PEOPLE + at) + 1)
  }
}

/** The bits from a month on. */
function monthsBefore(month: i32, bought0: u64, bought1: u64): u64 {
  if (month >= 128) return 0
  if (month >= 64) return bought1 >> ((month - 64) as u64)
  return month == 0 ? bought0 : (bought0 >> (month as u64)) | (bought1 << ((64 - month) as u64))
}
