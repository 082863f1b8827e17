import { describe, expect, it } from 'vitest'
import { namedFiles } from './named-files.ts'
import { fitToDisplays } from './window-state.ts'

describe('the place of the window', () => {
  const display = { x: 0, y: 0, width: 1920, height: 1080 }
  const bounds = { x: 100, y: 100, width: 1200, height: 800 }

  it('is kept where it can be seen', () => {
    expect(fitToDisplays(bounds, [display])).toEqual(bounds)
    expect(fitToDisplays({ ...bounds, x: -1100 }, [display])).toEqual({ ...bounds, x: -1100 })
  })

  it('is left to the system where it cannot', () => {
    expect(fitToDisplays(null, [display])).toBeNull()
    expect(fitToDisplays({ ...bounds, x: 2500 }, [display])).toBeNull()
    expect(fitToDisplays({ ...bounds, y: -50 }, [display])).toBeNull()
    expect(fitToDisplays({ ...bounds, y: 1070 }, [display])).toBeNull()
    expect(fitToDisplays(bounds, [])).toBeNull()
  })

  it('is never larger than its display, nor too small to use', () => {
    expect(fitToDisplays({ ...bounds, width: 5000, height: 10 }, [display])).toEqual({
      ...bounds,
      width: 1920,
      height: 600,
    })
  })
})

describe('files named on a command line', () => {
  it('are the words that are neither program nor switch nor address', () => {
    const argv = ['segmento', '--flag', 'orders.csv', '/data/people.csv', 'segmento://x', 'https://x', 'a\0b', '']
    expect(namedFiles(argv, true, '/home/a')).toEqual(['/home/a/orders.csv', '/data/people.csv'])
    expect(namedFiles(['electron', '.', 'orders.csv'], false, '/home/a')).toEqual(['/home/a/orders.csv'])
  })
})
