import { readFileSync, renameSync, writeFileSync } from 'node:fs'

export interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface WindowState {
  /** Null: where the system puts it. */
  readonly bounds: Rectangle | null
  readonly maximized: boolean
}

export const smallestSize = { width: 960, height: 600 } as const
export const usualSize = { width: 1280, height: 800 } as const
const first: WindowState = { bounds: null, maximized: false }

/** How the window was left, if that makes sense still. */
export function readWindowState(file: string): WindowState {
  try {
    const { bounds, maximized } = JSON.parse(readFileSync(file, 'utf8')) as Partial<WindowState>
    const numbers = bounds ? [bounds.x, bounds.y, bounds.width, bounds.height] : []
    return {
      bounds: bounds && numbers.every((value) => Number.isInteger(value)) ? bounds : null,
      maximized: maximized === true,
    }
  } catch {
    return first
  }
}

/** A place on the screen is worth no error. */
export function writeWindowState(file: string, state: WindowState): void {
  try {
    writeFileSync(`${file}.part`, JSON.stringify(state))
    renameSync(`${file}.part`, file)
  } catch {
    // Next time the window opens where the system puts it.
  }
}

/**
 * Bounds that can be seen and grasped: kept where at least a strip of the title bar lies on a display that is there now,
 * and never larger than that display.
 */
export function fitToDisplays(bounds: Rectangle | null, displays: readonly Rectangle[]): Rectangle | null {
  if (bounds === null) return null
  const grip = 80
  const display = displays.find(
    (area) =>
      bounds.y >= area.y &&
      bounds.y <= area.y + area.height - grip &&
      Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x) >= grip,
  )
  if (display === undefined) return null
  return {
    x: bounds.x,
    y: bounds.y,
    width: Math.max(smallestSize.width, Math.min(bounds.width, display.width)),
    height: Math.max(smallestSize.height, Math.min(bounds.height, display.height)),
  }
}
