// npm run soak [-- --seed 1] [-- --texts 50000] [-- --books 5000] [-- --minutes 30] [-- --keep FOLDER]
//
// Reads files that were changed at random and says what became of them. Every file follows from the seed and its number.
// With --minutes it goes on with the next seed until the time is over.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { requireModernNode } from './lib/node-version.mjs'

requireModernNode()

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    texts: { type: 'string', default: '50000' },
    books: { type: 'string', default: '5000' },
    minutes: { type: 'string' },
    keep: { type: 'string' },
  },
})
const { seeded } = await import('../test/support/seeded.ts')
const { mutatedText } = await import('../test/hostile/mutated-text.ts')
const { mutatedWorkbook, workbookSources } = await import('../test/hostile/mutated-workbook.ts')
const { readHostile } = await import('../test/hostile/read-hostile.ts')

const sources = workbookSources()
const latest = values.minutes === undefined ? null : performance.now() + Number(values.minutes) * 60_000
const isOver = () => latest !== null && performance.now() > latest
let faults = 0
let seed = Number(values.seed)
do {
  await round(`texts, seed ${seed}`, Number(values.texts), (n) => mutatedText(seeded(seed * 1_000_003 + n)))
  await round(`workbooks, seed ${seed}`, Number(values.books), (n) =>
    mutatedWorkbook(sources, seeded(seed * 1_000_003 + 500_000 + n)),
  )
  seed++
} while (latest !== null && !isOver())
process.exit(faults === 0 ? 0 : 1)

async function round(title, count, make) {
  const started = performance.now()
  let done = 0
  const file = (n) => {
    done = n + 1
    if (done % 5000 === 0) console.error(`${title}: ${done} of ${count}`)
    return make(n)
  }
  const tally = await readHostile(count, file, keep, isOver)
  const seconds = Math.round((performance.now() - started) / 1000)
  console.log(
    `${title}: ${done} files in ${seconds} s, the slowest ${Math.round(tally.slowest)} ms, faults ${tally.faults.length}`,
  )
  for (const [outcome, times] of [...tally.outcomes].sort((a, b) => b[1] - a[1])) console.log(`  ${outcome}: ${times}`)
  for (const fault of tally.faults) console.log(`FAULT ${fault}`)
  faults += tally.faults.length
}

function keep({ name, bytes }) {
  if (values.keep === undefined) return
  mkdirSync(values.keep, { recursive: true })
  writeFileSync(join(values.keep, `${Date.now()}-${name}`), bytes)
}
