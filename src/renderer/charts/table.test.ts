import { describe, expect, it } from 'vitest'
import { toCsv, toTsv } from './table.ts'

const table = {
  columns: [{ label: 'Name' }, { label: 'Spend, net', numeric: true }],
  rows: [
    ['Ann "A"', -12.5],
    ['=1+1', null],
  ],
} as const

describe('data of a chart', () => {
  it('quotes, keeps negative numbers and defuses formulas', () => {
    expect(toCsv(table)).toBe('Name,"Spend, net"\r\n"Ann ""A""",-12.5\r\n\'=1+1,\r\n')
  })
  it('copies as cells', () => {
    expect(toTsv(table)).toBe('Name\tSpend, net\nAnn "A"\t-12.5\n=1+1\t')
  })
})
