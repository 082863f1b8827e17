import { expect, it } from 'vitest'
import { parseRoute } from './parse-route.ts'

it.each([
  ['#/segments/made', { screen: 'segments', rest: 'made' }],
  ['#/customers', { screen: 'customers', rest: '' }],
  ['#/personas/a%2Fb', { screen: 'personas', rest: 'a/b' }],
  ['#/predict/uplift', { screen: 'predict', rest: 'uplift' }],
  ['#/nowhere', { screen: null, rest: '' }],
  ['#/personas/%E0%A4%A', { screen: 'personas', rest: '' }],
  ['', { screen: null, rest: '' }],
])('reads %s', (hash, route) => {
  expect(parseRoute(hash)).toEqual(route)
})
