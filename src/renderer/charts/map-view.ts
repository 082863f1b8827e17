import type { Extent, Points } from './points.ts'
import type { View } from './raster.ts'

export interface Size {
  readonly width: number
  readonly height: number
}

const margin = 24

/** The view that shows everyone. */
export function homeView(extent: Extent, size: Size): View {
  return {
    centreX: (extent.minX + extent.maxX) / 2,
    centreY: (extent.minY + extent.maxY) / 2,
    scale: Math.min(
      Math.max(1, size.width - 2 * margin) / (extent.maxX - extent.minX),
      Math.max(1, size.height - 2 * margin) / (extent.maxY - extent.minY),
    ),
  }
}

/** Zooms by a factor around a place on screen, from half to two hundred times the home view. */
export function zoomed(view: View, home: View, size: Size, factor: number, x: number, y: number): View {
  const scale = Math.max(home.scale * 0.5, Math.min(home.scale * 200, view.scale * factor))
  const place = toData(view, size, x, y)
  return {
    centreX: place.x - (x - size.width / 2) / scale,
    centreY: place.y - (size.height / 2 - y) / scale,
    scale,
  }
}

/** Moves the picture by that many pixels. */
export function panned(view: View, dx: number, dy: number): View {
  return { ...view, centreX: view.centreX - dx / view.scale, centreY: view.centreY + dy / view.scale }
}

export interface Place {
  readonly x: number
  readonly y: number
}

export function toScreen(view: View, size: Size, x: number, y: number): Place {
  return {
    x: (x - view.centreX) * view.scale + size.width / 2,
    y: size.height / 2 - (y - view.centreY) * view.scale,
  }
}

export function toData(view: View, size: Size, x: number, y: number): Place {
  return {
    x: (x - size.width / 2) / view.scale + view.centreX,
    y: (size.height / 2 - y) / view.scale + view.centreY,
  }
}

/** Smaller and fainter dots where there are many, larger ones when zoomed in. Radius in device pixels. */
export function dotStyle(
  count: number,
  zoom: number,
  ratio: number,
): { readonly radius: number; readonly alpha: number } {
  const base = count > 20_000 ? 1.3 : count > 5000 ? 1.7 : count > 500 ? 2.4 : 4
  const alpha = count > 20_000 ? 0.5 : count > 5000 ? 0.6 : 0.75
  // Fewer points are in sight the closer one looks, so a larger dot costs no more; at first it must not.
  const grown = Math.min(count > 20_000 ? 2 : 3, Math.max(1, zoom) ** 0.35)
  return { radius: base * grown * ratio, alpha: Math.min(0.9, alpha * Math.sqrt(grown)) }
}

/** Where a cluster's name stands: the mean of its points. */
export function middlesOf(points: Points): ReadonlyMap<number, Place> {
  const sums = new Map<number, { x: number; y: number; count: number }>()
  for (let i = 0; i < points.x.length; i++) {
    const id = points.cluster[i] ?? 0
    let sum = sums.get(id)
    if (sum === undefined) sums.set(id, (sum = { x: 0, y: 0, count: 0 }))
    sum.x += points.x[i] ?? 0
    sum.y += points.y[i] ?? 0
    sum.count++
  }
  return new Map([...sums].map(([id, sum]) => [id, { x: sum.x / sum.count, y: sum.y / sum.count }]))
}

const labelHeight = 26

/** Moves labels down until none lies on another; `x` and `y` are their middles. */
export function apart<Label extends Place & { readonly width: number }>(labels: readonly Label[]): readonly Label[] {
  const placed: Label[] = []
  for (const label of [...labels].sort((a, b) => a.y - b.y)) {
    let { y } = label
    const near = placed.filter((other) => Math.abs(other.x - label.x) < (other.width + label.width) / 2 + 4)
    for (const other of near.sort((a, b) => a.y - b.y)) {
      if (Math.abs(other.y - y) < labelHeight) y = other.y + labelHeight
    }
    placed.push({ ...label, y })
  }
  return placed
}
