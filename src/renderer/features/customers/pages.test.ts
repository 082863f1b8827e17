import { describe, expect, it } from 'vitest'
import type { CustomerRow } from '../../../contract/customers.ts'
import { pagesOf, pageSize, rowAt, withPage } from './pages.ts'
import type { Pages } from './pages.ts'

const row = (index: number) => ({ index }) as CustomerRow

describe('windows of the customer table', () => {
  it('asks for the pages that cover what is seen', () => {
    expect(pagesOf(0, 40, 1000)).toEqual([0])
    expect(pagesOf(190, 230, 1000)).toEqual([0, 1])
    expect(pagesOf(290_000, 300_500, 300_000)).toEqual(Array.from({ length: 50 }, (_, i) => 1450 + i))
    expect(pagesOf(0, 10, 0)).toEqual([])
  })

  it('finds rows and knows which are not there yet', () => {
    const pages = withPage(new Map(), 2, [row(7)])
    expect(rowAt(pages, 2 * pageSize)?.index).toBe(7)
    expect(rowAt(pages, 2 * pageSize + 1)).toBeUndefined()
    expect(rowAt(pages, 0)).toBeUndefined()
  })

  it('keeps a bounded number of pages, the near ones', () => {
    let pages: Pages = new Map()
    for (let number = 0; number < 100; number++) pages = withPage(pages, number, [row(number)])
    expect(pages.size).toBe(60)
    expect(pages.has(99)).toBe(true)
    expect(pages.has(0)).toBe(false)
  })
})
