/** 64-bit hash of an order id, as two words: bit for bit what `OrderHash` gives. */
export let orderLow: u32 = 0
export let orderHigh: u32 = 0

/** Hash of the bytes at `at`, continued by a moment (second −1: the id stands for itself). */
export function hashOrder(at: usize, length: u32, day: i32, second: i32): void {
  let a: u32 = 0x3c6ef372 ^ length
  let b: u32 = 0x1b873593 + length
  const end = at + length
  let i = at
  for (; i + 4 <= end; i += 4) {
    const word = load<u32>(i)
    a = (a ^ word) * 0x9e3779b1
    a ^= a >> 15
    b = (b ^ word) * 0x85ebca77
    b ^= b >> 13
  }
  for (; i < end; i++) {
    const byte: u32 = load<u8>(i)
    a = (a ^ byte) * 0x01000193
    b = (b ^ byte) * 0x27d4eb2f
    b ^= b >> 11
  }
  if (second >= 0) {
    a = (a ^ (day as u32)) * 0x9e3779b1
    a = (a ^ (a >> 15) ^ (second as u32)) * 0x9e3779b1
    b = (b ^ (day as u32)) * 0x85ebca77
    b = (b ^ (b >> 13) ^ ((second + 1) as u32)) * 0x85ebca77
  }
  orderLow = finish(a)
  orderHigh = finish(b ^ (a * 0x2c1b3c6d))
}

function finish(value: u32): u32 {
  let h = value
  h = (h ^ (h >> 16)) * 0x85ebca6b
  h = (h ^ (h >> 13)) * 0xc2b2ae35
  return h ^ (h >> 16)
}
