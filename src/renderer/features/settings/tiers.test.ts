import { expect, it } from 'vitest'
import { parseTiers, tierFields } from './tiers.ts'

const usual = ['1000', '500', '100', '365', '90', '7', '30', '90', '0.33', '0.66']
const wrong = (at: number, text: string) => [...parseTiers(usual.map((value, i) => (i === at ? text : value))).wrong]

it('reads the thresholds from their fields, and shows them again as they were', () => {
  const { tiers } = parseTiers(usual)
  expect(tiers).toEqual({
    value: [1000, 500, 100],
    loyalty: [365, 90],
    engagement: [7, 30, 90],
    churn: { medium: 0.33, high: 0.66 },
  })
  expect(tierFields.map(({ read }) => String(read(tiers!)))).toEqual(usual)
})

it.each([
  [0, '500', ['value']],
  [2, '', ['value']],
  [3, '90', ['loyalty']],
  [4, '12.5', ['loyalty']],
  [5, '30', ['engagement']],
  [7, '-1', ['engagement']],
  [8, '0,7', ['churn']],
  [9, '1.2', ['churn']],
  [9, '0,8', []],
])('field %d as "%s" leaves wrong: %j', (at, text, groups) => expect(wrong(at, text)).toEqual(groups))
