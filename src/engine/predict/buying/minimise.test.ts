import { describe, expect, it } from 'vitest'
import { hessian, invertPositive, minimise, type Differentiable } from './minimise.ts'

/** Standard functions of Moré, Garbow & Hillstrom (1981) with their known minima. */
const rosenbrock: Differentiable = ([x = 0, y = 0], gradient) => {
  gradient[0] = -400 * x * (y - x * x) - 2 * (1 - x)
  gradient[1] = 200 * (y - x * x)
  return 100 * (y - x * x) ** 2 + (1 - x) ** 2
}

const beale: Differentiable = ([x = 0, y = 0], gradient) => {
  gradient.fill(0)
  return [1.5, 2.25, 2.625].reduce((sum, target, i) => {
    const rest = target - x * (1 - y ** (i + 1))
    gradient[0]! += -2 * rest * (1 - y ** (i + 1))
    gradient[1]! += 2 * rest * x * (i + 1) * y ** i
    return sum + rest * rest
  }, 0)
}

const powellSingular: Differentiable = ([a = 0, b = 0, c = 0, d = 0], gradient) => {
  const [s, t, u, v] = [a + 10 * b, c - d, b - 2 * c, a - d]
  gradient.set([2 * s + 40 * v ** 3, 20 * s + 4 * u ** 3, 10 * t - 8 * u ** 3, -10 * t - 40 * v ** 3])
  return s * s + 5 * t * t + u ** 4 + 10 * v ** 4
}

describe('minimise', () => {
  it('finds the known minima of standard functions', () => {
    const valley = minimise(rosenbrock, [-1.2, 1])
    expect(valley.converged).toBe(true)
    expect(valley.at[0]).toBeCloseTo(1, 7)
    expect(valley.at[1]).toBeCloseTo(1, 7)
    expect(valley.iterations).toBeLessThan(60)

    const bent = minimise(beale, [1, 1])
    expect(bent.at[0]).toBeCloseTo(3, 6)
    expect(bent.at[1]).toBeCloseTo(0.5, 6)

    const flat = minimise(powellSingular, [3, -1, 0, 1], { tolerance: 1e-9 })
    expect(flat.value).toBeLessThan(1e-9)
  })

  it('ends on a plain that sinks for ever, and where a step leads out of the domain', () => {
    const sinking = minimise(
      ([x = 0], gradient) => {
        gradient[0] = -Math.exp(-x)
        return Math.exp(-x)
      },
      [0],
    )
    expect(sinking.iterations).toBeLessThanOrEqual(200)
    expect(sinking.value).toBeLessThan(1e-6)

    const walled = minimise(
      ([x = 0], gradient) => {
        gradient[0] = 1 - 1 / x
        return x > 0 ? x - Math.log(x) : Number.NaN
      },
      [8],
    )
    expect(walled.at[0]).toBeCloseTo(1, 6)
  })

  it('gives the curvature, and its inverse where there is one', () => {
    const at = Float64Array.of(1, 1)
    const curvature = hessian(rosenbrock, at)
    const known = [802, -400, -400, 200]
    known.forEach((value, i) => expect(curvature[i]).toBeCloseTo(value, 3))
    const inverse = invertPositive(Float64Array.from(known), 2)!
    const expected = [0.5, 1, 1, 2.005]
    expected.forEach((value, i) => expect(inverse[i]).toBeCloseTo(value, 9))
    expect(invertPositive(Float64Array.of(1, 1, 1, 1), 2)).toBeNull()
    expect(invertPositive(Float64Array.of(1, 2, 2, 1), 2)).toBeNull()
  })
})
