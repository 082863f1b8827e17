import { describe, expect, it } from 'vitest'
import { encodeUtf8 } from '../text/bytes.ts'
import { inspectBytes } from '../inspect-file.ts'
import { detectDateOrder } from './date-order.ts'

const open = ['03/04/2024', '05/06/2024', '07/02/2024']
const dayFirst = ['13/04/2024', '25/06/2024', '30/07/2024']
const monthFirst = ['04/14/2024', '06/26/2024']

describe('the order of day and month', () => {
  it.each([
    ['open where nothing decides', open, { order: 'dmy', open: true }],
    ['settled by one value', [...open, '13/04/2024'], { order: 'dmy', open: false, mixed: false }],
    ['settled in spite of a slip', [...open, ...dayFirst, '04/14/2024'], { order: 'dmy', open: false, mixed: false }],
    ['open where values say both', [...open, ...dayFirst, ...monthFirst], { order: 'dmy', open: true, mixed: true }],
    ['settled where both say the same', [...dayFirst, ...monthFirst], { order: 'dmy', open: false, mixed: false }],
  ])('is %s', (_, values, expected) => {
    expect(detectDateOrder(values, true)).toEqual(expected)
  })

  it('is asked about, and said, where a column holds both', () => {
    const dates = [...open, ...dayFirst, ...monthFirst]
    const rows = dates.map((date, i) => `A-${i},C${i % 3},${date},${i + 2}.50`)
    const text = ['Order,Customer,Date,Amount', ...rows].join('\n')
    const { questions, notes } = inspectBytes(encodeUtf8(text), true, {})
    expect(notes.map(({ code }) => code)).toContain('import.note.dates_mixed_dmy')
    expect(questions.find(({ question }) => question.code === 'import.ambiguity.date_order')?.reason).toEqual({
      code: 'import.assumed.dates_mixed',
    })
  })
})
