import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { duckdbFolder, runDuckdb } from '../lib/duckdb.mjs'
import { dataFolder } from '../lib/orders-file.mjs'
import { inTurn, pipelineLines, runOurs } from '../lib/pipeline.mjs'

export const name = 'large'
export const title = '10,000,000 rows to a durable store with RFM and category counts, beside DuckDB to a file'
export const flag = 'large'

const ROWS = 10_000_000

export async function run({ quick, say, ordersFile }) {
  const file = await ordersFile(ROWS)
  const folder = await duckdbFolder(say)
  const facts = await inTurn(quick ? 1 : 3, {
    ours: () => inFolder((store) => runOurs(file, store)),
    peer: folder === null ? null : () => inFolder((store) => runDuckdb(folder, file, store)),
  })
  const lines = pipelineLines(facts, 'DuckDB to a file')
  const growth = await growthOf(facts.ours, say, ordersFile)
  return { facts: { ...facts, growth }, lines: [...lines, ...growth.lines] }
}

/** Memory and bytes a row with half as many rows and with twice as many. */
async function growthOf(ours, say, ordersFile) {
  const points = [{ rows: ROWS, megabytes: ours.megabytes, bytesPerRow: ours.bytesPerRow }]
  for (const rows of [ROWS / 2, ROWS * 2]) {
    say(`memory at ${rows} rows …`)
    const file = await ordersFile(rows)
    const { megabytes, bytesPerRow } = await inFolder((store) => runOurs(file, store))
    points.push({ rows, megabytes, bytesPerRow })
  }
  points.sort((a, b) => a.rows - b.rows)
  const lines = points.map(({ rows, megabytes, bytesPerRow }) => [
    `${rows / 1e6} million rows`,
    `${megabytes.toFixed(0)} MB`,
    `${bytesPerRow.toFixed(1)} bytes a row`,
  ])
  return { points, lines }
}

/** A store on the disk, not in a folder that may lie in memory. */
async function inFolder(act) {
  const folder = mkdtempSync(join(dataFolder, 'store-'))
  try {
    return await act(join(folder, 'store'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
