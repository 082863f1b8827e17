import { useSyncExternalStore } from 'react'

/** The colours and type of charts, read from the style tokens: one source for screen, light and dark. */
export interface ChartTheme {
  readonly font: string
  readonly surface: string
  readonly float: string
  readonly line: string
  readonly text: string
  readonly muted: string
  readonly faint: string
  readonly grid: string
  readonly axis: string
  readonly label: string
  readonly mark: string
  readonly markSoft: string
  readonly reference: string
  readonly accent: string
  /** The eight categories. */
  readonly categories: readonly string[]
  /** Seven steps, light to strong. */
  readonly sequential: readonly string[]
}

export function readChartTheme(): ChartTheme {
  const style = getComputedStyle(document.documentElement)
  const token = (name: string) => style.getPropertyValue(name).trim()
  const steps = (name: string, count: number) => Array.from({ length: count }, (_, i) => token(`${name}-${i}`))
  return {
    font: token('--font'),
    surface: token('--surface'),
    float: token('--surface-float'),
    line: token('--line-strong'),
    text: token('--text'),
    muted: token('--text-2'),
    faint: token('--text-3'),
    grid: token('--chart-grid'),
    axis: token('--chart-axis'),
    label: token('--chart-text'),
    mark: token('--chart-mark'),
    markSoft: token('--chart-mark-soft'),
    reference: token('--chart-reference'),
    accent: token('--accent'),
    categories: steps('--cat', 8),
    sequential: steps('--seq', 7),
  }
}

let current: ChartTheme | null = null
const listeners = new Set<() => void>()

function refresh(): void {
  current = readChartTheme()
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  if (listeners.size === 1) {
    watcher.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
    darkMedia.addEventListener('change', refresh)
  }
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    watcher.disconnect()
    darkMedia.removeEventListener('change', refresh)
    current = null
  }
}

const watcher = new MutationObserver(refresh)
const darkMedia = matchMedia('(prefers-color-scheme: dark)')

/** The theme of the moment; the component renders again when light turns dark. */
export function useChartTheme(): ChartTheme {
  return useSyncExternalStore(subscribe, () => (current ??= readChartTheme()))
}

export function prefersReducedMotion(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches
}

/** `#rrggbb`, or `#rgb` as bundlers shorten it, to its three bytes. */
export function rgbOf(hex: string): readonly [number, number, number] {
  const digits = hex.slice(1)
  const full = digits.length < 6 ? digits.replace(/./g, '$&$&') : digits
  const value = Number.parseInt(full.slice(0, 6), 16)
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255]
}

/** Step 0–6 of the sequential scale for a value between 0 and `top`. */
export function sequentialStep(value: number, top: number): number {
  if (!(top > 0) || !(value > 0)) return 0
  return Math.min(6, Math.max(1, Math.ceil((value / top) * 6)))
}
