import { Chunk } from './chunk'
import { room } from './out'

/** The order ids of a chunk, byte for byte what `encodeOrderIds` (columns/order-ids.ts) makes of the same runs. */

const COUNTED: u32 = 1
const FRONT_CODED: u32 = 2
const MOST_DIGITS: u32 = 15

let out: usize = 0

/** Writes the ids; returns where, and `idBytes` how many bytes. */
export function encodeIds(chunk: Chunk): usize {
  const all = load<u32>(chunk.idOffsets + ((chunk.runs as usize) << 2)) as usize
  const start = room(all + (chunk.runs as usize) * 20 + 1100)
  if (!counted(chunk, start)) frontCoded(chunk, start)
  idBytes = out - start
  return start
}

export let idBytes: usize = 0

/** A varint: 7 bits a byte, lowest first. */
function number(value: u64): void {
  let rest = value
  for (; rest >= 128; rest >>= 7) store<u8>(out++, ((rest & 127) | 128) as u8)
  store<u8>(out++, rest as u8)
}

function digit(at: usize): u32 {
  return (load<u8>(at) as u32) - 0x30
}

/** All ids are one prefix and a number: differences from the number before. False where they are not. */
function counted(chunk: Chunk, start: usize): bool {
  const runs = chunk.runs
  if (runs == 0) return false
  const bytes = chunk.idBytes
  const first: u32 = load<u32>(chunk.idOffsets, 4)
  let length = first
  while (length > 0 && first - length < MOST_DIGITS && digit(bytes + length - 1) <= 9) length--
  const firstWidth = first - length
  let isPadded = false
  let isEven = true
  out = start
  store<u8>(out++, COUNTED as u8)
  number(length)
  memory.copy(out, bytes, length)
  out += length
  const width = out++
  number(runs)
  let before: u64 = 0
  let from: usize = 0
  for (let i: usize = 0; i < runs; i++) {
    const to: usize = load<u32>(chunk.idOffsets + (i << 2), 4)
    const digits = ((to - from) as u32) - length
    // Fewer bytes than the prefix give a very large number here.
    if (digits - 1 >= MOST_DIGITS) return false
    for (let k: usize = 0; k < length; k++) if (load<u8>(bytes + from + k) != load<u8>(bytes + k)) return false
    let value: u64 = 0
    for (let k = from + length; k < to; k++) {
      const next = digit(bytes + k)
      if (next > 9) return false
      value = value * 10 + next
    }
    if (digits != firstWidth) isEven = false
    if (digits > 1 && digit(bytes + from + length) == 0) isPadded = true
    const step = (value as i64) - (before as i64)
    const lines = load<u32>(chunk.runRows + (i << 2))
    before = value
    from = to
    if (step == 1 && lines < 128) store<u8>(out++, lines as u8)
    else if (lines == 1 && step >= -64 && step < 64) store<u8>(out++, (192 + step) as u8)
    else {
      store<u8>(out++, 0)
      number((step < 0 ? -2 * step - 1 : 2 * step) as u64)
      number(lines)
    }
  }
  if (isPadded && !isEven) return false
  store<u8>(width, (isPadded ? firstWidth : 0) as u8)
  return true
}

/** Each id as the length of what it shares with the one before, and the rest. */
function frontCoded(chunk: Chunk, start: usize): void {
  const runs = chunk.runs
  out = start
  store<u8>(out++, FRONT_CODED as u8)
  number(runs)
  for (let i: u32 = 0; i < runs; i++) number(load<u32>(chunk.runRows + ((i as usize) << 2)))
  for (let i: u32 = 0; i < runs; i++) number(shared(chunk, i))
  for (let i: u32 = 0; i < runs; i++) number(lengthOf(chunk, i) - shared(chunk, i))
  for (let i: u32 = 0; i < runs; i++) {
    const rest = lengthOf(chunk, i) - shared(chunk, i)
    memory.copy(out, chunk.idBytes + load<u32>(chunk.idOffsets + ((i as usize) << 2), 4) - rest, rest)
    out += rest
  }
}

function lengthOf(chunk: Chunk, i: u32): u32 {
  const offset = chunk.idOffsets + ((i as usize) << 2)
  return load<u32>(offset, 4) - load<u32>(offset)
}

function shared(chunk: Chunk, i: u32): u32 {
  if (i == 0) return 0
  const from = chunk.idBytes + load<u32>(chunk.idOffsets + ((i as usize) << 2))
  const before = chunk.idBytes + load<u32>(chunk.idOffsets + (((i - 1) as usize) << 2))
  const most = min(lengthOf(chunk, i), (from - before) as u32)
  let k: u32 = 0
  while (k < most && load<u8>(before + k) == load<u8>(from + k)) k++
  return k
}
