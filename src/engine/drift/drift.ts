import { stringAt } from '../columns/strings.ts'
import type { StringColumn } from '../columns/types.ts'

/** A customer the other run does not know. */
export const UNKNOWN = 0xffffffff

/** For each customer of `now`: her position in `before`, or UNKNOWN. Cost: one hashed look-up each. */
export function positionsBefore(now: StringColumn, before: StringColumn): Uint32Array {
  const places = new Map<string, number>()
  for (let i = 0; i < before.count; i++) places.set(stringAt(before, i), i)
  return Uint32Array.from({ length: now.count }, (_, i) => places.get(stringAt(now, i)) ?? UNKNOWN)
}

export interface Transitions {
  /** from × to, row-major: customers of both runs. */
  readonly counts: Uint32Array
  /** By `to`: not known before. By `from`: not known now. */
  readonly appeared: Uint32Array
  readonly gone: Uint32Array
}

/**
 * Who went from which group to which.
 * @param before, now group of each customer, below `groupsBefore` and `groupsNow`
 * @param positions see `positionsBefore`
 */
export function transitions(
  before: Uint8Array,
  groupsBefore: number,
  now: Uint8Array,
  groupsNow: number,
  positions: Uint32Array,
): Transitions {
  const counts = new Uint32Array(groupsBefore * groupsNow)
  const appeared = new Uint32Array(groupsNow)
  const gone = new Uint32Array(groupsBefore)
  for (const group of before) gone[group]!++
  positions.forEach((from, i) => {
    if (from === UNKNOWN) appeared[now[i]!]!++
    else {
      counts[before[from]! * groupsNow + now[i]!]!++
      gone[before[from]!]!--
    }
  })
  return { counts, appeared, gone }
}
