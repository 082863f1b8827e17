import { describe, expect, it } from 'vitest'
import { byteSample, weigh } from '../outcomes.ts'
import { inspectBytes, inspectCells } from '../inspect-file.ts'
import { createLayerReader } from '../layer-reader.ts'
import type { ReadOptions } from '../../../contract/imports.ts'
import { encodeUtf8 } from '../text/bytes.ts'

const report = `Customer;Order;Date;Amount
Ann Miller;1001;2025-03-01;10.50
;1002;2025-03-04;3.00
;1003;2025-03-09;4.25
Bob Stone;1004;2025-03-02;7.00
;1005;2025-03-07;1.00
"Carl ""C"" Young";1006;2025-03-03;9.00
;1007;2025-03-11;oops
;1008;2025-03-12;2.00
`
const codesOf = (text: string) =>
  inspectBytes(encodeUtf8(text), true, {}).questions.map(({ question }) => question.code)
const asked = 'import.ambiguity.merged'

function read(text: string, options: ReadOptions) {
  const reader = createLayerReader(inspectBytes(encodeUtf8(text), true, options))
  // One byte at a time: what is above stands in another piece.
  for (const byte of encodeUtf8(text)) reader.push(Uint8Array.of(byte))
  const { tail, rejected, chunks } = reader.finish()
  if (tail.kind !== 'orders') throw new Error('not orders')
  const { bytes, offsets, count } = tail.customers
  const names = Array.from({ length: count }, (_, i) =>
    new TextDecoder().decode(bytes.subarray(offsets[i]!, offsets[i + 1]!)),
  )
  const ids = chunks.flatMap((chunk) => Array.from(chunk.customer.subarray(0, chunk.rows), (code) => names[code]))
  return { counts: reader.counts, names, ids, rejected }
}

describe('cells that were merged down a column', () => {
  it('are asked about, with what comes of each answer, and nothing is filled until it is given', () => {
    const bytes = encodeUtf8(report)
    const inspection = inspectBytes(bytes, true, {})
    const { ambiguities } = weigh(inspection, {}, byteSample(bytes, true, {}), null)
    const [open] = ambiguities.filter(({ question }) => question.code === asked)
    expect(open?.question.params).toEqual({ columns: 'Customer' })
    expect(open?.options.map(({ choose, assumed, outcome }) => [choose.merged, assumed, outcome.revenue])).toEqual([
      ['leave', true, 26.5],
      ['fill', false, 36.75],
    ])
    expect(read(report, {}).counts).toMatchObject({ read: 8, accepted: 3, withoutCustomer: 4, rejected: 1 })
  })

  it('are filled from above where the person says so, and the raw text of a rejected row stays what it was', () => {
    const { counts, ids, names, rejected } = read(report, { merged: 'fill' })
    expect(counts).toMatchObject({ read: 8, accepted: 7, withoutCustomer: 0, rejected: 1 })
    const [ann, bob, carl] = ['Ann Miller', 'Bob Stone', 'Carl "C" Young']
    expect(names).toEqual([ann, bob, carl])
    expect(ids).toEqual([ann, ann, ann, bob, bob, carl, carl])
    expect(rejected.map(({ raw, line }) => [raw, line])).toEqual([[';1007;2025-03-11;oops', 8]])
  })

  it('are not filled from the group before where the row that opens theirs cannot be read', () => {
    const group = (n: number) => `Person ${n};${2 * n};2025-04-05;1.00\n;${2 * n + 1};2025-04-06;2.00\n`
    const groups = Array.from({ length: 30 }, (_, n) => group(n)).join('')
    const odd = '"Dora;90;2025-05-05;1.00\n;91;2025-05-06;2.00\nEve;92\n;93;2025-05-07;3.00\n'
    const { counts, ids } = read(`Customer;Order;Date;Amount\n${groups}${odd}`, { merged: 'fill' })
    expect(counts).toMatchObject({ read: 64, rejected: 2, withoutCustomer: 1, accepted: 61 })
    expect(ids.slice(-2)).toEqual([undefined, 'Eve'])
  })

  it('may be several, an outer one over an inner one', () => {
    const lines = ['Region;Customer;Order;Date;Amount']
    for (let r = 0; r < 3; r++)
      for (let c = 0; c < 3; c++)
        for (let n = 0; n < 3; n++)
          lines.push(
            `${c + n === 0 ? `R${r}` : ''};${n === 0 ? `C${r}${c}` : ''};${r}${c}${n};2025-0${r + 1}-1${c};${n + 1}.00`,
          )
    const text = `${lines.join('\n')}\n`
    expect(codesOf(text)).toContain(asked)
    const { ids } = read(text, { merged: 'fill' })
    expect(ids).toEqual(Array.from({ length: 27 }, (_, i) => `C${Math.floor(i / 9)}${Math.floor((i % 9) / 3)}`))
  })

  it('stand in sheets too', () => {
    const rows = report
      .trim()
      .split('\n')
      .map((line) => line.replaceAll('"', '').split(';'))
    const { questions, plan } = inspectCells(rows, { merged: 'fill' }, true)
    expect(questions.map(({ question }) => question.code)).toContain(asked)
    const reader = createLayerReader({ plan })
    rows.slice(1).forEach((row, i) => reader.pushCells(row, i + 2))
    reader.finish()
    expect(reader.counts).toMatchObject({ accepted: 7, withoutCustomer: 0 })
  })
})

describe('gaps that are none of merged cells', () => {
  const table = (customer: (i: number) => string, amount: (i: number) => string = (i) => `${i}.50`) =>
    `customer_id;order;date;amount\n${Array.from({ length: 40 }, (_, i) => `${customer(i)};${i};2025-03-${10 + (i % 20)};${amount(i)}\n`).join('')}`
  it.each([
    ['guests among customers who come again', table((i) => (i % 3 === 2 ? '' : `C${i % 5}`))],
    ['a customer named on each of her rows', table((i) => (i % 10 > 5 ? '' : `C${Math.floor(i / 10)}`))],
    ['a few guests', table((i) => (i % 8 === 7 ? '' : `C${i}`))],
    [
      'other columns with gaps',
      table(
        (i) => (i % 2 === 1 ? '' : `C${i}`),
        (i) => (i % 4 === 3 ? '' : `${i}.50`),
      ),
    ],
    ['the first row among them', table((i) => (i % 2 === 0 ? '' : `C${i}`))],
  ])('%s', (_, text) => expect(codesOf(text)).not.toContain(asked))
})
