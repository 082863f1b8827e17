// npm run bench [-- --quick] [-- --large] [-- --only NAME] [-- --json]: what the README says about speed, measured again.
//
// The peer and the product run in turn on the same file, so that a busy machine slows both down. Each case is a file of
// its own in cases/: `name`, `title`, optionally `flag` (it runs only where that was asked for), and `run(context)`, which
// gives `{ facts, lines }`: what goes into the JSON, and rows of three cells for the table.
import { buildIfStale } from '../scripts/lib/build-if-stale.mjs'
import { requireModernNode } from '../scripts/lib/node-version.mjs'
import * as analyze from './cases/analyze.mjs'
import * as bombs from './cases/bombs.mjs'
import * as pipeline from './cases/pipeline.mjs'
import * as pipelineLarge from './cases/pipeline-large.mjs'
import * as predict from './cases/predict.mjs'
import * as similar from './cases/similar.mjs'
import * as workbook from './cases/workbook.mjs'
import { machine } from './lib/machine.mjs'
import { ordersFile } from './lib/orders-file.mjs'
import { table } from './lib/table.mjs'

requireModernNode()

const cases = [analyze, bombs, pipeline, pipelineLarge, predict, similar, workbook]

const has = (flag) => process.argv.includes(`--${flag}`)
const only = process.argv[process.argv.indexOf('--only') + 1]
const say = (text) => process.stderr.write(`${text}\n`)
const quick = has('quick')
const context = { quick, rows: quick ? 100_000 : 1_000_000, say, ordersFile: (rows) => ordersFile(rows, say) }

buildIfStale()

const results = []
for (const { name, title, flag, run } of cases) {
  if (has('only') && name !== only) continue
  if (flag !== undefined && !has(flag)) {
    say(`${title}: left out without --${flag}`)
    continue
  }
  say(`${title} …`)
  results.push({ name, title, ...(await run(context)) })
}
console.log(
  has('json')
    ? JSON.stringify(
        { machine: machine(), ...Object.fromEntries(results.map(({ name, facts }) => [name, facts])) },
        null,
        2,
      )
    : [machine(), ...results.map(({ title, lines }) => `${title}\n${table(lines)}`)].join('\n\n'),
)
