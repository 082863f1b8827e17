import { describe, expect, it } from 'vitest'
import { decodePoints, extentOf, gridOf, nearest } from './points.ts'
import { discMask, pointsAsSvg, raster } from './raster.ts'

function encode(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
}

function sample(count: number) {
  // A small linear congruential generator: the same cloud every time.
  let state = 7
  const next = () => (state = (state * 1664525 + 1013904223) >>> 0) / 2 ** 32
  const xy = new Float32Array(count * 2).map(() => Math.round((next() * 8 - 4) * 1000) / 1000)
  const cluster = new Uint8Array(count).map(() => Math.floor(next() * 3))
  const index = new Uint32Array(count).map((_, i) => i * 3)
  return decodePoints({
    xy: encode(new Uint8Array(xy.buffer)),
    cluster: encode(cluster),
    index: encode(new Uint8Array(index.buffer)),
  })
}

describe('points of the customer map', () => {
  it('decodes the three columns', () => {
    const points = sample(5)
    expect(points.x.length).toBe(5)
    expect(points.index[4]).toBe(12)
  })

  it('finds the same nearest point as looking at all of them', () => {
    const points = sample(2000)
    const grid = gridOf(points, extentOf(points))
    for (let probe = 0; probe < 200; probe++) {
      const x = ((probe * 37) % 100) / 10 - 5
      const y = ((probe * 61) % 100) / 10 - 5
      let best = -1
      let bestDistance = 0.3 ** 2
      for (let i = 0; i < points.x.length; i++) {
        const distance = (points.x[i]! - x) ** 2 + (points.y[i]! - y) ** 2
        if (distance <= bestDistance) [best, bestDistance] = [i, distance]
      }
      const found = nearest(points, grid, x, y, 0.3)
      if (best === -1) expect(found).toBe(-1)
      else expect((points.x[found]! - x) ** 2 + (points.y[found]! - y) ** 2).toBeCloseTo(bestDistance, 10)
    }
  })

  it('has an extent with one point and with none', () => {
    expect(extentOf(sample(0))).toEqual({ minX: -0.5, maxX: 0.5, minY: -0.5, maxY: 0.5 })
    const one = extentOf(sample(1))
    expect(one.maxX - one.minX).toBeCloseTo(1, 5)
  })
})

describe('drawing points', () => {
  const lone = { x: Float32Array.of(0), y: Float32Array.of(0), cluster: Uint8Array.of(1), index: Uint32Array.of(0) }
  const view = { centreX: 0, centreY: 0, scale: 1 }

  it('puts a full disc in the middle and leaves the rest as background', () => {
    const pixels = new Uint8ClampedArray(21 * 21 * 4)
    raster(pixels, 21, 21, lone, view, {
      background: [255, 255, 255],
      colours: [
        [0, 0, 0],
        [200, 0, 0],
      ],
      radius: 2,
      alpha: 1,
      selected: null,
    })
    const at = (x: number, y: number) => [...pixels.slice((y * 21 + x) * 4, (y * 21 + x) * 4 + 4)]
    expect(at(11, 11)).toEqual([200, 0, 0, 255])
    expect(at(0, 0)).toEqual([255, 255, 255, 255])
    expect(at(16, 11)).toEqual([255, 255, 255, 255])
  })

  it('has a mask that is full inside and empty beyond the radius', () => {
    const { reach, coverage } = discMask(2)
    expect(reach).toBe(2)
    expect(coverage[12]).toBe(1)
    expect(coverage[0]).toBe(0)
  })

  it('writes one path a cluster as SVG', () => {
    const svg = pointsAsSvg(20, 20, lone, view, ['#000000', '#c80000'], {
      background: '#ffffff',
      radius: 2,
      alpha: 1,
    })
    expect(svg).toContain('M10.0 10.0h0')
    expect(svg).toContain('stroke="#c80000"')
  })
})
