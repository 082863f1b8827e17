/** Decoded customer map: parallel arrays of equal length. */
export interface Points {
  readonly x: Float32Array
  readonly y: Float32Array
  readonly cluster: Uint8Array
  /** Customer index, as in the customer table. */
  readonly index: Uint32Array
}

/** Decodes the three base64 columns of `customers.points` (little-endian Float32 pairs, Uint8, Uint32). */
export function decodePoints(source: { xy: string; cluster: string; index: string }): Points {
  const xy = new DataView(bytesOf(source.xy).buffer)
  const cluster = bytesOf(source.cluster)
  const index = new DataView(bytesOf(source.index).buffer)
  const count = cluster.length
  const points = {
    x: new Float32Array(count),
    y: new Float32Array(count),
    cluster,
    index: new Uint32Array(count),
  }
  for (let i = 0; i < count; i++) {
    points.x[i] = xy.getFloat32(i * 8, true)
    points.y[i] = xy.getFloat32(i * 8 + 4, true)
    points.index[i] = index.getUint32(i * 4, true)
  }
  return points
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64)
  const bytes = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i)
  return bytes
}

export interface Extent {
  readonly minX: number
  readonly maxX: number
  readonly minY: number
  readonly maxY: number
}

/** Bounding box; one point or none gives a box of side 1 around it, so that a scale always exists. */
export function extentOf(points: Points): Extent {
  let [minX, maxX, minY, maxY] = [Infinity, -Infinity, Infinity, -Infinity]
  for (let i = 0; i < points.x.length; i++) {
    const x = points.x[i] ?? 0
    const y = points.y[i] ?? 0
    if (x < minX) minX = x
    if (x > maxX) maxX = x
    if (y < minY) minY = y
    if (y > maxY) maxY = y
  }
  if (minX > maxX) return { minX: -0.5, maxX: 0.5, minY: -0.5, maxY: 0.5 }
  if (minX === maxX) [minX, maxX] = [minX - 0.5, maxX + 0.5]
  if (minY === maxY) [minY, maxY] = [minY - 0.5, maxY + 0.5]
  return { minX, maxX, minY, maxY }
}

/** Points in square buckets: the nearest one to a place is found without looking at all of them. */
export interface PointGrid {
  readonly size: number
  readonly columns: number
  readonly rows: number
  /** Where each bucket starts in `order`; one longer than there are buckets. */
  readonly starts: Uint32Array
  readonly order: Uint32Array
  readonly extent: Extent
}

export function gridOf(points: Points, extent: Extent, bucketsAcross = 128): PointGrid {
  const width = extent.maxX - extent.minX
  const height = extent.maxY - extent.minY
  const size = Math.max(width, height) / bucketsAcross
  const columns = Math.floor(width / size) + 1
  const rows = Math.floor(height / size) + 1
  const starts = new Uint32Array(columns * rows + 1)
  const bucket = new Uint32Array(points.x.length)
  for (let i = 0; i < points.x.length; i++) {
    const column = Math.floor(((points.x[i] ?? 0) - extent.minX) / size)
    const row = Math.floor(((points.y[i] ?? 0) - extent.minY) / size)
    const at = Math.min(rows - 1, row) * columns + Math.min(columns - 1, column)
    bucket[i] = at
    starts[at + 1] = (starts[at + 1] ?? 0) + 1
  }
  for (let b = 1; b < starts.length; b++) starts[b] = (starts[b] ?? 0) + (starts[b - 1] ?? 0)
  const next = starts.slice()
  const order = new Uint32Array(points.x.length)
  for (let i = 0; i < bucket.length; i++) {
    const at = bucket[i] ?? 0
    const place = next[at] ?? 0
    order[place] = i
    next[at] = place + 1
  }
  return { size, columns, rows, starts, order, extent }
}

/** Position in `points` of the point nearest to (x, y) within `radius` (same units), or −1. */
export function nearest(points: Points, grid: PointGrid, x: number, y: number, radius: number): number {
  const clamp = (value: number, top: number) => Math.max(0, Math.min(top, Math.floor(value)))
  const fromColumn = clamp((x - radius - grid.extent.minX) / grid.size, grid.columns - 1)
  const toColumn = clamp((x + radius - grid.extent.minX) / grid.size, grid.columns - 1)
  const fromRow = clamp((y - radius - grid.extent.minY) / grid.size, grid.rows - 1)
  const toRow = clamp((y + radius - grid.extent.minY) / grid.size, grid.rows - 1)
  let best = -1
  let bestDistance = radius * radius
  for (let row = fromRow; row <= toRow; row++) {
    const from = grid.starts[row * grid.columns + fromColumn] ?? 0
    const to = grid.starts[row * grid.columns + toColumn + 1] ?? 0
    for (let at = from; at < to; at++) {
      const i = grid.order[at] ?? 0
      const dx = (points.x[i] ?? 0) - x
      const dy = (points.y[i] ?? 0) - y
      const distance = dx * dx + dy * dy
      if (distance <= bestDistance) {
        bestDistance = distance
        best = i
      }
    }
  }
  return best
}
