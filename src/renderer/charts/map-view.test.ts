import { describe, expect, it } from 'vitest'
import { apart, homeView, middlesOf, panned, toData, toScreen, zoomed } from './map-view.ts'

const size = { width: 800, height: 500 }
const home = homeView({ minX: -3, maxX: 5, minY: -2, maxY: 2 }, size)

describe('view of the customer map', () => {
  it('shows everyone at first', () => {
    const low = toScreen(home, size, -3, -2)
    const high = toScreen(home, size, 5, 2)
    expect(low.x).toBeGreaterThanOrEqual(24)
    expect(high.x).toBeLessThanOrEqual(776)
    expect(high.y).toBeGreaterThanOrEqual(24)
    expect(low.y).toBeLessThanOrEqual(476)
  })

  it('keeps the place under the pointer while zooming', () => {
    const before = toData(home, size, 620, 90)
    const after = toData(zoomed(home, home, size, 3, 620, 90), size, 620, 90)
    expect(after.x).toBeCloseTo(before.x, 10)
    expect(after.y).toBeCloseTo(before.y, 10)
  })

  it('stops at half and at two hundred times', () => {
    expect(zoomed(home, home, size, 1e-9, 0, 0).scale).toBe(home.scale * 0.5)
    expect(zoomed(home, home, size, 1e9, 0, 0).scale).toBe(home.scale * 200)
  })

  it('moves with the hand', () => {
    const moved = toScreen(panned(home, 30, -12), size, 1, 1)
    const still = toScreen(home, size, 1, 1)
    expect(moved.x - still.x).toBeCloseTo(30, 8)
    expect(moved.y - still.y).toBeCloseTo(-12, 8)
  })

  it('keeps names off each other', () => {
    const placed = apart([
      { x: 100, y: 50, width: 80 },
      { x: 120, y: 55, width: 80 },
      { x: 110, y: 70, width: 80 },
      { x: 400, y: 52, width: 80 },
    ])
    expect(placed.map(({ x, y }) => [x, y])).toEqual([
      [100, 50],
      [400, 52],
      [120, 76],
      [110, 102],
    ])
  })

  it('names a cluster at the mean of its points', () => {
    const middles = middlesOf({
      x: Float32Array.of(0, 2, 9),
      y: Float32Array.of(0, 4, 9),
      cluster: Uint8Array.of(0, 0, 1),
      index: Uint32Array.of(0, 1, 2),
    })
    expect(middles.get(0)).toEqual({ x: 1, y: 2 })
    expect(middles.size).toBe(2)
  })
})
