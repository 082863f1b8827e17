import { expect, it } from 'vitest'
import { projectNameFor } from './project-name.ts'

it.each([
  ['online-retail_dataset.csv', 'Online retail dataset'],
  ['orders.2024.xlsx', 'Orders 2024'],
  ['.csv', 'My shop'],
  ['مرحبا.csv', 'مرحبا'],
])('names a project after %s', (fileName, name) => {
  expect(projectNameFor(fileName)).toBe(name)
})

it('cuts a long name between two words', () => {
  const name = projectNameFor(`${'word '.repeat(30)}.csv`)
  expect(name).toBe(`W${'ord w'.repeat(11)}ord`)
  expect(name.length).toBeLessThanOrEqual(60)
})
