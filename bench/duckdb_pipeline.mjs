// node duckdb_pipeline.mjs FOLDER ORDERS.csv [STORE]: what an engineer would do instead. DuckDB (installed in FOLDER) loads
// the orders into a table, then RFM and category counts per customer, each kept as a table; one JSON object on standard output.
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'

const [folder, file, store = ':memory:'] = process.argv.slice(2)
const { DuckDBInstance } = createRequire(join(resolve(folder), 'package.json'))('@duckdb/node-api')
const connection = await (await DuckDBInstance.create(store)).connect()
const stages = {
  load: `create table orders as select * from read_csv('${file}')`,
  rfm: `create table rfm as select customer_id, date_diff('day', max(order_date), (select max(order_date) from orders)) as recency,
    count(distinct order_id) filter (quantity > 0) as frequency, sum(amount) as monetary,
    avg((quantity < 0)::int) as return_rate from orders group by 1`,
  categories: 'create table categories as select customer_id, category, count(*) as n from orders group by all',
}
const seconds = {}
const cpu = process.cpuUsage()
for (const [name, sql] of Object.entries(stages)) {
  const started = performance.now()
  await connection.run(sql)
  seconds[name] = (performance.now() - started) / 1000
}
const { user, system } = process.cpuUsage(cpu)
console.log(
  JSON.stringify({
    seconds: Object.values(seconds).reduce((sum, value) => sum + value, 0),
    stages: seconds,
    cpuSeconds: (user + system) / 1e6,
    megabytes: process.resourceUsage().maxRSS / 1024,
  }),
)
