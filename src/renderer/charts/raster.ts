import type { Points } from './points.ts'

/** From data units to pixels: `px = (x − centreX) · scale + width / 2`, `py = height / 2 − (y − centreY) · scale`. */
export interface View {
  readonly centreX: number
  readonly centreY: number
  /** Pixels for one data unit, the same on both axes. */
  readonly scale: number
}

export type Rgb = readonly [number, number, number]

/** Opacity of a disc of the given radius in pixels, edge softened over one pixel. Side = 2 · reach + 1. */
export function discMask(radius: number): { readonly reach: number; readonly coverage: Float32Array } {
  const reach = Math.ceil(radius)
  const side = 2 * reach + 1
  const coverage = new Float32Array(side * side)
  for (let y = -reach; y <= reach; y++) {
    for (let x = -reach; x <= reach; x++) {
      coverage[(y + reach) * side + x + reach] = Math.max(0, Math.min(1, radius + 0.5 - Math.hypot(x, y)))
    }
  }
  return { reach, coverage }
}

export interface RasterStyle {
  readonly background: Rgb
  /** Colour by cluster id. */
  readonly colours: readonly Rgb[]
  /** Disc radius in pixels. */
  readonly radius: number
  readonly alpha: number
  /** This cluster is drawn last and full, the others faintly; null: all alike. */
  readonly selected: number | null
}

/**
 * Draws the points into an opaque RGBA buffer, straight: 50,000 discs take a few milliseconds, which the 2D context's own
 * arcs or an SVG do not reach, and it needs no graphics card.
 */
export function raster(
  pixels: Uint8ClampedArray,
  width: number,
  height: number,
  points: Points,
  view: View,
  style: RasterStyle,
): void {
  const words = new Uint32Array(pixels.buffer, pixels.byteOffset, width * height)
  const [red, green, blue] = style.background
  words.fill(((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0)
  const { selected } = style
  const full = stampOf(style.radius, style.alpha, width)
  if (selected === null) {
    splat(words, width, height, points, view, style.colours, full, () => true)
    return
  }
  const faint = stampOf(style.radius, style.alpha * 0.16, width)
  splat(words, width, height, points, view, style.colours, faint, (id) => id !== selected)
  splat(words, width, height, points, view, style.colours, full, (id) => id === selected)
}

/** A disc as steps from its middle pixel, and how much each pixel takes of the colour, 0–256. */
interface Stamp {
  readonly reach: number
  readonly steps: Int32Array
  readonly weights: Uint16Array
}

function stampOf(radius: number, alpha: number, width: number): Stamp {
  const { reach, coverage } = discMask(radius)
  const side = 2 * reach + 1
  const covered = [...coverage.keys()].filter((at) => Math.round((coverage[at] ?? 0) * alpha * 256) > 0)
  return {
    reach,
    steps: Int32Array.from(covered, (at) => (Math.floor(at / side) - reach) * width + (at % side) - reach),
    weights: Uint16Array.from(covered, (at) => Math.round((coverage[at] ?? 0) * alpha * 256)),
  }
}

/** Red and blue of a pixel are mixed in one multiplication, green in another: three times as fast as byte by byte. */
function splat(
  words: Uint32Array,
  width: number,
  height: number,
  points: Points,
  view: View,
  colours: readonly Rgb[],
  { reach, steps, weights }: Stamp,
  wanted: (cluster: number) => boolean,
): void {
  const offsetX = width / 2 - view.centreX * view.scale
  const offsetY = height / 2 + view.centreY * view.scale
  const draws = Uint8Array.from({ length: 256 }, (_, id) => (wanted(id) ? 1 : 0))
  const size = steps.length
  const redBlue = new Float64Array(256 * size)
  const green = new Float64Array(256 * size)
  for (let id = 0; id < 256; id++) {
    const [r, g, b] = colours[id % Math.max(1, colours.length)] ?? [0, 0, 0]
    for (let step = 0; step < size; step++) {
      redBlue[id * size + step] = ((b << 16) | r) * (weights[step] ?? 0)
      green[id * size + step] = (g << 8) * (weights[step] ?? 0)
    }
  }
  const { x, y, cluster } = points
  for (let i = 0; i < x.length; i++) {
    const id = cluster[i] ?? 0
    if (draws[id] === 0) continue
    const px = Math.round((x[i] ?? 0) * view.scale + offsetX)
    const py = Math.round(offsetY - (y[i] ?? 0) * view.scale)
    if (px < reach || py < reach || px >= width - reach || py >= height - reach) continue
    const middle = py * width + px
    const from = id * size
    for (let step = 0; step < size; step++) {
      const at = middle + (steps[step] ?? 0)
      const rest = 256 - (weights[step] ?? 0)
      const below = words[at] ?? 0
      words[at] =
        0xff000000 |
        ((((redBlue[from + step] ?? 0) + (below & 0xff00ff) * rest) >>> 8) & 0xff00ff) |
        ((((green[from + step] ?? 0) + (below & 0xff00) * rest) >>> 8) & 0xff00)
    }
  }
}

/** The map as SVG: one path a cluster, each point a dot of a rounded line (50,000 points: about 600 kB). */
export function pointsAsSvg(
  width: number,
  height: number,
  points: Points,
  view: View,
  colours: readonly string[],
  style: { readonly background: string; readonly radius: number; readonly alpha: number },
): string {
  const paths = new Map<number, string[]>()
  for (let i = 0; i < points.x.length; i++) {
    const px = ((points.x[i] ?? 0) - view.centreX) * view.scale + width / 2
    const py = height / 2 - ((points.y[i] ?? 0) - view.centreY) * view.scale
    if (px < 0 || py < 0 || px > width || py > height) continue
    const id = points.cluster[i] ?? 0
    let path = paths.get(id)
    if (path === undefined) paths.set(id, (path = []))
    path.push(`M${px.toFixed(1)} ${py.toFixed(1)}h0`)
  }
  const drawn = [...paths].map(
    ([id, path]) =>
      `<path d="${path.join('')}" stroke="${colours[id % Math.max(1, colours.length)] ?? 'currentColor'}" stroke-width="${style.radius * 2}" stroke-opacity="${style.alpha}" stroke-linecap="round" fill="none"/>`,
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><rect width="100%" height="100%" fill="${style.background}"/>${drawn.join('')}</svg>`
}
