import { give, take } from './memory'

/** Where a chunk's bytes are made, before they are copied out. */
let at: usize = 0
let size: usize = 0

/** At least so many bytes; what stood there before is gone. */
export function room(bytes: usize): usize {
  if (bytes > size) {
    if (size > 0) give(at, size)
    size = bytes
    at = take(bytes)
  }
  return at
}
