/** Records of an XLS workbook, by [MS-XLS] 2.3. */
const START = 0x809
const SHARED_STRINGS = 0xfc
const CONTINUED = 0x3c
const SEVERAL_NUMBERS = 0xbd
/** One cell each: a formula, a shared text, a number, a text, a truth value, a short number. */
const ONE_CELL: ReadonlySet<number> = new Set([0x06, 0xfd, 0x203, 0x204, 0x205, 0x27e])

/** Cells up to the last one of each row, most of them empty, that a library may be made to lay out. */
const MOST_PADDED = 4_000_000
const PADDED_PER_CELL = 50

/**
 * Whether the stream of an XLS workbook says that it holds far more than its bytes can: texts without end, or cells so
 * far off that the empty ones before them fill the memory. A damaged stream says nothing.
 */
export function isOverstated(stream: Uint8Array): boolean {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength)
  const widths = new Uint16Array(65_536)
  let padded = 0
  let cells = 0
  for (let at = 0; at + 4 <= stream.length;) {
    const type = view.getUint16(at, true)
    const length = view.getUint16(at + 2, true)
    const body = at + 4
    at = body + length
    if (at > stream.length) break
    if (type === START) widths.fill(0)
    else if (type === SHARED_STRINGS) {
      // Nobody spreads the eight bytes of its two counts over records but to hide them.
      if (length < 8 && at + 4 <= stream.length && view.getUint16(at, true) === CONTINUED) return true
      // Each text has three bytes at least.
      if (length >= 8 && view.getUint32(body + 4, true) > stream.length / 3) return true
    } else if ((type === SEVERAL_NUMBERS || ONE_CELL.has(type)) && length >= 4) {
      const row = view.getUint16(body, true)
      const width = view.getUint16(type === SEVERAL_NUMBERS ? at - 2 : body + 2, true) + 1
      cells += type === SEVERAL_NUMBERS ? Math.max(1, width - view.getUint16(body + 2, true)) : 1
      if (width <= widths[row]!) continue
      padded += width - widths[row]!
      widths[row] = width
    }
  }
  return padded > MOST_PADDED && padded > cells * PADDED_PER_CELL
}
