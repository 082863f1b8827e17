/** The value of a function and its gradient, written into `gradient`. */
export type Differentiable = (at: Float64Array, gradient: Float64Array) => number

export interface MinimiseOptions {
  /** On the largest component of the gradient. */
  readonly tolerance?: number
  readonly iterations?: number
  /** The inverse Hessian near the minimum, where it is known: a few steps then are enough. */
  readonly inverse?: Float64Array | null
}

export interface Minimum {
  readonly at: Float64Array
  readonly value: number
  readonly iterations: number
  /** Largest component of the gradient, less than the tolerance where `converged`. */
  readonly slope: number
  readonly converged: boolean
}

const ARMIJO = 1e-4
const CURVATURE = 0.9
const LINE_STEPS = 40
/** Steps that gain less than this share of the value are no progress; after a few of them the search ends. */
const IDLE = 1e-12
const IDLE_STEPS = 5

/**
 * BFGS with a line search for the strong Wolfe conditions (Nocedal & Wright, Numerical Optimization, 2nd edition,
 * algorithms 6.1, 3.5 and 3.6 by bisection). For a few unknowns: the inverse Hessian is kept whole.
 * Deterministic; cost: about two evaluations an iteration and O(n²).
 */
export function minimise(
  f: Differentiable,
  start: ArrayLike<number>,
  { tolerance = 1e-8, iterations: most = 200, inverse: known = null }: MinimiseOptions = {},
): Minimum {
  const n = start.length
  let at: Float64Array = Float64Array.from(start)
  let gradient: Float64Array = new Float64Array(n)
  let value = f(at, gradient)
  const inverse = known === null ? identity(n) : known.slice()
  let isFresh = known === null
  let idle = 0
  let iterations = 0
  for (; iterations < most && largest(gradient) > tolerance; iterations++) {
    let direction = times(inverse, gradient, -1)
    if (!(dot(direction, gradient) < 0)) {
      reset(inverse, n)
      direction = gradient.map((g) => -g)
    }
    // The first step has no scale of its own yet: at most one unit long.
    const first = isFresh ? Math.min(1, 1 / Math.max(1e-12, Math.sqrt(dot(gradient, gradient)))) : 1
    const found = wolfe(f, at, value, gradient, direction, first)
    if (found === null) {
      if (isFresh) break
      reset(inverse, n)
      isFresh = true
      continue
    }
    const step = found.at.map((x, i) => x - at[i]!)
    const change = found.gradient.map((g, i) => g - gradient[i]!)
    const curvature = dot(step, change)
    if (curvature > 1e-14 * Math.sqrt(dot(step, step) * dot(change, change))) {
      if (isFresh) scale(inverse, curvature / dot(change, change))
      update(inverse, step, change, curvature)
      isFresh = false
    }
    // On a plain that sinks for ever (a parameter that wants to be infinite) there is no end to be found.
    idle = value - found.value > IDLE * Math.abs(value) ? 0 : idle + 1
    at = found.at
    gradient = found.gradient
    value = found.value
    if (idle >= IDLE_STEPS) break
  }
  const slope = largest(gradient)
  return { at, value, iterations, slope, converged: slope <= tolerance }
}

interface Point {
  readonly at: Float64Array
  readonly value: number
  readonly gradient: Float64Array
}

/** A step along `direction` that goes down enough and to where it is flatter; null where none is found. */
function wolfe(
  f: Differentiable,
  at: Float64Array,
  value: number,
  gradient: Float64Array,
  direction: Float64Array,
  first: number,
): Point | null {
  const slope = dot(gradient, direction)
  let low = 0
  let high = Number.POSITIVE_INFINITY
  let step = first
  let best: Point | null = null
  for (let i = 0; i < LINE_STEPS; i++) {
    const place = at.map((x, j) => x + step * direction[j]!)
    const own = new Float64Array(at.length)
    const there = f(place, own)
    const ahead = dot(own, direction)
    if (!Number.isFinite(there) || there > value + ARMIJO * step * slope) high = step
    else {
      best = { at: place, value: there, gradient: own }
      if (Math.abs(ahead) <= -CURVATURE * slope) return best
      if (ahead >= 0) high = step
      else low = step
    }
    step = high === Number.POSITIVE_INFINITY ? 2 * step : (low + high) / 2
  }
  return best
}

/**
 * Second derivatives by central differences of the gradient, made symmetric.
 * @returns rows laid end to end
 */
export function hessian(f: Differentiable, at: Float64Array): Float64Array {
  const n = at.length
  const result = new Float64Array(n * n)
  const above = new Float64Array(n)
  const below = new Float64Array(n)
  for (let j = 0; j < n; j++) {
    const step = 1e-5 * Math.max(1, Math.abs(at[j]!))
    const place = at.slice()
    place[j] = at[j]! + step
    f(place, above)
    place[j] = at[j]! - step
    f(place, below)
    for (let i = 0; i < n; i++) {
      const half = (above[i]! - below[i]!) / (4 * step)
      result[i * n + j]! += half
      result[j * n + i]! += half
    }
  }
  return result
}

/**
 * Inverse of a symmetric positive definite matrix (rows end to end) by Cholesky; null where it is not one, also where
 * rounding alone could have made it look like one.
 */
export function invertPositive(matrix: Float64Array, n: number): Float64Array | null {
  const lower = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * n + j]!
      for (let k = 0; k < j; k++) sum -= lower[i * n + k]! * lower[j * n + k]!
      if (i !== j) lower[i * n + j] = sum / lower[j * n + j]!
      else if (sum > 1e-12 * Math.abs(matrix[i * n + i]!) && sum > 0) lower[i * n + i] = Math.sqrt(sum)
      else return null
    }
  }
  const result = new Float64Array(n * n)
  for (let column = 0; column < n; column++) {
    const x = new Float64Array(n)
    for (let i = 0; i < n; i++) {
      let sum = i === column ? 1 : 0
      for (let k = 0; k < i; k++) sum -= lower[i * n + k]! * x[k]!
      x[i] = sum / lower[i * n + i]!
    }
    for (let i = n - 1; i >= 0; i--) {
      let sum = x[i]!
      for (let k = i + 1; k < n; k++) sum -= lower[k * n + i]! * x[k]!
      x[i] = sum / lower[i * n + i]!
    }
    for (let i = 0; i < n; i++) result[i * n + column] = x[i]!
  }
  return result
}

/** The BFGS update of an inverse Hessian (Nocedal & Wright 6.17), in place. */
function update(inverse: Float64Array, step: Float64Array, change: Float64Array, curvature: number): void {
  const n = step.length
  const moved = times(inverse, change, 1)
  const factor = (1 + dot(change, moved) / curvature) / curvature
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      inverse[i * n + j]! += factor * step[i]! * step[j]! - (moved[i]! * step[j]! + step[i]! * moved[j]!) / curvature
    }
  }
}

function identity(n: number): Float64Array {
  const matrix = new Float64Array(n * n)
  reset(matrix, n)
  return matrix
}

function reset(matrix: Float64Array, n: number): void {
  matrix.fill(0)
  for (let i = 0; i < n; i++) matrix[i * n + i] = 1
}

function scale(matrix: Float64Array, factor: number): void {
  for (let i = 0; i < matrix.length; i++) matrix[i]! *= factor
}

function times(matrix: Float64Array, vector: Float64Array, sign: number): Float64Array {
  const n = vector.length
  return vector.map((_, i) => {
    let sum = 0
    for (let j = 0; j < n; j++) sum += matrix[i * n + j]! * vector[j]!
    return sign * sum
  })
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

function largest(vector: Float64Array): number {
  let most = 0
  for (const x of vector) most = Number.isFinite(x) ? Math.max(most, Math.abs(x)) : Number.POSITIVE_INFINITY
  return most
}
