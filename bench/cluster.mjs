// node bench/cluster.mjs [ROWS]: K-Means for k = 2 … 10 and the silhouettes, alone on one thread, in milliseconds as JSON.
import { fitK } from '../src/engine/cluster/fit-k.ts'
import { finish } from '../src/engine/cluster/lloyd.ts'
import { meanSilhouettes } from '../src/engine/cluster/silhouette.ts'
import { mulberry32 } from '../scripts/lib/seeded.mjs'

const rows = Number(process.argv[2] ?? 50_000)
const points = customersLike(rows)
const seed = 1

const result = {}
const timed = (name, act) => {
  const started = performance.now()
  const value = act()
  result[`${name}, ${rows} customers`] = performance.now() - started
  return value
}
const ks = [2, 3, 4, 5, 6, 7, 8, 9, 10]
const fits = timed('K-Means for k = 2 … 10', () => ks.map((k) => finish(fitK(points, k, seed))))
timed('silhouettes of all nine', () => meanSilhouettes(points, fits.map(({ labels }) => labels), seed)) // prettier-ignore
console.log(JSON.stringify(result))

/** Three standardised features that hang together the way recency, frequency and spend do. */
function customersLike(count) {
  const random = mulberry32(1)
  const gauss = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const data = new Float64Array(count * 3)
  for (let i = 0; i < count; i++) {
    const activity = gauss()
    data[3 * i] = -0.6 * activity + 0.8 * gauss()
    data[3 * i + 1] = 0.9 * activity + 0.4 * gauss()
    data[3 * i + 2] = 0.7 * activity + 0.7 * gauss()
  }
  return { data, rows: count, columns: 3 }
}
