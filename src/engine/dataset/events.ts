import { chunkScratch, decodeChunk, type ChunkColumn } from '../columns/chunk-codec.ts'
import { chunkList, type ChunkList } from '../columns/chunk-list.ts'
import { recode } from '../columns/recode.ts'
import { stringAt, stringColumn } from '../columns/strings.ts'
import { NO_DAY, type EventsTail, type StringColumn } from '../columns/types.ts'
import type { Scope } from '../rfm/scope.ts'

export interface EventsLayer {
  readonly tail: EventsTail
  /** Encoded chunks (chunk-codec), their columns as `EventsTail` says. */
  readonly chunks: ChunkList | readonly Uint8Array[]
}

export interface EventChunk {
  readonly rows: number
  /** Codes of the dataset's customers and of `DatasetEvents.types`. */
  readonly customer: Uint32Array
  readonly type: Uint32Array
  readonly day: Int32Array
  /** Second of the day. */
  readonly second: Uint32Array
  /** Integers × 10^-scale of `DatasetEvents`. */
  readonly value: Float64Array
}

/** The events of all layers of events; no event is read before it is asked for. */
export interface DatasetEvents {
  readonly types: StringColumn
  readonly rows: number
  readonly scale: number
  /** One at a time: the next chunk takes the place of the last in the same arrays. */
  chunks(): Generator<EventChunk>
}

const wanted: ReadonlySet<ChunkColumn> = new Set(['customer', 'day', 'amount', 'orderLow', 'orderHigh'])

/** @param customerCodes of each layer's customers: the dataset's codes */
export function mergeEvents(layers: readonly EventsLayer[], customerCodes: readonly Uint32Array[]): DatasetEvents {
  const types = new Map<string, number>()
  const typeCodes = layers.map(({ tail }) =>
    Uint32Array.from({ length: tail.types.count }, (_, i) => {
      const name = stringAt(tail.types, i)
      const code = types.get(name) ?? types.size
      types.set(name, code)
      return code
    }),
  )
  const lists = layers.map(({ chunks }) => chunkList(chunks))
  const heads = lists.flatMap((list) => list.heads)
  const scale = heads.reduce((most, head) => Math.max(most, head.scale), 0)
  return {
    types: stringColumn(types.keys()),
    rows: heads.reduce((sum, { rows }) => sum + rows, 0),
    scale,
    *chunks() {
      const scratch = chunkScratch()
      for (const [layer, list] of lists.entries()) {
        for (const place of list.heads.keys()) {
          const chunk = decodeChunk(list.bytes(place), scratch, wanted)
          const { rows, customer, orderHigh: type, orderLow: second, day, amount: value } = chunk
          recode(customer, customerCodes[layer]!, rows)
          recode(type, typeCodes[layer]!, rows)
          const factor = 10 ** (scale - chunk.scale)
          if (factor !== 1) for (let i = 0; i < rows; i++) value[i] = value[i]! * factor
          yield { rows, customer, type, day, second, value }
        }
      }
    },
  }
}

/** Day of each customer's last event within the scope, or NO_DAY. Cost: one scan of the events. */
export function lastEventDays(events: DatasetEvents, customers: number, { from, asOf }: Scope): Int32Array {
  const last = new Int32Array(customers).fill(NO_DAY)
  for (const { rows, customer, day } of events.chunks()) {
    for (let i = 0; i < rows; i++) {
      if (day[i]! > asOf || day[i]! < from) continue
      if (day[i]! > last[customer[i]!]!) last[customer[i]!] = day[i]!
    }
  }
  return last
}
