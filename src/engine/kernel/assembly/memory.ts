/** Blocks of memory whose sizes are powers of two; what a table has outgrown is used again by smaller ones. */

const LEAST_CLASS: u32 = 6
const CLASSES: u32 = 32
/** Per class the first free block, each of which holds the next. */
const FREE = memory.data(128, 8)
/** Reads of 16 bytes may go beyond the end of what is there. */
const SLACK: usize = 64

let top: usize = (__heap_base + 63) & ~63

function classOf(size: usize): u32 {
  return size <= 64 ? LEAST_CLASS : 32 - clz<u32>((size - 1) as u32)
}

/** A block of at least `size` bytes, a multiple of 64 in memory; what stands in it is anything. */
export function take(size: usize): usize {
  const wanted = classOf(size)
  for (let each = wanted; each < CLASSES; each++) {
    const list = FREE + ((each as usize) << 2)
    const found: usize = load<u32>(list)
    if (found == 0) continue
    store<u32>(list, load<u32>(found))
    // The half that is not needed stays free.
    for (let part = each; part > wanted; part--) free(found + ((1 as usize) << (part - 1)), part - 1)
    return found
  }
  const at = top
  top += (1 as usize) << wanted
  const pages = (((top + SLACK + 0xffff) >> 16) as i32) - memory.size()
  if (pages > 0 && memory.grow(pages) < 0) unreachable()
  return at
}

/** The same with nothing but zeros in it. */
export function takeEmpty(size: usize): usize {
  const at = take(size)
  memory.fill(at, 0, size)
  return at
}

/** Gives a block of `size` bytes back. */
export function give(at: usize, size: usize): void {
  free(at, classOf(size))
}

/** A block of `size` bytes that starts with the `used` bytes of an old one, which is given back. */
export function larger(old: usize, oldSize: usize, used: usize, size: usize): usize {
  const at = take(size)
  memory.copy(at, old, used)
  give(old, oldSize)
  return at
}

function free(at: usize, sizeClass: u32): void {
  const list = FREE + ((sizeClass as usize) << 2)
  store<u32>(at, load<u32>(list))
  store<u32>(list, at as u32)
}
