import { expect, it } from 'vitest'
import { throttled } from './throttle.ts'

it('lets the first report through at once and then at most ten a second', () => {
  let now = 5000
  const passed: (number | null)[] = []
  const report = throttled(
    ({ fraction }) => passed.push(fraction),
    () => now,
  )
  for (let step = 0; step <= 100; step++, now += 10) report({ stage: 'read', fraction: step })
  expect(passed).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100])
})

it('lets the first report of each stage through, however soon it comes', () => {
  const passed: string[] = []
  const report = throttled(
    ({ stage }) => passed.push(stage),
    () => 5000,
  )
  for (const stage of ['load', 'rfm', 'rfm', 'cluster', 'cluster'] as const) report({ stage, fraction: 0 })
  expect(passed).toEqual(['load', 'rfm', 'cluster'])
})
