/** Bytes of one value of a packed column; 0: all of them are its base. */
export type Width = 0 | 1 | 2 | 4 | 8

/**
 * Columns to and from the narrowest integers that hold them. Every pair of arrays has a loop of its own: one loop that
 * sees several kinds of them runs several times slower.
 */

/** Writes values[i] − base, modulo 2^32, as `width` bytes each to bytes[offset …). */
export function copyWords(
  values: Uint32Array | Uint8Array,
  base: number,
  bytes: Uint8Array,
  offset: number,
  width: Width,
  rows: number,
): void {
  if (width === 0) return
  const less = base | 0
  const at = bytes.byteOffset + offset
  if (values instanceof Uint8Array) {
    const out = new Uint8Array(bytes.buffer, at, rows)
    for (let i = 0; i < rows; i++) out[i] = values[i]! - less
  } else if (width === 1) {
    const out = new Uint8Array(bytes.buffer, at, rows)
    for (let i = 0; i < rows; i++) out[i] = ((values[i]! | 0) - less) | 0
  } else if (width === 2) {
    const out = new Uint16Array(bytes.buffer, at, rows)
    for (let i = 0; i < rows; i++) out[i] = ((values[i]! | 0) - less) | 0
  } else {
    const out = new Uint32Array(bytes.buffer, at, rows)
    if (less === 0) out.set(rows === values.length ? values : values.subarray(0, rows))
    else for (let i = 0; i < rows; i++) out[i] = ((values[i]! | 0) - less) | 0
  }
}

/** Reads them back: out[i] = value + base, modulo 2^32. */
export function readWords(
  bytes: Uint8Array,
  offset: number,
  width: Width,
  base: number,
  out: Uint32Array | Uint8Array,
  rows: number,
): void {
  const more = base | 0
  if (width === 0) {
    out.fill(more >>> 0, 0, rows)
    return
  }
  const { buffer, at } = aligned(bytes, offset, width * rows)
  if (out instanceof Uint8Array) {
    const values = new Uint8Array(buffer, at, rows)
    for (let i = 0; i < rows; i++) out[i] = values[i]! + more
  } else if (width === 1) {
    const values = new Uint8Array(buffer, at, rows)
    for (let i = 0; i < rows; i++) out[i] = (values[i]! + more) | 0
  } else if (width === 2) {
    const values = new Uint16Array(buffer, at, rows)
    for (let i = 0; i < rows; i++) out[i] = (values[i]! + more) | 0
  } else {
    const values = new Uint32Array(buffer, at, rows)
    if (more === 0) out.set(values)
    else for (let i = 0; i < rows; i++) out[i] = ((values[i]! | 0) + more) | 0
  }
}

/** The same for doubles that are integers; eight bytes are the double itself, base 0. */
export function copyDoubles(
  values: Float64Array,
  base: number,
  bytes: Uint8Array,
  offset: number,
  width: Width,
  rows: number,
): void {
  const at = bytes.byteOffset + offset
  if (width === 1) {
    const out = new Uint8Array(bytes.buffer, at, rows)
    for (let i = 0; i < rows; i++) out[i] = values[i]! - base
  } else if (width === 2) {
    const out = new Uint16Array(bytes.buffer, at, rows)
    for (let i = 0; i < rows; i++) out[i] = values[i]! - base
  } else if (width === 4) {
    const out = new Uint32Array(bytes.buffer, at, rows)
    for (let i = 0; i < rows; i++) out[i] = values[i]! - base
  } else if (width === 8) new Float64Array(bytes.buffer, at, rows).set(values.subarray(0, rows))
}

export function readDoubles(
  bytes: Uint8Array,
  offset: number,
  width: Width,
  base: number,
  out: Float64Array,
  rows: number,
): void {
  if (width === 0) {
    out.fill(base, 0, rows)
    return
  }
  const { buffer, at } = aligned(bytes, offset, width * rows)
  if (width === 1) {
    const values = new Uint8Array(buffer, at, rows)
    for (let i = 0; i < rows; i++) out[i] = values[i]! + base
  } else if (width === 2) {
    const values = new Uint16Array(buffer, at, rows)
    for (let i = 0; i < rows; i++) out[i] = values[i]! + base
  } else if (width === 4) {
    const values = new Uint32Array(buffer, at, rows)
    for (let i = 0; i < rows; i++) out[i] = values[i]! + base
  } else out.set(new Float64Array(buffer, at, rows))
}

/** Where the bytes can be seen as numbers; copied where they do not stand on a multiple of eight. */
function aligned(bytes: Uint8Array, offset: number, length: number): { buffer: ArrayBufferLike; at: number } {
  const at = bytes.byteOffset + offset
  if (at % 8 === 0) return { buffer: bytes.buffer, at }
  return { buffer: bytes.slice(offset, offset + length).buffer, at: 0 }
}
