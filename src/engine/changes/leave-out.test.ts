import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { smallLayer, type SmallRow } from '../../../test/support/small-orders.ts'
import type { ImportDecision } from '../../contract/changes.ts'
import { plainDecision } from '../../contract/plain-decision.ts'
import { stringAt } from '../columns/strings.ts'
import { NO_CODE } from '../columns/types.ts'
import { mergeLayers, type Dataset } from '../dataset/dataset.ts'
import { markLeftOut, withoutReplaced } from './leave-out.ts'

interface Import {
  readonly rows: readonly SmallRow[]
  readonly decision: ImportDecision
}

const days = ['2025-01-01', '2025-01-02', '2025-01-03']
const row: fc.Arbitrary<SmallRow> = fc.record({
  customer: fc.constantFrom('a', 'b', null),
  order: fc.constantFrom('o1', 'o2', 'o3', 'o4'),
  day: fc.constantFrom(...days),
  amount: fc.constantFrom(1, 2, -1),
  product: fc.constantFrom('p', 'q'),
})
const decision: fc.Arbitrary<ImportDecision> = fc.record({
  mode: fc.constantFrom('append', 'update', 'replace'),
  replaces: fc.constantFrom('all' as const, ['0'], ['1', '2']),
  repeats: fc.constantFrom('keep', 'once'),
  known: fc.constantFrom('keep', 'leave_out', 'newest'),
})
const imports = fc.array(fc.record({ rows: fc.array(row, { maxLength: 12 }), decision }), {
  minLength: 1,
  maxLength: 5,
})

/** Rows as texts; the order's number is the same in every layer. */
const lineOf = (each: SmallRow) =>
  `${each.customer ?? ''} ${each.order} ${each.day} ${each.amount * 100} ${each.product}`
const orderOf = (each: SmallRow) => `${each.customer ?? ''} ${each.order}`

/** The same on plain lists, one import after the other. */
function reference(all: readonly (Import & { readonly id: string })[]): string[] {
  // What is replaced counts as switched off, for the imports between too.
  const isReplaced = (id: string, at: number) =>
    all.some(
      ({ decision: { mode, replaces } }, later) =>
        later > at && mode === 'replace' && (replaces === 'all' || replaces.includes(id)),
    )
  const layers: { id: string; rows: SmallRow[] }[] = []
  for (const { id, rows, decision: decided } of all.filter((each, at) => !isReplaced(each.id, at))) {
    let own = [...rows]
    if (decided.repeats === 'once')
      own = own.filter((each, i) => own.findIndex((o) => lineOf(o) === lineOf(each)) === i)
    const before = layers.flatMap((layer) => layer.rows)
    if (decided.mode === 'update') own = own.filter((each) => before.some((b) => orderOf(b) === orderOf(each)))
    if (decided.mode === 'update' || decided.known === 'newest') {
      const orders = new Set(own.map(orderOf))
      for (const layer of layers) layer.rows = layer.rows.filter((each) => !orders.has(orderOf(each)))
    } else if (decided.known === 'leave_out') {
      const left = before.map(lineOf)
      own = own.filter((each) => {
        const at = left.indexOf(lineOf(each))
        if (at >= 0) left.splice(at, 1)
        return at < 0
      })
    }
    layers.push({ id, rows: own })
  }
  return layers.flatMap((layer) => layer.rows.map(lineOf))
}

function datasetOf(all: readonly (Import & { readonly id: string })[]): Dataset {
  // The hash of an order must not depend on the layer it stands in.
  const used = withoutReplaced(
    all.map((each) => ({ ...each, kind: 'orders' })),
    (each) => each.decision,
  )
  return mergeLayers(
    used.map(({ rows, decision: decided }) => ({ ...smallLayer(rows, { orders: orderNames }), decision: decided })),
    [],
  )
}
const orderNames = ['o1', 'o2', 'o3', 'o4']

function linesOf(dataset: Dataset): string[] {
  const lines: string[] = []
  for (const chunk of dataset.chunks()) {
    for (let i = 0; i < chunk.rows; i++) {
      const customer = chunk.customer[i] === NO_CODE ? '' : stringAt(dataset.customers, chunk.customer[i]!)
      const order = orderNames[chunk.orderHigh[i]!]
      lines.push(
        `${customer} ${order} ${days[chunk.day[i]! - 20_089]} ${chunk.amount[i]} ${stringAt(dataset.products, chunk.product[i]!)}`,
      )
    }
  }
  return lines
}

const withIds = (all: readonly Import[]) => all.map((each, i) => ({ ...each, id: String(i) }))

describe('layers under decisions', () => {
  it('hold what importing one file after the other on plain lists would leave', () => {
    fc.assert(
      fc.property(imports, (all) => {
        expect(linesOf(datasetOf(withIds(all)))).toEqual(reference(withIds(all)))
      }),
      { numRuns: 400 },
    )
  })

  it('switched off, on again or deleted in any sequence, are those that were imported and stayed', () => {
    fc.assert(
      fc.property(imports, fc.array(fc.tuple(fc.constantFrom('off', 'on', 'delete'), fc.nat(4))), (all, acts) => {
        let layers = withIds(all).map((each) => ({ ...each, active: true }))
        for (const [act, n] of acts) {
          if (act === 'delete') layers = layers.filter(({ id }) => id !== String(n))
          else layers = layers.map((each) => (each.id === String(n) ? { ...each, active: act === 'on' } : each))
        }
        const active = layers.filter((each) => each.active)
        const now = datasetOf(active)
        expect(linesOf(now)).toEqual(reference(active))
        expect(now.rows).toBe(linesOf(now).length)
      }),
      { numRuns: 200 },
    )
  })

  it('are the same compared at once and in parts, and where it is known already what they do', () => {
    fc.assert(
      fc.property(imports, fc.constantFrom(1, 2, 3), (all, partRows) => {
        const layers = withIds(all)
        const dataset = datasetOf(layers)
        const decisions =
          dataset.source.starts.length - 1 === layers.length ? layers.map((each) => each.decision) : null
        if (decisions === null) return
        expect(markLeftOut(dataset.source, decisions, partRows)).toEqual(dataset.marks)
        const orders = layers.map(({ rows, decision }) => ({ ...smallLayer(rows, { orders: orderNames }), decision }))
        const again = mergeLayers(orders, [], undefined, [], dataset.marks)
        expect([again.rows, linesOf(again)]).toEqual([dataset.rows, linesOf(dataset)])
      }),
      { numRuns: 300 },
    )
  })

  it('say of each row where it stands in the stored chunk', () => {
    const rows = [1, 1, 2].map((amount) => ({ customer: 'a', order: 'o1', day: days[0]!, amount, product: 'p' }))
    const [chunk] = [...datasetOf([{ id: '0', rows, decision: { ...plainDecision, repeats: 'once' } }]).chunks()]
    expect([chunk!.rows, [...chunk!.row!.subarray(0, 2)]]).toEqual([2, [0, 2]])
  })
})
