import { expect, it } from 'vitest'
import type { ColumnPreview, Role } from '../../../contract/imports.ts'
import { giveRole, withoutParts } from './options.ts'

const column = (index: number, role: Role): ColumnPreview => ({
  index,
  name: `c${index}`,
  role,
  confidence: 1,
  reason: { code: 'none' },
  type: 'text',
  samples: [],
})

it('takes a role from the column that had it', () => {
  const preview = { columns: [column(0, 'customer_id'), column(1, 'attribute'), column(2, 'date')] }
  expect(giveRole(preview, { roles: { 2: 'date' } }, 1, 'customer_id')).toEqual({
    roles: { 0: 'attribute', 1: 'customer_id', 2: 'date' },
  })
})

it('leaves the others alone where a role may stand often', () => {
  const preview = { columns: [column(0, 'ignore'), column(1, 'date')] }
  expect(giveRole(preview, {}, 1, 'ignore')).toEqual({ roles: { 1: 'ignore' } })
})

it('drops roles by number when the columns become others', () => {
  const options = { roles: { 0: 'date' as const }, decimal: ',' as const, headerRow: 3 }
  expect(withoutParts({ ...options, delimiter: ';' }, { delimiter: ';' })).toEqual({
    decimal: ',',
    delimiter: ';',
    headerRow: 3,
  })
  expect(withoutParts({ ...options, sheet: 'B' }, { sheet: 'B' })).toEqual({ decimal: ',', sheet: 'B' })
  expect(withoutParts({ ...options, decimal: '.' }, { decimal: '.' })).toEqual({ ...options, decimal: '.' })
})

it('forgets the header of another table, and the table of another sheet or delimiter', () => {
  const options = { roles: { 0: 'date' as const }, table: 2, headerRow: 3 }
  expect(withoutParts({ ...options, table: 1 }, { table: 1 })).toEqual({ table: 1 })
  expect(withoutParts({ ...options, sheet: 'B' }, { sheet: 'B' })).toEqual({ sheet: 'B' })
  expect(withoutParts({ ...options, delimiter: ';' }, { delimiter: ';' })).toEqual({ headerRow: 3, delimiter: ';' })
})
