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
  const mask = discMask(style.radius)
  const full = quantised(mask.coverage, style.alpha)
  if (style.selected === null) {
    splat(pixels, width, height, points, view, style.colours, mask.reach, full, () => true)
    return
  }
  const { selected } = style
  const faint = quantised(mask.coverage, style.alpha * 0.16)
  splat(pixels, width, height, points, view, style.colours, mask.reach, faint, (id) => id !== selected)
  splat(pixels, width, height, points, view, style.colours, mask.reach, full, (id) => id === selected)
}

function quantised(coverage: Float32Array, alpha: number): Uint16Array {
  return Uint16Array.from(coverage, (value) => Math.round(value * alpha * 256))
}

function splat(
  pixels: Uint8ClampedArray,
  width: number,
  height: number,
  points: Points,
  view: View,
  colours: readonly Rgb[],
  reach: number,
  weights: Uint16Array,
  wanted: (cluster: number) => boolean,
): void {
  const side = 2 * reach + 1
  const offsetX = width / 2 - view.centreX * view.scale
  const offsetY = height / 2 + view.centreY * view.scale
  const draws = Uint8Array.from({ length: 256 }, (_, id) => (wanted(id) ? 1 : 0))
  const palette = new Uint8Array(256 * 3)
  for (let id = 0; id < 256; id++) palette.set(colours[id % Math.max(1, colours.length)] ?? [0, 0, 0], id * 3)
  for (let i = 0; i < points.x.length; i++) {
    const id = points.cluster[i] ?? 0
    if (draws[id] === 0) continue
    const px = Math.round((points.x[i] ?? 0) * view.scale + offsetX)
    const py = Math.round(offsetY - (points.y[i] ?? 0) * view.scale)
    if (px < reach || py < reach || px >= width - reach || py >= height - reach) continue
    const red = palette[id * 3] ?? 0
    const green = palette[id * 3 + 1] ?? 0
    const blue = palette[id * 3 + 2] ?? 0
    let weightAt = 0
    for (let row = 0; row < side; row++) {
      let at = ((py - reach + row) * width + px - reach) * 4
      for (let column = 0; column < side; column++, at += 4) {
        const weight = weights[weightAt++] ?? 0
        if (weight === 0) continue
        const r = pixels[at] ?? 0
        const g = pixels[at + 1] ?? 0
        const b = pixels[at + 2] ?? 0
        pixels[at] = r + (((red - r) * weight) >> 8)
        pixels[at + 1] = g + (((green - g) * weight) >> 8)
        pixels[at + 2] = b + (((blue - b) * weight) >> 8)
      }
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
