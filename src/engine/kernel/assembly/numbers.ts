/** The number that was read last: digits without sign and mark, at most fifteen of them. */
export let mantissa: f64 = 0
export let decimals: i32 = 0
export let negative: bool = false

const MINUS: u8 = 0x2d

/**
 * Reads the number at `at`, with a decimal mark and that of thousands. False: whatever it is, it is not for the kernel
 * to say.
 */
export function readNumber(at: usize, end: usize, decimalMark: u8, thousandsMark: u8): bool {
  let i = at
  const isNegative = load<u8>(i) == MINUS && i < end
  if (isNegative) i++
  if (i >= end || end - i > 20) return false
  const first = i
  let value: u64 = 0
  let groups = 0
  let groupStart = i
  for (;;) {
    for (; i < end; i++) {
      const digit = (load<u8>(i) as u32) - 0x30
      if (digit > 9) break
      value = value * 10 + digit
    }
    // A thousands mark has one to three digits before the first, three between, three behind the last.
    const length = i - groupStart
    if (i >= end || load<u8>(i) != thousandsMark || (groups == 0 ? length < 1 || length > 3 : length != 3)) break
    groups++
    groupStart = ++i
  }
  if (groups > 0 && i - groupStart != 3) return false
  let digits = ((i - first) as i32) - groups
  let places = 0
  if (i < end) {
    if (load<u8>(i) != decimalMark || i == first || i + 1 == end) return false
    const mark = i++
    for (; i < end; i++) {
      const digit = (load<u8>(i) as u32) - 0x30
      if (digit > 9) return false
      value = value * 10 + digit
    }
    places = (i - mark - 1) as i32
    digits += places
  }
  if (digits > 15) return false
  mantissa = value as f64
  decimals = places
  negative = isNegative
  return true
}

/** -5, (5) or 5-. */
export function hasMinus(at: usize, end: usize): bool {
  let from = at
  let to = end
  while (from < to && load<u8>(from) <= 0x20) from++
  while (from < to && load<u8>(to - 1) <= 0x20) to--
  if (from == to || (load<u8>(from) != MINUS && load<u8>(from) != 0x28 && load<u8>(to - 1) != MINUS)) return false
  for (let i = from; i < to; i++) if ((load<u8>(i) as u32) - 0x31 <= 8) return true
  return false
}
