import { expect, it } from 'vitest'
import { exportText, readTables } from '../../../test/support/export-text.ts'
import { encodeUtf8 } from './bytes.ts'
import { inspectBytes } from './inspect-file.ts'

/** What may stand in a file of orders beside its roles: it is kept with the customer. */
const ofPeople = new Set(['name', 'phone'])

it('exports in five languages: what kind they are, and what each of their columns means', () => {
  const tables = readTables()
  const wrong: string[] = []
  let [known, asked, claimed, clean] = [0, 0, 0, 0]
  for (const table of tables) {
    const { kind, columns, problems } = inspectBytes(encodeUtf8(exportText(table)), true, {})
    const before = wrong.length
    if (kind !== table.kind) wrong.push(`${table.name}: ${kind}, not ${table.kind}`)
    const at = new Map(columns.map(({ name, role }) => [name, role === 'ignore' || role === 'attribute' ? '-' : role]))
    const amount = table.columns.some(({ header, roles }) => roles.includes('amount') && at.get(header) === 'amount')
    for (const { header, roles, content } of table.columns) {
      const role = at.get(header) ?? '-'
      const isSpare = roles.includes('amount') && role === '-' && amount
      const isRight = roles.includes(role) || isSpare || (ofPeople.has(role) && /person|word|phone/.test(content))
      if (role !== '-') claimed++
      if (!roles.includes('-') && !isSpare) asked++
      if (isRight && role !== '-') known++
      if (isRight && role !== '-' && roles.includes('-')) asked++
      if (!isRight) wrong.push(`${table.name}: ${header} is ${role}, not ${roles.join(' or ')}`)
    }
    const isNobody =
      table.kind === 'orders' && !table.columns.some(({ roles }) => /customer_id|email/.test(roles.join()))
    const codes = problems.map(({ code }) => code)
    if (codes.join() !== (isNobody ? 'import.problem.no_customer' : '')) wrong.push(`${table.name}: ${codes.join()}`)
    if (wrong.length === before) clean++
  }
  const list = wrong.join('\n')
  expect(tables.length).toBeGreaterThan(150)
  expect(wrong.filter((each) => /, not (orders|customers|events|campaign)$/.test(each))).toEqual([])
  expect(known / claimed, list).toBeGreaterThan(0.985)
  expect(known / asked, list).toBeGreaterThan(0.985)
  expect(clean / tables.length, list).toBeGreaterThan(0.9)
})
