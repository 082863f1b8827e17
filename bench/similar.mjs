// node bench/similar.mjs [ROWS]: the ten nearest of ROWS × 32 on one thread, and making the embedding, in milliseconds as JSON.
import { embed } from '../src/engine/similar/embedding.ts'
import { lookalikes, nearest } from '../src/engine/similar/nearest.ts'
import { clusterStability } from '../src/engine/cluster/stability.ts'
import { fitK } from '../src/engine/cluster/fit-k.ts'
import { finish } from '../src/engine/cluster/lloyd.ts'
import { mulberry32 } from '../scripts/lib/seeded.mjs'
import { median } from './lib/measure.mjs'

const rows = Number(process.argv[2] ?? 500_000)
const customers = Math.min(rows, 300_000)
const dims = 32
const random = mulberry32(1)
const result = {}
const timed = (name, repeats, act) => {
  const times = []
  let value
  for (let i = 0; i < repeats; i++) {
    const started = performance.now()
    value = act(i)
    times.push(performance.now() - started)
  }
  result[name] = median(times)
  return value
}

const data = new Float32Array(rows * dims)
for (let i = 0; i < data.length; i++) data[i] = random() - 0.5
const vectors = { data, rows, dims }
timed(`ten nearest of ${rows} × ${dims}, one thread`, 15, (i) => nearest(vectors, data.slice(i * dims, (i + 1) * dims), 10, i)) // prettier-ignore
const isMember = Uint8Array.from({ length: rows }, (_, row) => (row % 20 === 0 ? 1 : 0))
timed(`1,000 look-alikes of ${Math.ceil(rows / 20)} among ${rows}`, 5, () => lookalikes(vectors, isMember, 1000))

const { columns, goods } = customersLike(customers)
timed(`embedding of ${customers} customers`, 1, () =>
  finish(embed({ columns, asOf: 20_000, scale: 2, goods, seed: 1 })),
)

const points = {
  data: Float64Array.from({ length: customers * 3 }, () => random() + random()),
  rows: customers,
  columns: 3,
}
const { labels } = finish(fitK(points, 5, 1))
timed(`stability of 5 clusters of ${customers} customers`, 3, () => finish(clusterStability(points, labels, 5, 1)))
console.log(JSON.stringify(result))

/** Customers with figures of their own who each bought ten of 3,000 items. */
function customersLike(count) {
  const each = (make, Type) => Type.from({ length: count }, (_, i) => make(i))
  const items = 3000
  const bought = 10
  const goods = {
    rows: count,
    columns: items,
    starts: Uint32Array.from({ length: count + 1 }, (_, i) => i * bought),
    column: new Uint16Array(count * bought),
    count: new Uint8Array(count * bought),
  }
  for (let i = 0; i < count; i++) {
    const start = Math.floor(random() * (items - 400))
    for (let j = 0; j < bought; j++) {
      goods.column[i * bought + j] = start + j * 40 + Math.floor(random() * 40)
      goods.count[i * bought + j] = 1 + Math.floor(random() * 3)
    }
  }
  const frequency = each(() => 1 + Math.floor(20 * random() ** 3), Uint32Array)
  const recency = each(() => Math.floor(700 * random()), Int32Array)
  const columns = {
    buyers: each((i) => i, Uint32Array),
    recency,
    frequency,
    net: each((i) => Math.round(frequency[i] * 5000 * random()), Float64Array),
    firstPurchase: each((i) => 20_000 - recency[i] - 20 * frequency[i], Int32Array),
    lastPurchase: each((i) => 20_000 - recency[i], Int32Array),
    rows: each((i) => frequency[i] * 3, Uint32Array),
    returnRows: each(() => Math.floor(2 * random()), Uint32Array),
    monthly: Float32Array.from({ length: count * 12 }, () => 100 * random()),
    attributes: [],
  }
  return { columns, goods }
}
