import { createRandom, type Random } from '../../src/engine/cluster/random.ts'
import type { Event } from './purchase-history.ts'

/** A shop whose customers do as MBG/NBD and Gamma-Gamma say, over `days` days; a few bring things back. */
export function buyingShop({ customers, days, seed }: { customers: number; days: number; seed: number }): Event[] {
  const random = createRandom(seed)
  const events: Event[] = []
  for (let i = 0; i < customers; i++) {
    const perDay = gamma(random, 0.8) / 40
    const [leaves, stays] = [gamma(random, 0.9), gamma(random, 2.5)]
    const dropOut = leaves / (leaves + stays)
    const basket = 180 / gamma(random, 3.7)
    let day = Math.floor(random.next() * days * 0.7)
    for (;;) {
      const amount = Math.max(0.01, (basket * gamma(random, 6)) / 6)
      events.push({ customer: `c${i}`, day: Math.floor(day), amount })
      if (random.next() < 0.03)
        events.push({ customer: `c${i}`, day: Math.min(days, Math.floor(day) + 7), amount: -amount })
      if (random.next() < dropOut) break
      day -= Math.log(1 - random.next()) / perDay
      if (day > days) break
    }
  }
  return events
}

/** Marsaglia & Tsang (2000). */
function gamma(random: Random, shape: number): number {
  if (shape < 1) return gamma(random, shape + 1) * random.next() ** (1 / shape)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const normal = Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next())
    const v = (1 + c * normal) ** 3
    if (v > 0 && Math.log(1 - random.next()) < 0.5 * normal * normal + d - d * v + d * Math.log(v)) return d * v
  }
}
